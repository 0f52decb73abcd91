/** What one value of a measure says by a criterion: met, part of it, or not; and when it counts as lost. */
import type { Criterion } from '../domain/course.ts';
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import type { MeasureFacts } from '../knowledge/outcome-measures/index.ts';
import { sourceIds } from '../knowledge/pack.ts';
import {
  eularResponse,
  improvement,
  isFlare,
  meetsLevel,
  percentImprovement,
  shareOfWay,
} from '../methods/response/index.ts';
import { type Arm, afterChange, armsOf, atLeast, easiest } from './arms.ts';
import type { Frame } from './frame.ts';
import type { PersonalGoal, RecordOutcomes } from './outcomes.ts';
import type { Point } from './series.ts';

export type Status = 'met' | 'partial' | 'off';

export interface Yardstick {
  criterion: Criterion;
  status(point: Point): Status;
  isLost(point: Point, best: Point): boolean;
  /** a value that is a failure on its day whatever comes later */
  failsEarly(point: Point): boolean;
  /** the least demanding value asked for, where there is one */
  target: number | null;
  /** the arm of the criterion a value meets; null where it meets none */
  reachedBy(point: Point): Pick<Arm, 'by' | 'target'> | null;
  /** false where a baseline that is not there is needed to tell that the criterion is not met */
  usable: boolean;
  /** without a baseline: no response even from the worst total the scale allows */
  failsFromWorst(point: Point): boolean;
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
  const expected = expectedOf(frame, row);
  const metPct = row.metRule === 'expected-fall' ? expected.pct : row.metPct;
  const eularBounds = {
    majorFall: rule('eularMajorFall'),
    minorFall: rule('eularMinorFall'),
    low: rule('eularLow'),
    high: rule('eularHigh'),
  };
  const flareBounds = {
    majorRise: rule('flareMajorRise'),
    minorRise: rule('flareMinorRise'),
    activity: rule('flareActivity'),
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

  const given = { row, facts, baseline, goal, expectedPct: expected.pct, eular: eularBounds, companionAgrees };
  const arms = armsOf(given);
  const met = (point: Point): boolean => arms.some((arm) => arm.holds(point));
  const levelArm = arms.find((arm) => arm.by === 'goal' || arm.by === 'level' || arm.by === 'seizure-free');
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
    if (metPct !== null || row.metAbs !== null || levelArm?.target == null) return false;
    const way = shareOfWay(baseline.value, point.value, levelArm.target, facts.direction);
    return way !== null && atLeast(way, share);
  };
  const isLost = (point: Point, best: Point): boolean => {
    if (met(point)) return false;
    if (row.lossOp !== null && row.lossValue !== null && meetsLevel(point, row.lossOp, row.lossValue)) return true;
    const worse = worsening(facts, best, point);
    if (row.lossRule === 'das28-flare') return isFlare(point.value, worse, flareBounds);
    if (row.lossAbs !== null && atLeast(worse, row.lossAbs)) return true;
    if (row.lossPct !== null && best.value > 0 && atLeast((worse * 100) / best.value, row.lossPct)) return true;
    if (row.lossOp !== null || row.lossAbs !== null || row.lossPct !== null) return false;
    if (facts.smallestChange !== null) return atLeast(worse, facts.smallestChange);
    const gain = baseline === null ? null : improvement(baseline.value, best.value, facts.direction);
    return gain === null || gain <= 0 || atLeast(worse, gain * rule('genericLossShare'));
  };
  // Parasites may take days to clear; how many are left on a day tells the early failure.
  const failsEarly = (point: Point): boolean => {
    if (row.metRule !== 'parasite-clearance' || baseline === null || baseline.value <= 0) return false;
    const day = point.day - frame.start;
    const share = point.value / baseline.value;
    if (day === rule('parasitesRiseDay')) return share > rule('parasitesRiseShare');
    return day === rule('parasitesStayDay') && atLeast(share, rule('parasitesStayShare'));
  };
  const compares = arms.some(({ by }) => by !== 'goal' && by !== 'level' && by !== 'seizure-free');
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
    failsEarly,
    target: easiest(facts, arms),
    reachedBy: (point) => arms.find((arm) => arm.holds(point)) ?? null,
    usable: !compares || baseline !== null,
    failsFromWorst(point) {
      const worst = facts.direction === 'lower-better' ? facts.high : facts.low;
      if (worst === null) return false;
      return !armsOf({ ...given, baseline: { ...point, value: worst } }).some((arm) => arm.holds(point));
    },
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
    failsEarly: () => false,
    target: genericTarget(facts, baseline, asked),
    reachedBy: () => null,
    usable: baseline !== null && shareAt(baseline) !== null,
    failsFromWorst: () => false,
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
  return facts.smallestChange === null ? null : afterChange(facts, baseline, facts.smallestChange);
}

const DAYS_PER_YEAR = 365.25;

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
