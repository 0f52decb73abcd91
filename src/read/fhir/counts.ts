/** Counting how resources were treated: read = used + set aside + refused. */
import type { Counts } from '../../domain/problem.ts';
import type { Treatment } from './chart.ts';
import type { Resource } from './resource.ts';

/** Counts resources set aside by person, type and reason. */
export type Tally = (person: string | null, type: string, reason: string) => void;

/** Counts with nothing in them. */
export const noCounts = (): Counts => ({
  read: 0,
  used: 0,
  setAside: 0,
  refused: 0,
  medicationCodes: { seen: 0, resolved: 0 },
});

/** Adds the second counts to the first. */
export function addCounts(sum: Counts, more: Counts): void {
  sum.read += more.read;
  sum.used += more.used;
  sum.setAside += more.setAside;
  sum.refused += more.refused;
  sum.medicationCodes.seen += more.medicationCodes.seen;
  sum.medicationCodes.resolved += more.medicationCodes.resolved;
}

/** Counts one resource, and what is set aside by its reason. */
export function countTreatment(
  counts: Counts,
  person: string | null,
  row: Resource,
  treatment: Treatment,
  tally: Tally,
): void {
  counts.read += 1;
  if (treatment.as === 'used') counts.used += 1;
  else if (treatment.as === 'refused') counts.refused += 1;
  else {
    counts.setAside += 1;
    tally(person, row.type, treatment.reason);
  }
}
