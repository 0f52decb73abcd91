/** What happened to the effect over the time of a trial, judged by the condition's criterion. */
import * as z from 'zod';
import { Values } from './finding.ts';
import { Certainty, CourseTerm } from './terms.ts';

/** One measured value of the judging measure, in the measure's unit. */
export const OutcomePoint = z.object({
  day: z.number().int(),
  value: z.number(),
  /** before the start, on treatment, or after the end but within carry-over (false: outside, context only) */
  phase: z.enum(['baseline', 'on-treatment', 'carry-over', 'outside']),
  record: z.string(),
});
export type OutcomePoint = z.infer<typeof OutcomePoint>;

/** The rule that judged: which measure, by what kind of criterion, from which source. */
export const Criterion = z.object({
  id: z.string(),
  condition: z.string().nullable(),
  measure: z.string().nullable(),
  unit: z.string().nullable(),
  kind: z.enum(['response', 'goal', 'event', 'surrogate', 'course-end', 'generic', 'global-report']),
  sources: z.array(z.string()),
  checked: z.boolean(),
});
export type Criterion = z.infer<typeof Criterion>;

/** One reason for the course term, sentence by `code` in the course room's text.json. */
export const CourseEvidence = z.object({
  code: z.string(),
  values: Values,
  records: z.array(z.string()),
  sources: z.array(z.string()),
});
export type CourseEvidence = z.infer<typeof CourseEvidence>;

export const Course = z.object({
  term: CourseTerm,
  certainty: Certainty,
  failure: z.boolean().nullable(),
  /** the judgement window J as half-open day numbers */
  window: z.object({ from: z.number().int(), to: z.number().int() }),
  /** days a drug for this condition needs before it can be judged; null where no rule is known */
  adequateDays: z.number().nullable(),
  adequateSources: z.array(z.string()),
  adequateChecked: z.boolean(),
  criterion: Criterion.nullable(),
  points: z.array(OutcomePoint),
  baseline: OutcomePoint.nullable(),
  best: OutcomePoint.nullable(),
  judging: OutcomePoint.nullable(),
  lost: OutcomePoint.nullable(),
  /** the value of the measure the criterion asks for, where it is a single one (goal, or baseline less the response) */
  target: z.number().nullable(),
  /** day of the judging outcome, event or report; null where nothing judged */
  judgedOn: z.number().int().nullable(),
  /** doses were observed after the judging outcome: what the outcome did under them */
  challenge: z.enum(['returned-to-goal', 'stayed-off-goal']).nullable(),
  challengeRecords: z.array(z.string()),
  /** other drugs for the same purpose that started, stopped or rose inside J */
  confounders: z.array(z.string()),
  evidence: z.array(CourseEvidence),
  /** what would be needed to judge, as codes of the course room's text.json */
  missing: z.array(z.string()),
});
export type Course = z.infer<typeof Course>;
