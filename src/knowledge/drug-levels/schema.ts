import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const optionalNumber = z.string().transform((cell, context) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (!Number.isNaN(value)) return value;
  context.addIssue({ code: 'custom', message: `\`${cell}\` is no number` });
  return z.NEVER;
});

/** The therapeutic range of one ingredient, used where the laboratory gives none; `coversDays` = what an assay tells of. */
export const LevelRange = z.object({
  ingredient: z.string(),
  name: z.string(),
  low: z.coerce.number(),
  high: optionalNumber,
  unit: z.string(),
  coversDays: z.coerce.number(),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type LevelRange = z.infer<typeof LevelRange>;

export const tables: PackTables = { 'data.csv': LevelRange };
