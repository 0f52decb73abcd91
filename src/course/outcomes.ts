/** What a record says about effects, read once: measured values, events, and what people wrote. */
import type { Concept, Observation, PatientRecord } from '../domain/record.ts';
import type { Moment } from '../domain/time.ts';
import { lastDayOf } from '../domain/time.ts';
import type { EffectReport } from '../knowledge/conditions/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { isRefused } from '../knowledge/outcome-measures/index.ts';
import type { BoundedValue, GoalRange } from '../methods/response/index.ts';

/** Who stated an effect; anyone but a clinician counts as the patient. */
export type Author = 'clinician' | 'patient';

/** One measured value in the canonical unit; `minute` is null where only the day is known. */
export interface Measured extends BoundedValue {
  day: number;
  /** the last day it may be of, where only the month is known */
  lastDay: number;
  minute: number | null;
  record: string;
  about: readonly string[];
  by: Author;
  /** what was measured, as written */
  text: string;
  /** grown in a culture: in the index window of the infection it is the germ treated, not an outcome */
  isGrowth: boolean;
}

/** An event as recorded: it lies between two days where the record is vague. */
export interface SeenEvent {
  event: string;
  day: number;
  lastDay: number;
  record: string;
  about: readonly string[];
}

/** What someone wrote about an effect. */
export interface EffectNote {
  report: EffectReport;
  by: Author;
  day: number;
  text: string;
  record: string;
  about: readonly string[];
}

export interface PersonalGoal extends GoalRange {
  fromDay: number | null;
  record: string;
}

export interface RecordOutcomes {
  measured: ReadonlyMap<string, readonly Measured[]>;
  /** measures with values that could not be used, with the rows */
  refused: ReadonlyMap<string, readonly string[]>;
  events: readonly SeenEvent[];
  notes: readonly EffectNote[];
  goals: ReadonlyMap<string, readonly PersonalGoal[]>;
}

const VOID_STATUS = new Set(['entered-in-error', 'cancelled', 'refuted']);
const isVoid = (status: string | null): boolean => status !== null && VOID_STATUS.has(status);

/** A concept's text, or the first display where it has none. */
export const textOf = (concept: Concept | null): string => {
  if (concept === null) return '';
  if (concept.text !== '') return concept.text;
  return concept.codings.find((coding) => coding.display !== null)?.display ?? '';
};

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * Reads a record's outcomes; the values of each measure come out in order of time.
 *
 * `asked` limits the reading to the measures somebody will look at; without it all are read.
 */
