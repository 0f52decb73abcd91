/** The absorption-and-antagonism pack as look-up objects. */
import type { AbsorptionRow, ClassMemberRow } from './schema.ts';

export type * from './schema.ts';

export type AbsorptionRows = { pairs: readonly AbsorptionRow[]; classes: readonly ClassMemberRow[] };

/** A drug as this pack knows it: its ingredient name and, for class membership, its ATC codes. */
export type DrugIdentity = { name: string; atc?: readonly string[] };

export type AbsorptionKnowledge = {
  byVictim: ReadonlyMap<string, readonly AbsorptionRow[]>;
  classesOfIngredient: ReadonlyMap<string, readonly string[]>;
  classesOfAtc: readonly { prefix: string; class: string }[];
};

const push = (map: Map<string, string[]>, key: string, value: string): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** Builds the look-ups of the pack from its validated rows. */
export const buildAbsorption = (rows: AbsorptionRows): AbsorptionKnowledge => {
  const byVictim = new Map<string, AbsorptionRow[]>();
  for (const row of rows.pairs) byVictim.set(row.victim, [...(byVictim.get(row.victim) ?? []), row]);
  const classesOfIngredient = new Map<string, string[]>();
  const classesOfAtc: { prefix: string; class: string }[] = [];
  for (const row of rows.classes)
    if (row.by === 'ingredient') push(classesOfIngredient, row.value, row.class);
    else classesOfAtc.push({ prefix: row.value, class: row.class });
  return { byVictim, classesOfIngredient, classesOfAtc };
};

/** Every id a drug answers to: its own name, and the classes it belongs to by name or ATC code. */
export const idsOf = (drug: DrugIdentity, knowledge: AbsorptionKnowledge): ReadonlySet<string> => {
  const ids = new Set([drug.name, ...(knowledge.classesOfIngredient.get(drug.name) ?? [])]);
  for (const code of drug.atc ?? [])
    for (const { prefix, class: name } of knowledge.classesOfAtc) if (code.startsWith(prefix)) ids.add(name);
  return ids;
};

/** The rows of this pack out of the build's tables by file name. */
export const absorptionRows = (files: Readonly<Record<string, readonly unknown[]>>): AbsorptionRows => ({
  pairs: (files['data.csv'] ?? []) as readonly AbsorptionRow[],
  classes: (files['classes.csv'] ?? []) as readonly ClassMemberRow[],
});
