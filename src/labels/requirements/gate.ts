import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

const ANSWERS = { yes: 'met', no: 'failed', unknown: 'unknown' } as const;

type Value = string | number | boolean | null;

const spoken = (code: Value): string => String(code).replaceAll('-', ' ');
const percent = (share: Value): string => `${Math.round(Number(share) * 100)}%`;
const rounded = (value: Value): string => String(Math.round(Number(value) * 1000) / 1000);

/** What a reader wants of a gate's numbers, in words; the rest stays in the verdict. */
const WORDS: Readonly<Record<string, (value: Value) => string>> = {
  because: spoken,
  closedBy: spoken,
  share: (share) => `${percent(share)} taken`,
  days: (days) => `${rounded(days)} days`,
  daysKnown: (days) => `known on ${rounded(days)}`,
  adequate: (days) => `${rounded(days)} needed`,
  dailyDose: (dose) => `${rounded(dose)} a day`,
  floor: (dose) => `least effective ${rounded(dose)}`,
};

/** Is a gate of the verdict open? The verdict's own answer and numbers; nothing is judged again here. */
export function gate(asked: Extract<TrialRequirement, { kind: 'gate' }>, { each }: TrialContext): Answered {
  const found = each.verdict.gates.find((one) => one.gate === asked.gate);
  const answer = ANSWERS[found?.answer ?? 'unknown'];
  const values = found?.values ?? {};
  const shows = Object.entries(values)
    .flatMap(([name, value]) => (value === null || WORDS[name] === undefined ? [] : [WORDS[name](value)]))
    .join(', ');
  return answered(answer === 'unknown' && asked.unknownIs === 'met' ? 'met' : answer, values, shows);
}
