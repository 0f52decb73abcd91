/** Amounts with their unit, and ranges. */
import * as z from 'zod';

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

const MASS_IN_MG: Readonly<Record<string, number>> = {
  kg: 1e6,
  g: 1e3,
  mg: 1,
  ug: 1e-3,
  mcg: 1e-3,
  ng: 1e-6,
  pg: 1e-9,
};
const VOLUME_IN_L: Readonly<Record<string, number>> = { L: 1, l: 1, dL: 0.1, dl: 0.1, mL: 1e-3, ml: 1e-3, uL: 1e-6 };

/**
 * A mass in milligrams; null where the unit is no mass.
 * @example massInMg(500, 'ug') //=> 0.5
 */
export function massInMg(value: number, unit: string | null): number | null {
  const factor = unit === null ? undefined : MASS_IN_MG[unit];
  return factor === undefined ? null : value * factor;
}

/** A unit as a factor to its kind's base: mg/L for mass concentrations, mmol/L for substance, null otherwise. */
function concentrationFactor(unit: string): { kind: string; factor: number } | null {
  const [amount, per, rest] = unit.split('/');
  if (amount === undefined || per === undefined || rest !== undefined) return null;
  const volume = VOLUME_IN_L[per];
  if (volume === undefined) return null;
  const mass = MASS_IN_MG[amount];
  if (mass !== undefined) return { kind: 'mass', factor: mass / volume };
  const moles = { mol: 1e3, mmol: 1, umol: 1e-3, nmol: 1e-6, pmol: 1e-9, meq: 1 }[amount];
  return moles === undefined ? null : { kind: 'substance', factor: moles / volume };
}

/**
 * A concentration in another unit of the same kind (mass or substance per volume); null where they differ in kind.
 * @example concentrationIn(4, 'ug/mL', 'mg/L') //=> 4
 */
export function concentrationIn(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const source = concentrationFactor(from);
  const target = concentrationFactor(to);
  if (!source || !target || source.kind !== target.kind) return null;
  return (value * source.factor) / target.factor;
}
