/** The medicines a person can pick from: plain names and brand names of the drug pack. */
import type { PackRows } from '../knowledge/pack.ts';

const fold = (text: string): string => text.toLowerCase().trim();

interface Named {
  name?: unknown;
  brand?: unknown;
}

const textsOf = (rows: readonly unknown[] | undefined, key: keyof Named): string[] =>
  (rows ?? []).flatMap((row) => {
    const value = (row as Named)[key];
    return typeof value === 'string' ? [value] : [];
  });

/** Every name to pick from, in alphabetical order, each once. */
export function drugChoices(packs: PackRows): string[] {
  const drugs = packs.drugs ?? {};
  const names = [...textsOf(drugs['data.csv'], 'name'), ...textsOf(drugs['brands.csv'], 'brand')];
  const byFold = new Map(names.map((name) => [fold(name), name]));
  return [...byFold.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, name]) => name);
}

/**
 * The names that fit what was typed: those that begin with it first, then those that hold it; at most `most`.
 * @example drugsMatching(['Zoloft', 'sertraline'], 'zo') //=> ['Zoloft']
 */
export function drugsMatching(choices: readonly string[], typed: string, most = 8): string[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const begins = choices.filter((name) => fold(name).startsWith(wanted));
  const holds = choices.filter((name) => !begins.includes(name) && fold(name).includes(wanted));
  return [...begins, ...holds].slice(0, most);
}