export function outcomesOf(
  record: PatientRecord,
  knowledge: Knowledge,
  asked: ReadonlySet<string> | null = null,
): RecordOutcomes {
  const { conditions, measures } = knowledge;
  const measured = new Map<string, Measured[]>();
  const refused = new Map<string, string[]>();
  const events: SeenEvent[] = [];
  const notes: EffectNote[] = [];

  const isStated = (measure: string): boolean => measures.facts(measure)?.stated ?? false;
  const seeEvents = (what: Concept, at: Moment | null, row: string, about: readonly string[] = []): void => {
    if (at === null || at.precision === 'year') return;
    for (const event of conditions.eventsNamed(what)) {
      events.push({ event, day: at.day, lastDay: lastDayOf(at), record: row, about });
    }
  };

  for (const observation of record.observations) {
    const at = observation.at ?? observation.issued;
    if (at === null || at.precision === 'year' || isVoid(observation.status)) continue;
    const reading = measures.read(observation.what, observation.value, observation.coded);
    if (observation.value !== null) {
      if (reading === null || (asked !== null && !asked.has(reading.measure))) continue;
      if (isRefused(reading)) push(refused, reading.measure, observation.id);
      else push(measured, reading.measure, measuredBy(observation, at, reading));
      continue;
    }
    const what = textOf(observation.what);
    const answer = textOf(observation.coded);
    const said = observation.notes.length === 0 ? answer : [answer, ...observation.notes].join('. ');
    const report = conditions.reportIn(said);
    const byClinician = observation.by === 'clinician' || conditions.isByClinician(what);
    const by: Author = byClinician ? 'clinician' : 'patient';
    // An answer about the effect is read as a sentence first: "not helped" is no "helped".
    if (report !== null && (reading === null || isRefused(reading) || isStated(reading.measure))) {
      const text = `${what}. ${said}`;
      notes.push({ report, by, day: at.day, text, record: observation.id, about: observation.about });
    } else if (reading !== null && !isRefused(reading)) {
      push(measured, reading.measure, { ...measuredBy(observation, at, reading), by });
    }
    const denied = observation.coded !== null && conditions.isDenial(observation.coded);
    if (!denied && (reading === null || isRefused(reading)))
      seeEvents(observation.what, at, observation.id, observation.about);
    if (observation.coded !== null) seeEvents(observation.coded, at, observation.id, observation.about);
  }

  for (const culture of record.cultures) {
    const at = culture.collected ?? culture.reported;
    if (at === null || culture.screening === true) continue;
    const grew = culture.growth ?? culture.organism !== null;
    for (const measure of measures.testsForGerm(grew ? culture.organism : null)) {
      const minute = at.precision === 'minute' ? at.minute : null;
      const value = grew ? 1 : 0;
      const text = textOf(culture.organism ?? culture.specimen);
      push(measured, measure, {
        day: at.day,
        lastDay: lastDayOf(at),
        minute,
        value,
        bound: null,
        record: culture.id,
        about: [],
        by: 'clinician',
        text,
        isGrowth: grew,
      });
    }
  }

  for (const condition of record.conditions) {
    if (!isVoid(condition.verification)) seeEvents(condition.what, condition.onset ?? condition.recorded, condition.id);
  }
  for (const visit of record.visits) for (const reason of visit.reasons) seeEvents(reason, visit.at, visit.id);
  for (const procedure of record.procedures) {
    if (isVoid(procedure.status) || procedure.status === 'not-done') continue;
    for (const what of [procedure.what, ...procedure.reasons]) seeEvents(what, procedure.at, procedure.id);
  }

  for (const list of measured.values()) if (!list.every(isInOrder)) list.sort(byTime);
  events.sort((a, b) => a.day - b.day || byRow(a, b));
  notes.sort((a, b) => a.day - b.day || byRow(a, b));
  return { measured, refused, events, notes, goals: goalsOf(record, knowledge) };
}

/** Order of two rows of one day: by their ids, so that the order of the input cannot matter. */
export const byRow = (a: { record: string }, b: { record: string }): number =>
  a.record < b.record ? -1 : a.record > b.record ? 1 : 0;
const byTime = (a: Measured, b: Measured): number =>
  a.day - b.day || (a.minute ?? -1) - (b.minute ?? -1) || byRow(a, b);
const isInOrder = (value: Measured, i: number, list: readonly Measured[]): boolean => {
  const before = list[i - 1];
  return before === undefined || byTime(before, value) <= 0;
};

function measuredBy(observation: Observation, at: Moment, { value, bound }: BoundedValue): Measured {
  return {
    day: at.day,
    lastDay: lastDayOf(at),
    minute: at.precision === 'minute' ? at.minute : null,
    value,
    bound,
    record: observation.id,
    about: observation.about,
    by: observation.by === 'clinician' ? 'clinician' : 'patient',
    text: textOf(observation.what),
    isGrowth: false,
  };
}

function goalsOf(record: PatientRecord, { measures }: Knowledge): ReadonlyMap<string, readonly PersonalGoal[]> {
  const goals = new Map<string, PersonalGoal[]>();
  for (const goal of record.goals) {
    const measure = measures.findMeasure(goal.what);
    if (measure === null) continue;
    const low = goal.low === null ? null : measures.toCanonical(measure, goal.low.value, goal.low.unit);
    const high = goal.high === null ? null : measures.toCanonical(measure, goal.high.value, goal.high.unit);
    if (low === null && high === null) continue;
    const strict = goal.high?.comparator === '<' || goal.low?.comparator === '>';
    push(goals, measure, { low, high, strict, fromDay: goal.from?.day ?? null, record: goal.id });
  }
  return goals;
}
