import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const list = z.string().transform((cell) => (cell === '' ? [] : cell.split(';').map((part) => part.trim())));

/**
 * A drug, or a group by ATC prefix, against which antibodies of the patient are known to form.
 *
 * `loinc`: codes of the antibody test. `tests`: names of the test that do not name the drug ("factor VIII inhibitor"),
 * lower case, whole words.
 */
export const ImmunogenicDrug = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  ingredients: list,
  atc: list,
  loinc: list,
  tests: list,
  note: z.string(),
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type ImmunogenicDrug = z.infer<typeof ImmunogenicDrug>;

/** How an antibody result is worded: whole words, lower case; the first row that matches decides. */
export const ResultWord = z.object({
  word: z.string().min(1),
  meaning: z.enum(['positive', 'negative']),
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type ResultWord = z.infer<typeof ResultWord>;

export const tables: PackTables = { 'data.csv': ImmunogenicDrug, 'words.csv': ResultWord };
