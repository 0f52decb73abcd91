import * as z from 'zod';
import type { PackTables } from '../pack.ts';

/** One default of the rooms: a number with its unit and meaning. */
export const Convention = z.object({
  id: z.string(),
  value: z.coerce.number(),
  unit: z.string(),
  meaning: z.string(),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type Convention = z.infer<typeof Convention>;

export const tables: PackTables = { 'data.csv': Convention };
