/** The arms of a criterion: the ways a value may meet it, any of which suffices. */
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import type { MeasureFacts } from '../knowledge/outcome-measures/index.ts';
import {
  attainsGoal,
  type EularBounds,
  eularResponse,
  expectedFall,
  improvement,
  meetsLevel,
  percentImprovement,
} from '../methods/response/index.ts';
import type { PersonalGoal } from './outcomes.ts';
import type { Point } from './series.ts';

/** One way to meet a criterion; `target` is the value it asks for of this person, null where it has none. */
export interface Arm {
  by: 'goal' | 'level' | 'percent' | 'change' | 'eular' | 'expected-fall' | 'seizure-free';
  target: number | null;
  holds(point: Point): boolean;
}

/** What the arms of one criterion are made of. */
export interface ArmsGiven {
  row: CriterionRow;
  facts: MeasureFacts;
  baseline: Point | null;
  /** a goal set for the person replaces all arms */
  goal: PersonalGoal | null;
  expectedPct: number;
  eular: EularBounds;
  /** the second measure of the day agrees, or says nothing */
  companionAgrees(day: number): boolean;
}

/** True from the bound on: percentages and one-decimal scores carry binary dust. */
export function atLeast(got: number, asked: number): boolean {
  return got >= asked - 1e-9;
}

/** The value a percentage of improvement over a baseline leads to. */
export function afterPercent(facts: MeasureFacts, baseline: Point, pct: number): number {
  const sign = facts.direction === 'lower-better' ? -1 : 1;
  return baseline.value + (sign * (baseline.value - (facts.floor ?? 0)) * pct) / 100;
}

/** The value an absolute improvement over a baseline leads to. */
export function afterChange(facts: MeasureFacts, baseline: Point, change: number): number {
  return improvement(0, 1, facts.direction) > 0 ? baseline.value + change : baseline.value - change;
}

/** The least demanding target of some arms; null where none has one. */
export function easiest(facts: MeasureFacts, arms: readonly Arm[]): number | null {
  const targets = arms.flatMap(({ target }) => target ?? []);
  if (targets.length === 0) return null;
  return facts.direction === 'lower-better' ? Math.max(...targets) : Math.min(...targets);
}

/** The arms of a criterion, levels first; those that need a baseline that is not there never hold. */
export function armsOf({ row, facts, baseline, goal, expectedPct, eular, companionAgrees }: ArmsGiven): Arm[] {
  if (goal !== null) {
    return [{ by: 'goal', target: goal.high ?? goal.low, holds: (point) => attainsGoal(point, goal) }];
  }
  const arms: Arm[] = [];
  const { metOp, metValue, metPct, metAbs } = row;
  if (metOp !== null && metValue !== null) {
    const holds = (point: Point): boolean => meetsLevel(point, metOp, metValue) && companionAgrees(point.day);
    arms.push({ by: 'level', target: metValue, holds });
  }
  if (row.metRule === 'seizure-free') {
    arms.push({ by: 'seizure-free', target: 0, holds: (point) => point.value === 0 });
    return arms;
  }
  if (row.metRule === 'eular') {
    arms.push({
      by: 'eular',
      target: baseline && Math.min(eular.low, baseline.value - eular.majorFall),
      holds: (point) => baseline !== null && eularResponse(baseline.value, point.value, eular) === 'good',
    });
    return arms;
  }
  if (row.metRule === 'expected-fall') {
    arms.push({
      by: 'expected-fall',
      target: baseline && afterPercent(facts, baseline, expectedPct),
      holds: (point) => baseline !== null && (expectedFall(baseline.value, point.value, expectedPct)?.met ?? false),
    });
    return arms;
  }
  if (metPct !== null) {
    arms.push({
      by: 'percent',
      target: baseline && afterPercent(facts, baseline, metPct),
      holds(point) {
        if (baseline === null) return false;
        const got = percentImprovement(baseline.value, point.value, facts.direction, facts.floor);
        // A worsening that is allowed ends at its bound; an improvement that is asked for begins there.
        return got !== null && (metPct < 0 ? !atLeast(metPct, got) : atLeast(got, metPct));
      },
    });
  }
  if (metAbs !== null) {
    arms.push({
      by: 'change',
      target: baseline && afterChange(facts, baseline, metAbs),
      holds: (point) => baseline !== null && atLeast(improvement(baseline.value, point.value, facts.direction), metAbs),
    });
  }
  return arms;
}
