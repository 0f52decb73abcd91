import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered } from '../context.ts';

/** What a definition leaves out stays unknown: a count of drugs alone never confirms a resistance. */
export function notAsked(asked: Extract<PersonRequirement, { kind: 'not-asked' }>): Answered {
  const about = asked.about.join(', ');
  return answered('unknown', { about }, about);
}
