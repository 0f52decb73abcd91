import * as z from 'zod';
import type { PackTables } from '../pack.ts';

/** One number of an adherence measure, with its unit (UCUM) and what it means. */
export const AdherenceRule = z.object({
  id: z.string(),
  value: z.coerce.number(),
  unit: z.string(),
  meaning: z.string(),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type AdherenceRule = z.infer<typeof AdherenceRule>;

/** Words of a direction, lower case, that say a drug is taken as needed. */
export const AsNeededPhrase = z.object({
  phrase: z.string(),
  language: z.string(),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type AsNeededPhrase = z.infer<typeof AsNeededPhrase>;

export const tables: PackTables = { 'data.json': AdherenceRule, 'as-needed.json': AsNeededPhrase };
