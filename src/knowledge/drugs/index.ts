/** The drug pack as the rooms use it: names and codes to ingredients, ingredients to facts. */
import type { Ingredient } from '../../domain/record.ts';
import { type ClassRow, classesOf } from './classes.ts';
import { type NameLookUp, nameLookUp } from './names-look-up.ts';
import { type Lexicon, type Part, readText } from './read-text.ts';
import { resolveDrug, type Shelf } from './resolve.ts';
import type { AtcRow, DrugRow, UseRow } from './schema.ts';
import { lineValue } from './sorted-text.ts';
import { nameKey } from './tokens.ts';
import type { DrugFacts, DrugIndex, DrugQuery, DrugResolution } from './types.ts';
import { type RouteRow, routesFrom, type WordRow, wordsFrom } from './words.ts';

export type { DrugFacts, DrugIndex, DrugQuery, DrugResolution } from './types.ts';

/** The pack's finished rows, by file. */
export interface DrugPackRows {
  'data.csv': readonly DrugRow[];
  'classes.csv': readonly ClassRow[];
  'atc.csv': readonly AtcRow[];
  'use-by-form.csv': readonly UseRow[];
  'words.csv': readonly WordRow[];
  'routes.csv': readonly RouteRow[];
}

/** Hands over a sorted text by name ("names", "rxnorm", "ndc"); null where it is not installed. */
export type ReadTable = (name: string) => string | null;

const REMEMBERED = 20_000;

/**
 * Builds the index. Cheap: rows are only mapped by id, and each text is read when first asked for.
 * @example buildDrugIndex(rows, readTable).byName('Lipitor') //=> [{ id: '83367', name: 'atorvastatin', strength: null }]
 */
export function buildDrugIndex(rows: DrugPackRows, readTable: ReadTable): DrugIndex {
  const text = lazyTexts(readTable);
  const facts = new Map<string, DrugFacts>();
  const rowOf = new Map(rows['data.csv'].map((row) => [row.id, row]));
  const nameById = new Map<string, string>();
  const remembered = new Map<string, DrugResolution>();
  const words = wordsFrom(rows['words.csv']);

  const nameOf = (id: string): string => {
    const known = nameById.get(id);
    if (known !== undefined) return known;
    const name = rowOf.get(id)?.name ?? nameInTable(id, text('rxnorm'));
    nameById.set(id, name);
    return name;
  };
  const ingredient = (part: Part): Ingredient => {
    const [id = part.ref, precise] = part.ref.split('~', 2);
    return { id, name: nameOf(precise ?? id), strength: part.strength };
  };
  let names: NameLookUp | null = null;
  const lexicon = (): Lexicon => {
    names ??= nameLookUp(text('names'));
    return { names, words };
  };
  const atc = new Map(rows['atc.csv'].map((row) => [row.atc, row.ids]));
  const factsOf = (id: string): DrugFacts | null => {
    const known = facts.get(id);
    if (known !== undefined) return known;
    const row = rowOf.get(id);
    if (row === undefined) return null;
    const fact = { ...row, classes: classesOf(row.atc, row.classes, rows['classes.csv']) };
    facts.set(id, fact);
    return fact;
  };
  const classes = (id: string): readonly string[] => factsOf(id)?.classes ?? [];
  const codes = { rxnorm: () => text('rxnorm'), ndc: () => text('ndc'), atc };
  const routeOf = routesFrom(rows['routes.csv']);
  const shelf = (): Shelf => ({ lexicon: lexicon(), codes, routeOf, ingredient, classes });

  return {
    resolve(query: DrugQuery): DrugResolution {
      const key = JSON.stringify([query.text, query.form ?? null, query.route ?? null, query.codings]);
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const answer = resolveDrug(query, shelf());
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(key, answer);
      return answer;
    },
    facts: factsOf,
    byName(name: string): Ingredient[] {
      return (readText(name, lexicon())?.parts ?? []).map((part) => ingredient({ ref: part.ref, strength: null }));
    },
    usualUse(id: string, form: string | null): DrugFacts['use'] | null {
      const byForm = rows['use-by-form.csv'].find(
        (row) => row.id === id && form !== null && form.toLowerCase().includes(row.form.toLowerCase()),
      );
      return byForm?.use ?? rowOf.get(id)?.use ?? null;
    },
    preciseId(drug: { id: string; name: string }): string | null {
      const value = lexicon().names.find(nameKey(drug.name));
      const ref = value?.split('\t', 1)[0] ?? '';
      const [id, precise] = ref.split('~', 2);
      return id === drug.id && precise !== undefined ? precise : null;
    },
  };
}

/** The name of an ingredient the pack has no facts of: RxNorm's, or what stands behind "x:". */
function nameInTable(id: string, rxnorm: string): string {
  if (id.startsWith('x:')) return id.slice(2);
  const name = lineValue(rxnorm, id)?.split('\t')[4] ?? id;
  return /^[A-Z][a-z ]+$/.test(name) ? name.toLowerCase() : name;
}

function lazyTexts(readTable: ReadTable): (name: string) => string {
  const texts = new Map<string, string>();
  return (name) => {
    const known = texts.get(name);
    if (known !== undefined) return known;
    const read = readTable(name) ?? '';
    texts.set(name, read);
    return read;
  };
}
