/** Shape of a row of the dose floors. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const amount = z.string().transform((cell, context) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (!(value > 0))
    context.addIssue({ code: 'custom', message: `a positive number or nothing expected, not "${cell}"` });
  return value;
});
const sureness = z.enum(['yes', 'no']);

/**
 * Doses of one ingredient for one condition and route, in `unit` per day, by one instrument (`scheme`).
 *
 * `checked` is about the least effective dose (or the target where there is none); the target has its own. `ingredient`
 * is an RxCUI, of the precise ingredient where bases differ in strength (fluticasone furoate).
 */
export const DoseFloor = z
  .object({
    id: z.string().min(1),
    ingredient: z.string().regex(/^(\d+|x:.+)$/),
    name: z.string().min(1),
    condition: z.string().regex(/^[a-z0-9-]+$/),
    route: z.string().min(1),
    population: z.enum(['adult']),
    unit: z.string().min(1),
    leastEffectiveDailyDose: amount,
    startDailyDose: amount,
    targetDailyDose: amount,
    maxDailyDose: amount,
    scheme: z.string().min(1),
    source: z.string().min(1),
    checked: sureness,
    targetSource: z.string(),
    targetChecked: z.union([sureness, z.literal('').transform(() => null)]),
    note: z.string(),
  })
  .refine(
    (row) => row.leastEffectiveDailyDose !== null || row.targetDailyDose !== null,
    'a floor or a target expected',
  );
export type DoseFloor = z.infer<typeof DoseFloor>;

export const tables: PackTables = { 'data.csv': DoseFloor };
