/** The batch of the product used: what its expiry date says on the day it was handed over or given. */
import type { Moment } from '../../domain/time.ts';
import { lastDayOf } from '../../domain/time.ts';
import type { Chart } from './chart.ts';
import { momentIn } from './dates.ts';
import { objectIn, objectsIn } from './json.ts';
import type { Resource } from './resource.ts';

/**
 * A note that the product was out of date on the day of the row; none where the batch has no date, or a later one.
 *
 * A date given as a month counts to the end of that month.
 */
export function expiryNotes(row: Resource, chart: Chart, usedOn: Moment | null): string[] {
  const reference =
    objectIn(row.json, 'medicationReference') ?? objectIn(objectIn(row.json, 'medication'), 'reference');
  const medication = reference === null || usedOn === null ? null : chart.library.find(reference, row);
  if (usedOn === null || medication?.type !== 'Medication') return [];
  // STU3 keeps the batches in the package.
  const batches = [
    ...objectsIn(medication.json, 'batch'),
    ...objectsIn(objectIn(medication.json, 'package'), 'batch'),
  ].map((batch) => momentIn(row, chart, batch, 'expirationDate'));
  const past = batches.filter((expiry) => expiry !== null && lastDayOf(expiry) < usedOn.day);
  // Of several batches one may have been the one in date.
  if (past.length === 0 || past.length < batches.length) return [];
  return [`batch expired on ${past.map((expiry) => expiry?.iso).join(', ')}`];
}
