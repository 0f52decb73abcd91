import { type DayInterval, daysWithin, union } from '../intervals.ts';
import { kaplanMeier, type SurvivalStep } from './kaplan-meier.ts';

/** One patient's supply from the first fill on, and how long the patient was observed. */
export interface PersistencePatient {
  readonly id: string;
  /** Days with supply at hand, as `supplyTimeline` or `combine` returns them; empty where nothing was filled. */
  readonly supplied: readonly DayInterval[];
  /** First day no longer observed: end of data, death or disenrolment. */
  readonly observedUntil: number;
}

/**
 * Persistence of one patient under one permitted gap. `days` run from the first supply to the day it ran out before
 * the first longer gap; `stopped` false: cut off, still supplied or not without supply for longer than permitted.
 */
export interface Persistence {
  readonly id: string;
  readonly start: number;
  readonly days: number;
  readonly stopped: boolean;
  /** Day of the first supply after stopping; null where there is none or it did not stop. */
  readonly restart: number | null;
}

/**
 * Time from the first supply to discontinuation; null where there was no supply under observation.
 *
 * Someone whose last supply ended no longer ago than the permitted gap is cut off at the end of that supply: that is
 * the last day known. A gap equal to the permitted one is not a stop.
 *
 * @source vrijens-2012-taxonomy persistence
 */
export function persistenceOf(patient: PersistencePatient, permittedGapDays: number): Persistence | null {
  const seen = union(patient.supplied.map(({ from, to }) => ({ from, to: Math.min(to, patient.observedUntil) })));
  const [first, ...rest] = seen;
  if (!first) return null;
  let end = first.to;
  for (const run of rest) {
    if (run.from - end > permittedGapDays) {
      return { id: patient.id, start: first.from, days: end - first.from, stopped: true, restart: run.from };
    }
    end = run.to;
  }
  const stopped = patient.observedUntil - end > permittedGapDays;
  return { id: patient.id, start: first.from, days: end - first.from, stopped, restart: null };
}

/** Persistence of a group under one permitted gap. */
export interface PersistenceCurve {
  readonly permittedGapDays: number;
  readonly patients: number;
  readonly stopped: number;
  readonly restarted: number;
  readonly curve: readonly SurvivalStep[];
}

/**
 * Persistence over a range of permitted gaps: the answer depends on the gap, so it is given as a curve over gaps and
 * never as one number.
 *
 * @source pmc5009927-gap-sensitivity 30 against 180 days of grace: 66% and 36% not persistent in the same people
 */
export function persistenceOverGaps(
  patients: readonly PersistencePatient[],
  permittedGaps: readonly number[],
): PersistenceCurve[] {
  return permittedGaps.map((permittedGapDays) => {
    const known = patients.flatMap((patient) => persistenceOf(patient, permittedGapDays) ?? []);
    return {
      permittedGapDays,
      patients: known.length,
      stopped: known.filter(({ stopped }) => stopped).length,
      restarted: known.filter(({ restart }) => restart !== null).length,
      curve: kaplanMeier(known.map(({ days, stopped }) => ({ days, event: stopped }))),
    };
  });
}

/**
 * Proportion of patients covered: of those still observed on each day after the first supply, the share with supply at
 * hand. It needs no permitted gap and lets people come back.
 *
 * @source proportion-of-patients-covered
 */
export function proportionCovered(
  patients: readonly PersistencePatient[],
  days: readonly number[],
): { readonly day: number; readonly observed: number; readonly covered: number; readonly share: number | null }[] {
  const started = patients.flatMap((patient) => {
    const supplied = union(patient.supplied);
    return supplied[0] ? [{ ...patient, supplied, start: supplied[0].from }] : [];
  });
  return days.map((day) => {
    const observed = started.filter(({ start, observedUntil }) => start + day < observedUntil);
    const covered = observed.filter(
      ({ start, supplied }) => daysWithin(supplied, start + day, start + day + 1) > 0,
    ).length;
    return { day, observed: observed.length, covered, share: observed.length > 0 ? covered / observed.length : null };
  });
}
