/** Vomiting after chemotherapy by its phase: acute or delayed. */
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import { emesisPhase } from '../methods/response/index.ts';
import type { Frame } from './frame.ts';
import { because, type Judgement } from './judgement.ts';
import type { Point } from './series.ts';

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

// The antiemetic is given with the chemotherapy: its first dose stands for it. By days alone the first one is acute,
// and the second may be either.
function hoursAfter(frame: Frame, point: Point): number | null {
  if (point.minute !== null && frame.startMinute !== null) return (point.minute - frame.startMinute) / MINUTES_PER_HOUR;
  const days = point.day - frame.start;
  return days === 1 ? null : days * HOURS_PER_DAY;
}

/** The judgement of vomiting with the phases in which it came. */
export function tellEmesisPhases(frame: Frame, row: CriterionRow, judgement: Judgement): Judgement {
  if (row.metRule !== 'emesis-phases') return judgement;
  const { rule } = frame.context.knowledge.conditions;
  const bounds = { acuteToHours: rule('acuteEmesisHours'), delayedToHours: rule('delayedEmesisHours') };
  const told = new Map<string, string[]>();
  for (const point of judgement.points) {
    if (point.phase === 'outside' || point.value <= 0 || point === judgement.baseline) continue;
    const hours = hoursAfter(frame, point);
    const phase = hours === null ? null : emesisPhase(hours, bounds);
    if (phase !== null) told.set(phase, [...(told.get(phase) ?? []), ...point.records]);
  }
  const reasons = [...told].map(([phase, records]) =>
    because(`emesis-${phase}`, {}, records, judgement.criterion.sources),
  );
  return reasons.length === 0 ? judgement : { ...judgement, evidence: [...judgement.evidence, ...reasons] };
}
