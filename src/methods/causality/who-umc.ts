/** The WHO-UMC categories, for a lack of effect read as an adverse reaction of type F. */
import type { Said, Worksheet } from '../../domain/worksheet.ts';
import type { Causality } from '../../knowledge/causality/index.ts';
import { byCriteria } from './by-criteria.ts';

/**
 * What is known of a failure and of a cause suspected behind it; what is left out stays open. `inTime`: the cause was
 * there while the effect was judged. `otherExplanation`: something else could explain it. `restored`: the effect came
 * back when the cause was removed (the counterpart of withdrawal). `measured`: the cause is shown by a measurement that
 * is specific to it. `again`: the effect went again when the cause was back.
 */
export interface WhoUmcFacts {
  object: string;
  suspect: string;
  inTime?: Said | null;
  otherExplanation?: Said | null;
  restored?: Said | null;
  measured?: Said | null;
  again?: Said | null;
}

/**
 * The worksheet by the six categories of the WHO-UMC system.
 *
 * The system was made for adverse events; that removing a cause of failure stands in for withdrawing the drug is our own
 * reading, and said so in the items' source.
 * @source who-umc-system categories
 * @example whoUmc({ object: 'sertraline', suspect: 'missed-doses', inTime: yes }, knowledge).category //=> 'possible'
 */
export function whoUmc(facts: WhoUmcFacts, knowledge: Causality): Worksheet {
  const { object, suspect, inTime, otherExplanation, restored, measured, again } = facts;
  const answers = { 1: inTime, 2: otherExplanation, 3: restored, 4: measured, 5: again };
  return byCriteria('who-umc', { object, suspect }, answers, knowledge);
}
