/** Dose-related therapeutic failure after Hallas: too little prescribed, taken or left. */
import type { Said, Worksheet } from '../../domain/worksheet.ts';
import type { Causality } from '../../knowledge/causality/index.ts';
import { byCriteria } from './by-criteria.ts';

/**
 * What is known; what is left out stays open. `expected`: the failure is what too little of the drug does. `tooLittle`:
 * too little was prescribed, taken or left of it. `otherCause`: another cause is as likely. `confirmed`: the effect came
 * back with enough of it, or its level was below range.
 */
export interface HallasFacts {
  object: string;
  suspect: string;
  expected?: Said | null;
  tooLittle?: Said | null;
  otherCause?: Said | null;
  confirmed?: Said | null;
}

/**
 * The worksheet of dose-related therapeutic failure: definite, probable, possible, or not dose-related.
 * @source hallas-1990-dtf criteria (as recollected; `checked` of the worksheet is false)
 * @example hallas({ object: 'digoxin', suspect: 'missed-doses', expected: yes, tooLittle: yes, otherCause: no }, knowledge).category
 * //=> 'probable'
 */
export function hallas(facts: HallasFacts, knowledge: Causality): Worksheet {
  const { object, suspect, expected, tooLittle, otherCause, confirmed } = facts;
  const answers = { 1: expected, 2: tooLittle, 3: otherCause, 4: confirmed };
  return byCriteria('hallas', { object, suspect }, answers, knowledge);
}
