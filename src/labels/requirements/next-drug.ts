import { trialEnd } from '../../domain/trial.ts';
import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { classIn } from '../candidates.ts';
import { type Answered, answered, type JudgedTrial, type PersonContext } from '../context.ts';

/** The first trials of as many distinct drugs as are needed. */
function firstDistinct(counted: readonly JudgedTrial[], least: number): JudgedTrial[] {
  const first: JudgedTrial[] = [];
  for (const each of counted) {
    if (first.length === least) break;
    if (!first.some(({ trial }) => trial.ingredient.id === each.trial.ingredient.id)) first.push(each);
  }
  return first;
}

/** Did a further drug begin after the counted ones, soon enough? An added drug is one too. */
export function nextDrug(asked: Extract<PersonRequirement, { kind: 'next-drug' }>, context: PersonContext): Answered {
  const before = firstDistinct(context.counted, context.least);
  const [first, latest] = [before[0], before.at(-1)];
  if (!first || !latest) return answered('failed', { found: false });
  const over = Math.max(...before.map(({ trial }) => trialEnd(trial, context.asOfDay)));
  const known = new Set(before.map(({ trial }) => trial.ingredient.id));
  const next = context.judged
    .filter((each) => !known.has(each.trial.ingredient.id) && each.trial.initiation.answer !== 'no')
    .filter((each) => classIn(asked.set, each, context) !== null)
    .filter(({ trial }) => trial.start > latest.trial.start && trial.start - over <= asked.gapDays)
    .filter(({ trial }) => trial.start - first.trial.start <= asked.withinDays)
    .sort((a, b) => a.trial.start - b.trial.start)[0];
  if (!next) return answered('failed', { found: false }, 'none');
  const days = next.trial.start - first.trial.start;
  return answered(
    'met',
    { found: true, drug: next.trial.ingredient.name, days },
    `${next.trial.ingredient.name}, day ${days}`,
  );
}
