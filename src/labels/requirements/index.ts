/** The kinds of requirement by name; a new kind is one file and one line here. */
import type { PersonRequirement, TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type PersonContext, type TrialContext } from '../context.ts';
import { age } from './age.ts';
import { change } from './change.ts';
import { course } from './course.ts';
import { days } from './days.ts';
import { diagnosis } from './diagnosis.ts';
import { dose } from './dose.ts';
import { event } from './event.ts';
import { gate } from './gate.ts';
import { includes } from './includes.ts';
import { level } from './level.ts';
import { levels } from './levels.ts';
import { nextDrug } from './next-drug.ts';
import { notAsked } from './not-asked.ts';
import { sources } from './sources.ts';
import { tried } from './tried.ts';

type Kinds<Requirement extends { kind: string }, Context> = {
  [Kind in Requirement['kind']]: (asked: Extract<Requirement, { kind: Kind }>, context: Context) => Answered;
};

const OF_TRIAL: Kinds<TrialRequirement, TrialContext> = { gate, course, change, dose, days, sources, levels };
const OF_PERSON: Kinds<PersonRequirement, PersonContext> = {
  diagnosis,
  level,
  includes,
  tried,
  'next-drug': nextDrug,
  event,
  age,
  'not-asked': notAsked,
};

/** The answer of one trial; a stop for intolerance meets what its definition counts as a failure anyway. */
export function answerOfTrial(asked: TrialRequirement, context: TrialContext): Answered {
  const tolerated = context.each.verdict.gates.find((each) => each.gate === 'tolerated')?.answer;
  if (asked.waivedFor === 'intolerance' && tolerated === 'no')
    return answered('met', { waived: 'intolerance' }, 'not tolerated');
  // The map is keyed by the union's own tag, which the compiler cannot follow through an index.
  const answer = OF_TRIAL[asked.kind] as (asked: TrialRequirement, context: TrialContext) => Answered;
  return held(answer(asked, context), asked);
}

/** The answer outside the trials. */
export function answerOfPerson(asked: PersonRequirement, context: PersonContext): Answered {
  const answer = OF_PERSON[asked.kind] as (asked: PersonRequirement, context: PersonContext) => Answered;
  return held(answer(asked, context), asked);
}

const held = (answer: Answered, asked: { checked?: string | undefined }): Answered =>
  asked.checked === 'no' ? { ...answer, checked: false } : answer;
