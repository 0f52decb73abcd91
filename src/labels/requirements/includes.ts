import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { classIn } from '../candidates.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';

/** Is there one of each group of classes among the counted drugs? */
export function includes(asked: Extract<PersonRequirement, { kind: 'includes' }>, context: PersonContext): Answered {
  const present = context.counted.map((each) => classIn(asked.set, each, context));
  const lacking = asked.groups.filter(
    ({ classes }) => !present.some((found) => found !== null && classes.includes(found)),
  );
  const list = lacking.map(({ id }) => id).join(', ');
  return answered(lacking.length === 0 ? 'met' : 'failed', { lacking: list }, list === '' ? '' : `without ${list}`);
}
