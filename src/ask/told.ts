/** What was told, and the rows it becomes. */
import type { Concept, Drug, Observation, Statement } from '../domain/record.ts';
import { momentOfDay } from '../domain/time.ts';
import type { Says } from './question.ts';

/** What one answered question says; a question of several choices gives several. */
export interface Told {
  question: string;
  says: Says;
}

/** The id of the person in the record of an interview. */
export const PERSON = 'you';

/** A concept of words alone. */
export const concept = (text: string): Concept => ({ text, codings: [] });

/** The id of the row that an answer becomes. @example rowOf('taking') //=> 'answers/taking' */
export const rowOf = (question: string): string => `answers/${question}`;

/** The medicine and its days. */
export interface Frame {
  drug: Drug;
  start: number;
  /** the day after the last dose; null while it is taken */
  stopped: number | null;
  today: number;
}

/** What was told first of its kind, and by which question; null where nothing was. */
export const first = <Key extends keyof Says>(
  told: readonly Told[],
  key: Key,
): { question: string; value: NonNullable<Says[Key]> } | null => {
  for (const { question, says } of told) {
    const value = says[key];
    if (value !== undefined) return { question, value: value as NonNullable<Says[Key]> };
  }
  return null;
};

/** Everything told of a kind. */
export const all = <Key extends keyof Says>(
  told: readonly Told[],
  key: Key,
): { question: string; value: NonNullable<Says[Key]> }[] =>
  told.flatMap(({ question, says }) =>
    says[key] === undefined ? [] : [{ question, value: says[key] as NonNullable<Says[Key]> }],
  );

/** A statement of the person on the medicine. */
export function statement(
  question: string,
  { drug, start, stopped, today }: Frame,
  more: Partial<Statement>,
): Statement {
  return {
    id: rowOf(question),
    drug,
    orderId: rowOf('drug'),
    from: momentOfDay(start),
    to: stopped === null ? null : momentOfDay(stopped - 1),
    asserted: momentOfDay(today),
    status: 'taking',
    share: null,
    by: 'patient',
    reason: null,
    directions: [],
    indications: [],
    indicationIds: [],
    notes: [],
    ...more,
  };
}

/** A finding as the person tells it. */
export function observation(question: string, what: string, day: number, more: Partial<Observation>): Observation {
  return {
    id: rowOf(question),
    at: momentOfDay(day),
    issued: null,
    what: concept(what),
    panel: null,
    value: null,
    coded: null,
    referenceLow: null,
    referenceHigh: null,
    interpretation: null,
    status: 'final',
    by: 'patient',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
    ...more,
  };
}
