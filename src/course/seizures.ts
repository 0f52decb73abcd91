/** Seizure freedom by the rule of three: how sure a run without seizures is. */
import { weaker } from '../domain/terms.ts';
import { longestInterval, requiredSeizureFreeDays } from '../methods/response/index.ts';
import type { TrialEvent } from './events.ts';
import type { Frame } from './frame.ts';
import { because, type Judgement } from './judgement.ts';
import type { RecordOutcomes } from './outcomes.ts';

/**
 * Weighs a response that rests on "no seizures": held to `possible` until the rule's time has passed without one.
 *
 * The interval before treatment is taken from dated seizures in the look-back year.
 */
export function weighSeizureFreedom(
  frame: Frame,
  judgement: Judgement,
  events: readonly TrialEvent[],
  outcomes: RecordOutcomes,
): Judgement {
  const rule = frame.context.knowledge.conditions.rule;
  const names = new Set(
    frame.context.knowledge.conditions.events(frame.condition ?? '', frame.drug.atc).map(({ id }) => id),
  );
  const before = outcomes.events
    .filter(
      ({ event, day }) => names.has(event) && day <= frame.start && day >= frame.start - rule('seizureLookbackDays'),
    )
    .map(({ day }) => day);
  const requiredDays = requiredSeizureFreeDays(longestInterval(before, frame.start), {
    factor: rule('seizureIntervalFactor'),
    leastDays: rule('seizureFreeDays'),
  });
  const lastSeen = judgement.judgedOn ?? frame.start;
  const seizureDays = judgement.points.filter(
    ({ phase, value, day }) => phase !== 'baseline' && value > 0 && day <= lastSeen,
  );
  const lastSeizure = Math.max(frame.start, ...seizureDays.map(({ day }) => day), ...events.map(({ day }) => day));
  const days = lastSeen - lastSeizure;
  if (days >= requiredDays) return judgement;
  return {
    ...judgement,
    certainty: weaker(judgement.certainty, 'possible'),
    evidence: [...judgement.evidence, because('seizure-free-short', { days, requiredDays }, [], ['kwan-2010-ilae'])],
  };
}
