/** One criterion's judgement on one series: term, the values it rests on, and the reasons. */
import type { CourseEvidence, Criterion } from '../domain/course.ts';
import type { Values } from '../domain/finding.ts';
import type { Certainty, CourseTerm } from '../domain/terms.ts';
import type { Point } from './series.ts';

/** What one way of judging says; the course room picks the first that judges. */
export interface Judgement {
  term: CourseTerm;
  certainty: Certainty;
  criterion: Criterion;
  points: readonly Point[];
  baseline: Point | null;
  best: Point | null;
  judging: Point | null;
  lost: Point | null;
  /** day of the last good value before a loss */
  lastGoodDay: number | null;
  /** day of the value that confirmed a loss; absent or null where nothing did */
  lossConfirmedDay?: number | null;
  /** day of the value, event or report that judged */
  judgedOn: number | null;
  target: number | null;
  /** the criterion was met, be it too early to say so */
  reachedGoal: boolean;
  /** the judgement may stand before the adequate time: an event or the end of a fixed course */
  atAnyTime: boolean;
  adequateDays: number | null;
  evidence: CourseEvidence[];
}

/** One reason for the course. */
export function because(
  code: string,
  values: Values = {},
  records: readonly string[] = [],
  sources: readonly string[] = [],
): CourseEvidence {
  return { code, values, records: [...records], sources: [...sources] };
}

/** A number as a reader wants it: at most three decimals. */
export function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}
