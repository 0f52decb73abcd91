/** Amounts and lengths of supply no one means: dropped with a problem, the row stays. */
import type { Quantity } from '../../domain/quantity.ts';
import { isAbsurdAmount, isAbsurdDuration } from '../sig/absurd.ts';
import type { Chart } from './chart.ts';
import type { Json } from './json.ts';
import { daysIn, quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

/** The dose of a field; none, with a problem `absurd-dose`, where it cannot be meant. Zero stays: nothing was given. */
export function doseIn(row: Resource, chart: Chart, from: Json | null, field: string): Quantity | null {
  const sent = quantityIn(row, chart, from, field);
  // "U" of a dose is the international unit, of an enzyme assay it is not.
  const dose = sent?.unit === 'U' ? { ...sent, unit: '[IU]' } : sent;
  if (dose === null || dose.value === 0 || !isAbsurdAmount(dose.value, dose.unit)) return dose;
  const what = `a dose of ${dose.value} ${dose.unit ?? ''} cannot be meant`;
  chart.report(row, 'absurd-dose', what, 'Correct the dose or its unit; only the dose was left out.');
  return null;
}

/** A length of supply in days; none, with a problem `absurd-days-supply`, where it is not above zero or over ten years. */
export function daysSupplyIn(row: Resource, chart: Chart, from: Json | null, field: string): number | null {
  const days = daysIn(from, field);
  if (days === null || !isAbsurdDuration(days)) return days;
  chart.report(row, 'absurd-days-supply', `a supply for ${days} days cannot be meant`, 'Correct the days of supply.');
  return null;
}
