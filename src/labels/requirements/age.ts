import { dateOf } from '../../domain/time.ts';
import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';

/** Is the person old enough on the last day that is looked at? Counted in birthdays. */
export function age(asked: Extract<PersonRequirement, { kind: 'age' }>, { record, until }: PersonContext): Answered {
  if (record.birth === null) return answered('unknown', { atLeastYears: asked.atLeastYears });
  const [born, then] = [dateOf(record.birth.day), dateOf(until)];
  const hadBirthday = then.month > born.month || (then.month === born.month && then.day >= born.day);
  const years = then.year - born.year - (hadBirthday ? 0 : 1);
  const values = { years, atLeastYears: asked.atLeastYears };
  return answered(years >= asked.atLeastYears ? 'met' : 'failed', values, `${years} years`);
}
