import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

const ANSWERS = { yes: 'met', no: 'failed', unknown: 'unknown' } as const;

/** Is a gate of the verdict open? The verdict's own answer and numbers; nothing is judged again here. */
export function gate(asked: Extract<TrialRequirement, { kind: 'gate' }>, { each }: TrialContext): Answered {
  const found = each.verdict.gates.find((one) => one.gate === asked.gate);
  const answer = ANSWERS[found?.answer ?? 'unknown'];
  const values = found?.values ?? {};
  const shows = Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}`)
    .join(', ');
  return answered(answer === 'unknown' && asked.unknownIs === 'met' ? 'met' : answer, values, shows);
}
