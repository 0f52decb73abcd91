/** Events on treatment: relapse, rejection, thrombosis, pregnancy, seizure, an infection that comes back. */
import type { CourseEvidence } from '../domain/course.ts';
import type { Certainty } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { Frame } from './frame.ts';
import { because, type Judgement } from './judgement.ts';
import type { RecordOutcomes } from './outcomes.ts';

export interface TrialEvent {
  event: string;
  name: string;
  day: number;
  vague: boolean;
  /** the adequate time without it shows that the drug had worked */
  freeTimeCounts: boolean;
  /** how many make a failure by definition, and within how many days */
  atLeast: number;
  withinDays: number | null;
  records: string[];
}

/** Events that count against the trial, in order of time; the indication's own row is none. */
export function eventsOn(frame: Frame, outcomes: RecordOutcomes): TrialEvent[] {
  const { trial, record, knowledge } = frame.context;
  if (frame.condition === null) return [];
  const rows = new Map(knowledge.conditions.events(frame.condition, trial.atc).map((row) => [row.id, row]));
  const reasons = trial.indication?.records ?? [];
  const found: TrialEvent[] = [];
  const lastDay = Math.max(frame.lastDay, Math.min(frame.end, frame.context.asOf.day));
  const add = (event: Omit<TrialEvent, 'records'>, row: string): void => {
    const { day } = event;
    if (day <= frame.start || day > lastDay || reasons.includes(row)) return;
    const same = found.find((one) => one.event === event.event && one.day === day);
    if (same) same.records.push(row);
    else found.push({ ...event, records: [row] });
  };
  for (const seen of outcomes.events) {
    const row = rows.get(seen.event);
    if (row === undefined) continue;
    const { name, freeTimeCounts, atLeast, withinDays } = row;
    add(
      { event: seen.event, name, day: seen.day, vague: seen.lastDay > seen.day, freeTimeCounts, atLeast, withinDays },
      seen.record,
    );
  }
  if (frame.kind === 'fixed-course' && !frame.running) {
    for (const condition of record.conditions) {
      const at = condition.onset ?? condition.recorded;
      if (at === null || (at.precision !== 'day' && at.precision !== 'minute')) continue;
      if (at.day <= frame.end || knowledge.conditions.match(condition.what) !== frame.condition) continue;
      const name = `${knowledge.conditions.name(frame.condition)} again`;
      const once = { vague: false, freeTimeCounts: false, atLeast: 1, withinDays: null };
      add({ event: 'recurrence', name, day: at.day, ...once }, condition.id);
    }
  }
  return found.sort((a, b) => a.day - b.day || (a.event < b.event ? -1 : 1));
}

// The most events of the deciding one's kind within its span of days.
function countOf(deciding: TrialEvent, events: readonly TrialEvent[]): number {
  const same = events.filter(({ event }) => event === deciding.event);
  const { withinDays } = deciding;
  if (withinDays === null) return same.length;
  return Math.max(...same.map(({ day }) => same.filter((one) => one.day >= day && one.day - day < withinDays).length));
}

const eventEvidence = (code: string, event: TrialEvent): CourseEvidence =>
  because(code, { event: event.name, day: isoDay(event.day) }, event.records, ['rxwhy-judgement']);

/**
 * What the events make of a measured judgement.
 *
 * An event after the last good value is the loss of the effect; one before it is context. Where nothing measured
 * judges, the event gives primary non-response, or secondary where a good value (for an ordinary condition: the
 * adequate time without an event) lies before it. A measured failure stands and gains the event as evidence.
 */
export function judgeEvents(frame: Frame, events: readonly TrialEvent[], measured: Judgement | null): Judgement | null {
  const [first] = events;
  if (first === undefined) return measured;
  const term = measured?.term;
  if (measured && (term === 'primary-non-response' || term === 'secondary-non-response')) {
    return { ...measured, evidence: [...measured.evidence, ...events.map((event) => eventEvidence('event', event))] };
  }
  const goodDay = measured?.reachedGoal ? (measured.judging?.day ?? null) : null;
  const deciding =
    goodDay === null || frame.kind === 'event-prevention' ? first : events.find(({ day }) => day > goodDay);
  if (deciding === undefined) {
    return measured && { ...measured, evidence: [...measured.evidence, eventEvidence('event-before-good', first)] };
  }
  const goodBefore = measured?.reachedGoal === true && firstGoodDay(measured) < deciding.day;
  const freeDays = deciding.day - frame.start;
  const freeLongEnough =
    frame.kind !== 'event-prevention' &&
    deciding.freeTimeCounts &&
    frame.adequate !== null &&
    freeDays > frame.adequate.days;
  const secondary = goodBefore || freeLongEnough;
  const count = countOf(deciding, events);
  const tooFew = count < deciding.atLeast;
  const vague: Certainty = deciding.vague || tooFew || (secondary && !goodBefore) ? 'possible' : 'probable';
  const evidence = [...(measured?.evidence ?? []), ...events.map((event) => eventEvidence('event', event))];
  if (goodBefore) evidence.push(eventEvidence('event-after-good', deciding));
  else if (secondary) evidence.push(because('event-after-free-time', { days: freeDays }, deciding.records));
  else evidence.push(because('no-good-before', {}, deciding.records));
  if (tooFew) evidence.push(because('events-too-few', { count, needed: deciding.atLeast }, deciding.records));
  return {
    term: secondary ? 'secondary-non-response' : 'primary-non-response',
    certainty: vague,
    criterion: {
      id: `event-${deciding.event}`,
      condition: frame.condition,
      measure: measured?.criterion.measure ?? null,
      unit: measured?.criterion.unit ?? null,
      kind: deciding.event === 'recurrence' ? 'course-end' : 'event',
      sources: ['rxwhy-judgement'],
      checked: true,
    },
    points: measured?.points ?? [],
    baseline: measured?.baseline ?? null,
    best: measured?.best ?? null,
    judging: null,
    lost: null,
    lastGoodDay: goodBefore ? lastGoodBefore(measured, deciding.day) : null,
    judgedOn: deciding.day,
    target: measured?.target ?? null,
    reachedGoal: goodBefore,
    atAnyTime: true,
    adequateDays: measured?.adequateDays ?? null,
    evidence,
  };
}

const treated = (judgement: Judgement) =>
  judgement.points.filter(({ phase }) => phase === 'on-treatment' || phase === 'carry-over');

function firstGoodDay(judgement: Judgement): number {
  return Math.min(judgement.judging?.day ?? Number.POSITIVE_INFINITY, judgement.best?.day ?? Number.POSITIVE_INFINITY);
}

function lastGoodBefore(judgement: Judgement | null, day: number): number | null {
  if (judgement === null) return null;
  const before = treated(judgement).filter((point) => point.day < day);
  return before.at(-1)?.day ?? null;
}
