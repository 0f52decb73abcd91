/** A failure first seen after another measure of the same condition had shown the effect and its loss. */
import { weaker } from '../domain/terms.ts';
import type { Frame } from './frame.ts';
import type { Judgement } from './judgement.ts';

const firstOutcomeDay = ({ points }: Judgement): number =>
  points.find(({ phase }) => phase === 'on-treatment' || phase === 'carry-over')?.day ?? Number.NEGATIVE_INFINITY;

/**
 * The judgement of an infection with what its other measures tell of the time before.
 *
 * A germ first looked for when the fever was back says nothing of the days in between: where another criterion had been
 * met and was lost by then, the infection had yielded, and the failure is secondary. `others` come in rank order.
 */
export function weighEarlierEffect(frame: Frame, judgement: Judgement, others: () => Iterable<Judgement>): Judgement {
  if (frame.kind !== 'fixed-course' || judgement.term !== 'primary-non-response' || judgement.atAnyTime)
    return judgement;
  const first = firstOutcomeDay(judgement);
  for (const other of others()) {
    if (other.term !== 'secondary-non-response' || other.lastGoodDay === null || other.lastGoodDay >= first) continue;
    return {
      ...judgement,
      term: 'secondary-non-response',
      certainty: weaker(judgement.certainty, other.certainty),
      lost: judgement.judging,
      lastGoodDay: other.lastGoodDay,
      reachedGoal: true,
      evidence: [...judgement.evidence, ...other.evidence.filter(({ code }) => code === 'met' || code === 'lost')],
    };
  }
  return judgement;
}
