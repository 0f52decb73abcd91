import { trialEnd } from '../../domain/trial.ts';
import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

/** Did the trial last long enough? Exact: the definition's own number has no visit tolerance. */
export function days(asked: Extract<TrialRequirement, { kind: 'days' }>, context: TrialContext): Answered {
  const { trial } = context.each;
  if (trial.endReason === 'unknown-stop') return answered('unknown', { atLeast: asked.atLeast }, 'end not known');
  const lasted = trialEnd(trial, context.asOfDay) - trial.start;
  return answered(
    lasted >= asked.atLeast ? 'met' : 'failed',
    { days: lasted, atLeast: asked.atLeast },
    `${lasted} days`,
  );
}
