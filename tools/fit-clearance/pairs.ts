/** The observed victim-perpetrator pairs the parameters are fitted to. */
import { parseCsv } from './csv.ts';

export type Pair = { victim: string; perpetrator: string; ratio: number };

// Wrong at the source: three label values read upside down, and a percentage taken for a ratio.
const WRONG_AT_SOURCE = new Set([
  'felodipine|phenytoin',
  'felodipine|carbamazepine',
  'felodipine|phenobarbital',
  'digoxin|linagliptin',
]);

/** A pair's drug name as the packs write it: lower case, without the register remark of the source database. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s*-\s*not approved in usa?$/, '')
    .trim();

/** Reads the pairs of a CSV text (`victim,perpetrator,observed_auc_ratio`), without those known to be wrong. */
export const readPairs = (text: string): Pair[] =>
  parseCsv(text)
    .map(
      (row): Pair => ({
        victim: plainName(row.victim ?? ''),
        perpetrator: plainName(row.perpetrator ?? ''),
        ratio: Number(row.observed_auc_ratio),
      }),
    )
    .filter((pair) => pair.ratio > 0 && !WRONG_AT_SOURCE.has(`${pair.victim}|${pair.perpetrator}`));
