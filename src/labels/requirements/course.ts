import type { CourseTerm } from '../../domain/terms.ts';
import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

/** Courses that say nothing about a response; whether the trial counts is then up to its gates. */
const SILENT: readonly CourseTerm[] = ['not-assessable', 'too-early-to-judge', 'never-started'];

/** Is the course one of those the definition calls a failure? */
export function course(asked: Extract<TrialRequirement, { kind: 'course' }>, { each }: TrialContext): Answered {
  const { term } = each.course;
  const answer = asked.terms.includes(term) ? 'met' : SILENT.includes(term) ? 'unknown' : 'failed';
  return answered(answer, { course: term }, term, each.course.criterion?.checked ?? true);
}
