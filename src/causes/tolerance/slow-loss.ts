import type { Course, OutcomePoint } from '../../domain/course.ts';
import type { LossOfEffect } from '../../knowledge/loss-of-effect/index.ts';
import { doseRatio, type GivenDoses } from './dose-over-time.ts';
import { keptOf, treatedPoints } from './effect.ts';

/** A response lost over weeks. `ratio`: the highest dose since against the dose that gave the full effect. */
export interface SlowLoss {
  fromDay: number;
  toDay: number;
  days: number;
  /** null where the doses cannot be compared */
  ratio: number | null;
  isRaised: boolean;
  /** after a dose raised by so much the outcome was worse than before the rise */
  isWorseAtMoreDose: boolean;
  records: string[];
}

/**
 * The response lost at the same or a higher dose over at least three weeks (judgement 13); null where it was not.
 *
 * Time runs from the last outcome with the full effect (within 10% of the best before the loss) to the last one at which
 * the effect was still lost. `isRaised`: a dose up by 25% or more for the same or less effect over that time. A loss told
 * by an event or a report, without values, runs over the judgement window.
 */
export function slowLoss(given: GivenDoses, course: Course, rules: LossOfEffect['rules']): SlowLoss | null {
  if (course.term !== 'secondary-non-response') return null;
  const points = treatedPoints(course);
  const { lost, window, baseline } = course;
  const good = points.filter((point) => point.day <= window.from);
  const lastGood = good.at(-1) ?? null;
  if (lost === null || lastGood === null) return withoutValues(given, course, rules);

  const best = bestOf(good, baseline) ?? lastGood;
  const full = good.filter((point) => (keptOf(point, best, baseline) ?? 0) >= 1 - rules.sameEffect);
  const lastFull = full.at(-1) ?? lastGood;
  const stillLost = keptOf(lost, best, baseline);
  const isLost = (point: OutcomePoint): boolean => {
    const kept = keptOf(point, best, baseline);
    return kept === null || stillLost === null || kept <= Math.max(stillLost, rules.lostShare);
  };
  const gone = points.filter((point) => point.day >= lost.day && isLost(point));
  const end = gone.at(-1) ?? lost;
  const days = end.day - lastFull.day;
  if (days < rules.toleranceDays) return null;

  const ratios = gone.map((point) => doseRatio(given, lastFull.day, point.day));
  if (ratios.some((ratio) => ratio !== null && ratio < 1)) return null;
  const known = ratios.filter((ratio) => ratio !== null);
  const references = full.length > 0 ? full : [lastGood];
  const rises = references.flatMap((from) =>
    points
      .filter((point) => point.day - from.day >= rules.toleranceDays)
      .filter((point) => (keptOf(point, best, baseline) ?? 0) <= 1 + rules.sameEffect)
      .flatMap((point) => doseRatio(given, from.day, point.day) ?? []),
  );
  const ratio = known.length > 0 || rises.length > 0 ? Math.max(...known, ...rises) : null;
  return {
    fromDay: lastFull.day,
    toDay: end.day,
    days,
    ratio,
    isRaised: rises.some((rise) => rise >= rules.doseRise - 1e-9),
    isWorseAtMoreDose: isWorseAtMoreDose(given, points, best, baseline, rules),
    records: [...new Set([lastFull.record, lost.record, end.record])],
  };
}

// Worse than before the rise, by more than what counts as the same effect.
function isWorseAtMoreDose(
  given: GivenDoses,
  points: readonly OutcomePoint[],
  best: OutcomePoint,
  baseline: OutcomePoint | null,
  rules: LossOfEffect['rules'],
): boolean {
  return points.some((point, i) => {
    const before = points[i - 1];
    if (before === undefined) return false;
    const ratio = doseRatio(given, before.day, point.day);
    if (ratio === null || ratio < rules.doseRise - 1e-9) return false;
    const [was, is] = [keptOf(before, best, baseline), keptOf(point, best, baseline)];
    return was !== null && is !== null && was < 1 - rules.sameEffect && is < was - rules.sameEffect;
  });
}

function bestOf(points: readonly OutcomePoint[], baseline: OutcomePoint | null): OutcomePoint | null {
  const [first] = points;
  if (!first || baseline === null) return null;
  const distance = (point: OutcomePoint): number => keptOf(point, first, baseline) ?? 0;
  return points.reduce((best, point) => (distance(point) > distance(best) ? point : best), first);
}

function withoutValues(given: GivenDoses, course: Course, rules: LossOfEffect['rules']): SlowLoss | null {
  const { from, to } = course.window;
  const toDay = course.judgedOn ?? to;
  if (toDay - from < rules.toleranceDays) return null;
  const ratio = doseRatio(given, from, toDay);
  if (ratio !== null && ratio < 1) return null;
  const records = course.evidence.flatMap((reason) => reason.records);
  return {
    fromDay: from,
    toDay,
    days: toDay - from,
    ratio,
    isRaised: ratio !== null && ratio >= rules.doseRise - 1e-9,
    isWorseAtMoreDose: false,
    records: [...new Set(records)],
  };
}

/**
 * The same effect held only by a dose up by 25% or more over at least three weeks; null where it was not.
 *
 * Both outcomes show the full effect: a titration that first reaches it is no loss.
 */
export function heldByMoreDose(given: GivenDoses, course: Course, rules: LossOfEffect['rules']): SlowLoss | null {
  if (course.term !== 'responding' || course.best === null) return null;
  const { best, baseline } = course;
  const isFull = (point: OutcomePoint): boolean => (keptOf(point, best, baseline) ?? 0) >= 1 - rules.sameEffect;
  const full = treatedPoints(course).filter(isFull);
  const [from, to] = [full[0], full.at(-1)];
  if (!from || !to || to.day - from.day < rules.toleranceDays) return null;
  const ratio = doseRatio(given, from.day, to.day);
  if (ratio === null || ratio < rules.doseRise - 1e-9) return null;
  const records = [from.record, to.record];
  return {
    fromDay: from.day,
    toDay: to.day,
    days: to.day - from.day,
    ratio,
    isRaised: true,
    isWorseAtMoreDose: false,
    records,
  };
}
