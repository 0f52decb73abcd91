/** Why a trial does not count, in one word: a cause of the verdict where it names one, else the requirement. */
import type { TrialRequirement } from '../knowledge/labels/index.ts';
import type { JudgedTrial, LabelContext } from './context.ts';

/** The cause behind the first requirement a trial failed, else the requirement's own reason. */
export function refusedBecause(
  failed: TrialRequirement,
  { verdict, course }: JudgedTrial,
  context: LabelContext,
): string {
  if (failed.kind === 'gate') {
    const named = new Set([...verdict.causes, ...verdict.risks].map(({ term }) => term));
    return context.knowledge.labels.causesBehind(failed.gate).find((term) => named.has(term)) ?? `gate-${failed.gate}`;
  }
  return 'because' in failed ? failed.because : course.term;
}
