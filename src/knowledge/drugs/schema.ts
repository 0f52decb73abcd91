/** Shapes of the rows of the drug pack. The `.csv.gz` tables are turned into sorted text by tools/build-drug-index.ts. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const atcCode = /^[A-Z]\d\d[A-Z][A-Z]\d\d$/;
const ingredientId = z.string().regex(/^(\d+|x:.+)$/);

/** Facts of one ingredient; `classes` are only those no ATC code says. */
export const DrugRow = z.object({
  id: ingredientId,
  name: z.string().min(1),
  atc: list.refine((codes) => codes.every((code) => atcCode.test(code)), 'ATC code of the fifth level expected'),
  classes: list,
  use: z.enum(['scheduled', 'as-needed', 'either']),
  duration: z.enum(['chronic', 'course', 'either']),
  judgedBy: z.enum(['dose', 'level', 'goal']),
  prodrug: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  ...fact,
});
export type DrugRow = z.infer<typeof DrugRow>;

/** One class and the ATC prefixes that make it; several separated by ";". */
export const ClassRow = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  parent: z.string(),
  atcPrefixes: list,
  ...fact,
});

/** One ATC code of the fifth level and the ingredients it means, in order. */
export const AtcRow = z.object({
  atc: z.string().regex(atcCode),
  ids: z.string().regex(/^(\d+(~\d+)?|x:[^;]+)(;(\d+(~\d+)?|x:[^;]+))*$/),
  ...fact,
});
export type AtcRow = z.infer<typeof AtcRow>;

/** How a drug in one form is usually taken, where the form decides: nitroglycerin under the tongue is as-needed. */
export const UseRow = z.object({
  id: ingredientId,
  form: z.string().min(1),
  use: z.enum(['scheduled', 'as-needed', 'either']),
  ...fact,
});
export type UseRow = z.infer<typeof UseRow>;

export const WordRow = z.object({
  word: z.string().regex(/^[a-z0-9%]+$/),
  kind: z.enum(['form', 'release', 'route', 'salt', 'ion', 'filler', 'link', 'device', 'whole-only']),
  meaning: z.string(),
});

export const RouteRow = z.object({
  word: z.string().regex(/^[a-z0-9 ]+$/),
  in: z.enum(['form', 'route']),
  route: z.string().min(1),
});

/** A name of ours beside RxNorm's: INN, brand, truncated, misspelled, food or herb; it wins over the synonym table. */
export const NameRow = z.object({ name: z.string().min(1), ids: z.string().min(1), kind: z.string(), ...fact });

/** A brand of other countries than the US, by the names of its ingredients. Read by the index tool only, not at start. */
export const BrandRow = z.object({
  brand: z.string().regex(/^\S.*\S$/),
  ingredients: list.refine((names) => names.length > 0, 'name of an ingredient expected'),
  ...fact,
});

/** An ingredient id of the tables that is another spelling of a better one. */
export const CorrectionRow = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  why: z.string().min(1),
  ...fact,
});

/** A precise ingredient kept apart: `own` replaces its base as the ingredient, `beside` keeps the base as id. */
export const PreciseRow = z.object({
  pin: z.string(),
  base: z.string(),
  name: z.string(),
  mode: z.enum(['own', 'beside']),
  ...fact,
});

export const tables: PackTables = {
  'data.csv': DrugRow,
  'classes.csv': ClassRow,
  'atc.csv': AtcRow,
  'use-by-form.csv': UseRow,
  'words.csv': WordRow,
  'routes.csv': RouteRow,
  'names.csv': NameRow,
  'corrections.csv': CorrectionRow,
  'precise.csv': PreciseRow,
};
