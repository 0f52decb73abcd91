/** Amounts with their unit, and ranges. */
import { z } from 'zod';

/** A value with its UCUM unit; `comparator` where the source only bounds it. */
export const Quantity = z.object({
  value: z.number(),
  unit: z.string().nullable(),
  comparator: z.enum(['<', '<=', '>=', '>']).nullable(),
});
export type Quantity = z.infer<typeof Quantity>;

/** A plain quantity without comparator. */
export function quantity(value: number, unit: string | null): Quantity {
  return { value, unit, comparator: null };
}

/** An estimate with its interval; `low <= value <= high`. */
export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Estimate = z.infer<typeof Estimate>;
