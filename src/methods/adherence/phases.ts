import { type DayInterval, daysWithin, union } from './intervals.ts';

/** One course of treatment as the record shows it; days are day numbers. */
export interface TreatmentCourse {
  /** Day the drug was prescribed; null where only its supply is known. */
  readonly prescribed: number | null;
  /** Days with evidence of supply or taking. */
  readonly supplied: readonly DayInterval[];
  /** First day no longer observed. */
  readonly observedUntil: number;
  /** Day on which treatment was to end (fixed course) or was ended by the prescriber; null where open. */
  readonly plannedEnd: number | null;
  /** Whether a fill would have been seen; where false, no supply means unknown and not "never started". */
  readonly fillsAreSeen: boolean;
}

export type Initiation =
  | { readonly state: 'initiated'; readonly day: number; readonly delayDays: number | null }
  | { readonly state: 'not-initiated' }
  | { readonly state: 'unknown'; readonly reason: 'fills-not-seen' };

export type Discontinuation =
  | { readonly state: 'discontinued'; readonly day: number; readonly restarted: number | null }
  | { readonly state: 'as-planned'; readonly day: number }
  | { readonly state: 'persistent' }
  | { readonly state: 'unknown'; readonly reason: 'supply-ended-recently' };

/** The phases of the ABC taxonomy: start, how well it was carried out until the last dose, and the end. */
export interface AdherencePhases {
  readonly initiation: Initiation;
  /** Share of the days from first to last supply with supply at hand; null where not started. */
  readonly implementation: { readonly from: number; readonly to: number; readonly share: number } | null;
  readonly discontinuation: Discontinuation | null;
  /** Days from initiation to discontinuation or the end of what is known; null where not started. */
  readonly persistenceDays: number | null;
}

/**
 * Initiation, implementation and discontinuation of one course under one permitted gap.
 *
 * Supply missing after a planned end is no discontinuation. Supply that ended no longer ago than the permitted gap
 * leaves discontinuation unknown.
 *
 * @source vrijens-2012-taxonomy initiation, implementation, discontinuation
 */
export function adherencePhases(course: TreatmentCourse, permittedGapDays: number): AdherencePhases {
  const end = Math.min(course.observedUntil, course.plannedEnd ?? course.observedUntil);
  const runs = union(course.supplied.map(({ from, to }) => ({ from, to: Math.min(to, end) })));
  const [first] = runs;
  if (!first) {
    const initiation: Initiation = course.fillsAreSeen
      ? { state: 'not-initiated' }
      : { state: 'unknown', reason: 'fills-not-seen' };
    return { initiation, implementation: null, discontinuation: null, persistenceDays: null };
  }
  const breakAt = runs.findIndex((run, i) => (runs[i + 1]?.from ?? end) - run.to > permittedGapDays);
  const last = runs[breakAt < 0 ? runs.length - 1 : breakAt] ?? first;
  const restarted = breakAt < 0 ? null : (runs[breakAt + 1]?.from ?? null);
  const discontinuation = endOf(course, last.to, end, breakAt >= 0, restarted);
  // Treatment that goes on, or ends as planned, is judged to the end of what is known: a short gap there counts.
  const goesOn = discontinuation.state === 'persistent' || discontinuation.state === 'as-planned';
  const to = goesOn ? end : last.to;
  return {
    initiation: {
      state: 'initiated',
      day: first.from,
      delayDays: course.prescribed === null ? null : Math.max(0, first.from - course.prescribed),
    },
    implementation: { from: first.from, to, share: daysWithin(runs, first.from, to) / (to - first.from) },
    discontinuation,
    persistenceDays: to - first.from,
  };
}

function endOf(
  course: TreatmentCourse,
  supplyEnd: number,
  end: number,
  stopped: boolean,
  restarted: number | null,
): Discontinuation {
  if (stopped) return { state: 'discontinued', day: supplyEnd, restarted };
  if (course.plannedEnd !== null && course.plannedEnd <= course.observedUntil) {
    return { state: 'as-planned', day: course.plannedEnd };
  }
  return supplyEnd < end ? { state: 'unknown', reason: 'supply-ended-recently' } : { state: 'persistent' };
}
