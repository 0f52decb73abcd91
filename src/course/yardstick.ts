/** What one value of a measure says by a criterion: met, part of it, or not; and when it counts as lost. */
import type { Criterion } from '../domain/course.ts';
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import type { MeasureFacts } from '../knowledge/outcome-measures/index.ts';
import { sourceIds } from '../knowledge/pack.ts';
import {
  attainsGoal,
  eularResponse,
  expectedFall,
  improvement,
  meetsLevel,
  percentImprovement,
  shareOfWay,
} from '../methods/response/index.ts';
import type { Frame } from './frame.ts';
import type { PersonalGoal, RecordOutcomes } from './outcomes.ts';
import type { Point } from './series.ts';

export type Status = 'met' | 'partial' | 'off';

export interface Yardstick {
  criterion: Criterion;
  status(point: Point): Status;
  isLost(point: Point, best: Point): boolean;
  /** the single value asked for, where there is one */
  target: number | null;
  /** false where only a baseline that is not there could tell */
  usable: boolean;
  confirmLoss: boolean;
  early: boolean;
  anyTime: boolean;
  adequateDays: number | null;
  personalGoal: PersonalGoal | null;
}

/** A value worse than another by so much, in the measure's own direction. */
const worsening = (facts: MeasureFacts, from: Point, to: Point): number =>
  -improvement(from.value, to.value, facts.direction);

function personalGoal(frame: Frame, outcomes: RecordOutcomes, measure: string): PersonalGoal | null {
  const goals = outcomes.goals.get(measure) ?? [];
  const asOfDay = frame.context.asOf.day;
  const known = goals.filter((goal) => goal.fromDay === null || goal.fromDay <= asOfDay);
  return known.reduce<PersonalGoal | null>(
    (latest, goal) => (latest === null || (goal.fromDay ?? 0) >= (latest.fromDay ?? 0) ? goal : latest),
    null,
  );
}

/** The yardstick of a criterion row for one trial. */
export function criterionYardstick(
  frame: Frame,
  row: CriterionRow,
  facts: MeasureFacts,
  baseline: Point | null,
  outcomes: RecordOutcomes,
): Yardstick {
  const { knowledge, record, trial } = frame.context;
  const rule = knowledge.conditions.rule;
  const goal = personalGoal(frame, outcomes, row.measure);
  const level = row.metOp !== null && row.metValue !== null ? { op: row.metOp, value: row.metValue } : null;
  const expected = expectedOf(frame, row);
  const metPct = row.metRule === 'expected-fall' ? expected.pct : row.metPct;
  const eularBounds = {
    majorFall: rule('eularMajorFall'),
    minorFall: rule('eularMinorFall'),
    low: rule('eularLow'),
    high: rule('eularHigh'),
  };
  const age = record.birth === null ? null : (trial.start - record.birth.day) / DAYS_PER_YEAR;
  const asksCompanion =
    row.withOp !== null &&
    row.withValue !== null &&
    (row.withUnderAge === null || age === null || age < row.withUnderAge);
  const companions = asksCompanion ? (outcomes.measured.get(row.withMeasure) ?? []) : [];
  const companionAgrees = (day: number): boolean => {
    const sameDay = companions.filter((value) => value.day === day);
    if (sameDay.length === 0 || row.withOp === null || row.withValue === null) return true;
    const mean = sameDay.reduce((sum, { value }) => sum + value, 0) / sameDay.length;
    return meetsLevel({ value: mean, bound: null }, row.withOp, row.withValue);
  };

  const pctOf = (point: Point): number | null =>
    baseline === null ? null : percentImprovement(baseline.value, point.value, facts.direction, facts.floor);
  const gainOf = (point: Point): number | null =>
    baseline === null ? null : improvement(baseline.value, point.value, facts.direction);
  const reaches = (got: number | null, asked: number | null): boolean =>
    got !== null && asked !== null && atLeast(got, asked);

  const met = (point: Point): boolean => {
    if (goal !== null) return attainsGoal(point, goal);
    if (level !== null && meetsLevel(point, level.op, level.value) && companionAgrees(point.day)) return true;
    if (row.metRule === 'seizure-free') return point.value === 0;
    if (row.metRule === 'eular')
      return baseline !== null && eularResponse(baseline.value, point.value, eularBounds) === 'good';
    if (row.metRule === 'expected-fall')
      return baseline !== null && (expectedFall(baseline.value, point.value, expected.pct)?.met ?? false);
    return reaches(pctOf(point), row.metPct) || reaches(gainOf(point), row.metAbs);
  };
  const seizureFree = row.metRule === 'seizure-free' ? 0 : null;
  const goalBound = goal === null ? (level?.value ?? seizureFree) : (goal.high ?? goal.low);
  const partial = (point: Point): boolean => {
    if (row.partialOp !== null && row.partialValue !== null && meetsLevel(point, row.partialOp, row.partialValue))
      return true;
    if (reaches(pctOf(point), row.partialPct) || reaches(gainOf(point), row.partialAbs)) return true;
    if (row.partialOp !== null || row.partialPct !== null || row.partialAbs !== null || baseline === null) return false;
    if (row.metRule === 'eular') return eularResponse(baseline.value, point.value, eularBounds) === 'moderate';
    // Without a rule of its own: at least half of the response criterion.
    const share = rule('partialShare');
    if (metPct !== null && reaches(pctOf(point), metPct * share)) return true;
    if (row.metAbs !== null && reaches(gainOf(point), row.metAbs * share)) return true;
    if (metPct !== null || row.metAbs !== null || goalBound === null) return false;
    const way = shareOfWay(baseline.value, point.value, goalBound, facts.direction);
    return way !== null && atLeast(way, share);
  };
  const isLost = (point: Point, best: Point): boolean => {
    if (met(point)) return false;
    if (row.lossOp !== null && row.lossValue !== null && meetsLevel(point, row.lossOp, row.lossValue)) return true;
    const worse = worsening(facts, best, point);
    if (row.lossAbs !== null && atLeast(worse, row.lossAbs)) return true;
    if (row.lossPct !== null && best.value > 0 && atLeast((worse * 100) / best.value, row.lossPct)) return true;
    if (row.lossOp !== null || row.lossAbs !== null || row.lossPct !== null) return false;
    if (facts.smallestChange !== null) return atLeast(worse, facts.smallestChange);
    const gain = baseline === null ? null : improvement(baseline.value, best.value, facts.direction);
    return gain === null || gain <= 0 || atLeast(worse, gain * rule('genericLossShare'));
  };
  const needsBaseline = goal === null && level === null && row.metRule !== 'seizure-free';
  return {
    criterion: {
      id: goal === null ? row.id : `${row.id}-personal-goal`,
      condition: row.condition === '*' ? frame.condition : row.condition,
      measure: row.measure,
      unit: facts.unit === '' ? null : facts.unit,
      kind: goal !== null ? 'goal' : row.condition === '*' ? 'global-report' : row.role,
      sources: sourceIds(row.source),
      // A goal set for the person is a recorded fact, not one of ours.
      checked: goal !== null || (row.checked === 'yes' && expected.checked),
    },
    status: (point) => (met(point) ? 'met' : partial(point) ? 'partial' : 'off'),
    isLost,
    target: goal !== null ? goalBound : easier(facts, goalBound, targetOf(facts, baseline, metPct, row.metAbs)),
    usable: !needsBaseline || baseline !== null,
    confirmLoss: row.confirmLoss,
    early: row.early,
    anyTime: row.anyTime,
    adequateDays: row.adequateDays,
    personalGoal: goal,
  };
}

