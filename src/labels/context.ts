/** What the evaluator and the kinds of requirement look at. */
import type { Standing } from '../domain/assessment.ts';
import type { Course } from '../domain/course.ts';
import type { Values } from '../domain/finding.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { Trial } from '../domain/trial.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Readings } from './readings.ts';

/** One trial with all that was said about it. */
export interface JudgedTrial {
  trial: Trial;
  course: Course;
  verdict: Verdict;
}

/** One person, as far as labels are concerned. */
export interface LabelContext {
  record: PatientRecord;
  asOfDay: number;
  knowledge: Knowledge;
  judged: readonly JudgedTrial[];
  readings: Readings;
}

/** Is a requirement met? `values` are the person's numbers, `shows` the same in short. */
export interface Answered {
  answer: 'met' | 'failed' | 'unknown';
  values: Values;
  shows: string;
  /** false where a fact it rests on was not read at its source */
  checked: boolean;
}

/** What a requirement on one trial is answered from. */
export interface TrialContext extends LabelContext {
  each: JudgedTrial;
  /** the condition of the definition */
  condition: string;
}

/** What a requirement outside the trials is answered from. */
export interface PersonContext extends LabelContext {
  condition: string;
  /** the trials that count, in order of their start */
  counted: readonly JudgedTrial[];
  /** how many distinct drugs, schedules or classes are needed */
  least: number;
  /** last day that is looked at */
  until: number;
}

/** The standings from the strongest. */
export const STANDINGS: readonly Standing[] = ['confirmed', 'apparent', 'pseudo', 'not-met'];

/** An answer with its numbers. */
export function answered(
  answer: Answered['answer'],
  values: Values,
  shows: string | number | null = '',
  checked = true,
): Answered {
  return { answer, values, shows: shows === null ? '' : String(shows), checked };
}
