import type { Course, OutcomePoint } from '../../domain/course.ts';
import type { LossOfEffect } from '../../knowledge/loss-of-effect/index.ts';
import { doseRatio, dosesUntil, type GivenDoses, hadDrugFreeInterval } from './dose-over-time.ts';
import { isBetter, keptOf, meetsTarget, treatedPoints } from './effect.ts';

/** Half of the first effect gone within days. `raised` and `interval`: what more dose and a pause did; null: not tried. */
export interface FastLoss {
  first: OutcomePoint;
  lost: OutcomePoint;
  lostShare: number;
  days: number;
  doses: number | null;
  raised: 'restored' | 'not-restored' | null;
  interval: 'restored' | 'not-restored' | null;
  records: string[];
}

/**
 * The loss of at least half of the first effect within 14 days or 10 doses of the start (judgement 13), at the same or a
 * higher dose.
 *
 * Null where there was no early effect, it was kept, the dose was lowered, or it came back by itself.
 */
export function fastLoss(given: GivenDoses, course: Course, rules: LossOfEffect['rules']): FastLoss | null {
  const points = treatedPoints(course);
  const isEarly = (point: OutcomePoint): boolean =>
    point.day - given.trial.start <= rules.tachyphylaxisDays ||
    (dosesUntil(given, point.day) ?? Number.POSITIVE_INFINITY) <= rules.tachyphylaxisDoses;
  const goneFrom = (first: OutcomePoint, point: OutcomePoint): number | null => {
    const kept = keptOf(point, first, course.baseline);
    return kept === null ? null : 1 - kept;
  };
  const isGone = (first: OutcomePoint, point: OutcomePoint): boolean =>
    (goneFrom(first, point) ?? 0) >= rules.lostShare - 1e-9;

  let first: OutcomePoint | null = null;
  let lost: OutcomePoint | null = null;
  for (const point of points.filter(isEarly)) {
    if (first !== null && isGone(first, point)) {
      lost = point;
      break;
    }
    if (meetsTarget(point, course) && (first === null || isBetter(point, first, course))) first = point;
  }
  if (first === null || lost === null) return null;
  const at = doseRatio(given, first.day, lost.day);
  if (at !== null && at < 1) return null;

  const found: FastLoss = {
    first,
    lost,
    lostShare: goneFrom(first, lost) ?? 0,
    days: lost.day - given.trial.start,
    doses: dosesUntil(given, lost.day),
    raised: null,
    interval: null,
    records: [first.record, lost.record],
  };
  for (const point of points.filter((each) => each.day > (lost?.day ?? 0))) {
    const gone = isGone(first, point);
    const paused = hadDrugFreeInterval(given, lost.day, point.day);
    const raised = (doseRatio(given, lost.day, point.day) ?? 1) >= rules.doseRise;
    if (!paused && !raised && !gone) return null;
    if (paused) found.interval ??= gone ? 'not-restored' : 'restored';
    else if (raised) found.raised = gone ? (found.raised ?? 'not-restored') : 'restored';
    if (paused || raised) found.records.push(point.record);
  }
  return found;
}