/**
 * The yardstick of a measure without a criterion: the generic rule, a share of the way from baseline to normal.
 *
 * Where the measure has no normal value (a volume, a distance) its smallest change that counts takes the place of that
 * share. Normal values and smallest changes are recollection, so nothing judged by them is more than possible.
 */
export function genericYardstick(frame: Frame, facts: MeasureFacts, baseline: Point | null): Yardstick {
  const rule = frame.context.knowledge.conditions.rule;
  const asked = rule('genericBenefitShare');
  const { direction, normal, smallestChange } = facts;
  const shareAt = (point: Point): number | null => {
    if (baseline === null) return null;
    if (normal !== null) return shareOfWay(baseline.value, point.value, normal, direction);
    return smallestChange === null
      ? null
      : (improvement(baseline.value, point.value, direction) / smallestChange) * asked;
  };
  const statusAt = (point: Point): Status => {
    const share = shareAt(point) ?? 0;
    if (atLeast(share, asked)) return 'met';
    return atLeast(share, asked * rule('partialShare')) ? 'partial' : 'off';
  };
  return {
    criterion: {
      id: `generic-${facts.id}`,
      condition: frame.condition,
      measure: facts.id,
      unit: facts.unit === '' ? null : facts.unit,
      kind: 'generic',
      sources: [...sourceIds(facts.source), 'rxwhy-judgement'],
      checked: false,
    },
    status: statusAt,
    isLost(point, best) {
      const bestShare = shareAt(best) ?? 0;
      return (shareAt(point) ?? 0) <= bestShare * (1 - rule('genericLossShare'));
    },
    target: genericTarget(facts, baseline, asked),
    usable: baseline !== null && shareAt(baseline) !== null,
    confirmLoss: true,
    early: false,
    anyTime: false,
    // The time of the drug in its condition, where known, goes before the measure's.
    adequateDays: frame.adequate === null ? (facts.daysToJudge ?? rule('genericAdequateDays')) : null,
    personalGoal: null,
  };
}

function genericTarget(facts: MeasureFacts, baseline: Point | null, asked: number): number | null {
  if (baseline === null) return null;
  if (facts.normal !== null) return baseline.value + (facts.normal - baseline.value) * asked;
  return targetOf(facts, baseline, null, facts.smallestChange);
}

const DAYS_PER_YEAR = 365.25;

// Percentages and one-decimal scores carry binary dust; a value on the boundary must count as on it.
function atLeast(got: number, asked: number): boolean {
  return got >= asked - 1e-9;
}

function expectedOf(frame: Frame, row: CriterionRow): { pct: number; checked: boolean } {
  const { knowledge, trial } = frame.context;
  if (row.metRule !== 'expected-fall') return { pct: 0, checked: true };
  const dose = trial.doses.reduce<number | null>((highest, step) => {
    if (step.dailyDose === null || step.unit !== 'mg') return highest;
    return highest === null ? step.dailyDose : Math.max(highest, step.dailyDose);
  }, null);
  const found = knowledge.conditions.expectedFallPct(trial.ingredient.id, dose);
  if (found && dose !== null) return { pct: found.pct, checked: found.checked === 'yes' };
  return { pct: knowledge.conditions.rule('expectedFallDefaultPct'), checked: false };
}

/** The less demanding of two targets, either of which suffices. */
function easier(facts: MeasureFacts, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return facts.direction === 'lower-better' ? Math.max(a, b) : Math.min(a, b);
}

function targetOf(facts: MeasureFacts, baseline: Point | null, pct: number | null, abs: number | null): number | null {
  if (baseline === null) return null;
  const sign = facts.direction === 'lower-better' ? -1 : 1;
  if (pct !== null) return baseline.value + (sign * (baseline.value - (facts.floor ?? 0)) * pct) / 100;
  return abs === null ? null : baseline.value + sign * abs;
}
