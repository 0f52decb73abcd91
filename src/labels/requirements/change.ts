import type { OutcomePoint } from '../../domain/course.ts';
import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import type { MeasureFacts } from '../../knowledge/outcome-measures/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

/** Percent of the way from the baseline to the best possible total that was gained; negative where it got worse. */
function gainPct(facts: MeasureFacts, baseline: OutcomePoint, judging: OutcomePoint): number | null {
  const floor = facts.floor ?? 0;
  const isLowerBetter = facts.direction === 'lower-better';
  const base = isLowerBetter ? baseline.value - floor : baseline.value;
  if (base === 0) return null;
  const gain = isLowerBetter ? baseline.value - judging.value : judging.value - baseline.value;
  return (gain * 100) / base;
}

/** Did the measure change for the better by less than asked? The least possible total is subtracted first. */
export function change(asked: Extract<TrialRequirement, { kind: 'change' }>, context: TrialContext): Answered {
  const { baseline, judging, criterion, term } = context.each.course;
  const facts = criterion?.measure == null ? null : context.knowledge.measures.facts(criterion.measure);
  const pct = facts && baseline && judging && baseline !== judging ? gainPct(facts, baseline, judging) : null;
  if (pct === null || facts === null) return answered('unknown', { course: term, belowPct: asked.belowPct });
  const rounded = Math.round(pct * 10) / 10;
  const values = {
    measure: facts.name,
    baseline: baseline?.value ?? null,
    value: judging?.value ?? null,
    improvementPct: rounded,
    belowPct: asked.belowPct,
  };
  // Percentages carry binary dust; a change of exactly the bound is not below it.
  return answered(pct < asked.belowPct - 1e-9 ? 'met' : 'failed', values, `${rounded}% better`);
}
