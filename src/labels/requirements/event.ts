import { isoDay } from '../../domain/time.ts';
import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';

/** Was there a stay or an acute visit for the condition after the last needed drug began? A stay without a reason is unknown. */
export function event(asked: Extract<PersonRequirement, { kind: 'event' }>, context: PersonContext): Answered {
  const { record, knowledge, counted, until } = context;
  const { conditions } = knowledge;
  const starts = [...new Map(counted.map(({ trial }) => [trial.ingredient.id, trial.start])).values()].sort(
    (a, b) => a - b,
  );
  const last = starts[context.least - 1];
  if (last === undefined) return answered('failed', { found: false });
  const from = last + asked.afterDays;
  const stays = new Map(record.stays.map((stay) => [stay.id, stay]));
  const isAcute = (kind: string): boolean => asked.acute.some((word) => kind.toLowerCase().includes(word));
  const acute = record.visits.filter(
    (visit) => visit.at.day >= from && visit.at.day <= until && (stays.has(visit.id) || isAcute(visit.kind)),
  );
  const meant = acute.find((visit) =>
    visit.reasons.some((reason) => {
      const found = conditions.match(reason);
      return found !== null && conditions.lineage(found).includes(asked.condition);
    }),
  );
  if (meant) return answered('met', { day: isoDay(meant.at.day), visit: meant.id }, `visit on ${isoDay(meant.at.day)}`);
  const silent =
    acute.some((visit) => visit.reasons.length === 0) ||
    record.stays.some(
      (stay) => stay.from.day >= from && stay.from.day <= until && !record.visits.some(({ id }) => id === stay.id),
    );
  return answered(silent ? 'unknown' : 'failed', { found: false }, silent ? 'reason not recorded' : 'none');
}
