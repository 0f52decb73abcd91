import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { classIn } from '../candidates.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';

/**
 * Were drugs of another set tried, or tried in vain?
 *
 * Too few are unknown, because a history may lie outside the record; failed only where such a drug works.
 */
export function tried(asked: Extract<PersonRequirement, { kind: 'tried' }>, context: PersonContext): Answered {
  const near = asked.withinDays;
  const inSet = context.judged.filter(
    (each) =>
      classIn(asked.set, each, context) !== null &&
      each.trial.initiation.answer !== 'no' &&
      (near === undefined || context.counted.some(({ trial }) => Math.abs(trial.start - each.trial.start) <= near)),
  );
  const fitting = inSet.filter(({ course }) => !asked.failed || course.failure === true);
  const names = [...new Set(fitting.map(({ trial }) => trial.ingredient.name))];
  const values = { found: names.length, atLeast: asked.atLeast, which: names.join(', ') };
  if (names.length >= asked.atLeast) return answered('met', values, names.join(', '));
  const works = asked.failed && inSet.some(({ course }) => course.term === 'responding');
  // An entry that asks for another drug of the record itself is answered by the record.
  const answer = works || (asked.entry && !asked.failed) ? 'failed' : 'unknown';
  return answered(answer, values, `${names.length} of ${asked.atLeast}`);
}
