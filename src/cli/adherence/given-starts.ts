import type { GivenStart, StartRule } from '../../methods/adherence/index.ts';
import { EXTRA } from './columns-buffer.ts';
import type { OnPatient } from './patients.ts';
import type { Plan } from './plan.ts';

const givenOf = (rule: StartRule): GivenStart | null => (rule.kind === 'given' ? rule.given : null);

/** Sets the starts that stand in the patient's first row before the patient is measured. */
export function withGivenStarts(plan: Plan, next: OnPatient): OnPatient {
  const followUp = givenOf(plan.settings.windows.followUpStart);
  const window = givenOf(plan.settings.windows.windowStart);
  if (!followUp && !window) return next;
  return (id, events, from, to) => {
    const at = (place: number): number => (from < to ? (events.extra[place]?.[from] ?? Number.NaN) : Number.NaN);
    if (followUp) {
      followUp.value = at(EXTRA.followUpStart);
      followUp.isDay = at(EXTRA.followUpStartIsDay) === 1;
    }
    if (window) {
      window.value = at(EXTRA.windowStart);
      window.isDay = at(EXTRA.windowStartIsDay) === 1;
    }
    next(id, events, from, to);
  };
}
