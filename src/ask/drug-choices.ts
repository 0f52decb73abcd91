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

const MOST_INGREDIENTS = 3;

/** Brand names of the large table of names: "zoloft<tab>36437<tab>b", in its own sorted order. */
function brandsOf(table: string): string[] {
  return table.split('\n').flatMap((line) => {
    const [name = '', ids = '', kind] = line.split('\t');
    if (kind !== 'b' || ids.split(';').length > MOST_INGREDIENTS) return [];
    return [name.charAt(0).toUpperCase() + name.slice(1)];
  });
}

/** Every name to pick from, in alphabetical order, each once; `namesTable` adds the brands of the large table. */
export function drugChoices(packs: PackRows, namesTable: string | null = null): string[] {
  const drugs = packs.drugs ?? {};
  const brands = namesTable === null ? [] : brandsOf(namesTable);
  const names = [...brands, ...textsOf(drugs['data.csv'], 'name'), ...textsOf(drugs['brands.csv'], 'brand')];
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
