/** The effect of the drug over time, as the share of a full effect that is still there. */
import type { Course, OutcomePoint } from '../../domain/course.ts';

/** Outcomes under treatment, in order of time. */
export function treatedPoints(course: Pick<Course, 'points' | 'baseline'>): OutcomePoint[] {
  return course.points
    .filter((point) => point.phase === 'on-treatment' || point.phase === 'carry-over')
    .filter((point) => point.record !== course.baseline?.record)
    .sort((a, b) => a.day - b.day);
}

/**
 * The share of the effect of `full` that `point` still shows: 1 all of it, 0 back at the baseline, below 0 worse.
 * Null where there is no baseline, or `full` is no better than it.
 * @example keptOf({ value: 5 }, { value: 1 }, { value: 6 }) //=> 0.2
 */
export function keptOf(
  point: Pick<OutcomePoint, 'value'>,
  full: Pick<OutcomePoint, 'value'>,
  baseline: Pick<OutcomePoint, 'value'> | null,
): number | null {
  if (baseline === null || full.value === baseline.value) return null;
  return (point.value - baseline.value) / (full.value - baseline.value);
}

/** True where a value is at the course's target or better, on the side the drug moves it to. */
export function meetsTarget(point: OutcomePoint, course: Course): boolean {
  const { baseline, best, target } = course;
  if (baseline === null || best === null || best.value === baseline.value) return false;
  const lowers = best.value < baseline.value;
  if (target === null) return lowers ? point.value < baseline.value : point.value > baseline.value;
  return lowers ? point.value <= target : point.value >= target;
}

/** The better of two values, by the side the drug moves them to. */
export function isBetter(a: OutcomePoint, b: OutcomePoint, course: Course): boolean {
  const { baseline, best } = course;
  if (baseline === null || best === null) return false;
  return best.value < baseline.value ? a.value < b.value : a.value > b.value;
}
