import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { trialEnd } from '../../domain/trial.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/** Days from the start to the judging outcome, or to the end of a trial nothing judged. */
function daysGiven(context: CauseContext): number {
  const { trial, course, asOf } = context;
  const end = trialEnd(trial, asOf.day);
  return Math.max(0, Math.min(end, course.judgedOn ?? end) - trial.start);
}

/** Was the drug given for the time it needs, within the visit tolerance? */
function assess(context: CauseContext): FamilyResult {
  const { course, trial, knowledge } = context;
  const adequate = course.adequateDays;
  const shared = { sources: course.adequateSources, checked: course.adequateChecked, records: trial.orders };
  if (trial.fixedCourse && trial.plannedEnd !== null) return fixedCourse(context, trial.plannedEnd);
  if (adequate === null || trial.endReason === 'unknown-stop') {
    return {
      findings: [missing({ term: 'insufficient-duration', code: 'no-adequate-time' })],
      gates: [{ gate: 'time', answer: 'unknown', values: {} }],
    };
  }
  const days = daysGiven(context);
  const values = { days, adequate };
  const isEnough = days >= adequate * (1 - knowledge.conventions.visitTolerance);
  const parts = { term: 'insufficient-duration' as const, basis: 'measured' as const, values, ...shared };
  const found: Finding = isEnough
    ? opposes({ ...parts, code: 'long-enough', certainty: 'excluded' })
    : supports({
        ...parts,
        code: trial.end === null ? 'not-yet' : 'too-short',
        certainty: 'probable',
        check: trial.end === null ? 'judge-later' : null,
      });
  return { findings: [found], gates: [{ gate: 'time', answer: isEnough ? 'yes' : 'no', values }] };
}

/** A fixed course has its own length: given for less than the share that counts as finished, it was too short. */
function fixedCourse(context: CauseContext, plannedEnd: number): FamilyResult {
  const { trial, asOf, knowledge } = context;
  const planned = plannedEnd - trial.start;
  const days = Math.min(trialEnd(trial, asOf.day), plannedEnd) - trial.start;
  const values = { days, planned };
  if (planned <= 0 || days >= planned * knowledge.conventions.fixedCourseShare) {
    return { findings: [], gates: [{ gate: 'time', answer: 'yes', values }] };
  }
  if (trial.end === null) return { findings: [], gates: [{ gate: 'time', answer: 'unknown', values }] };
  const short = supports({
    term: 'insufficient-duration',
    code: 'course-too-short',
    certainty: 'probable',
    basis: 'measured',
    values,
    sources: [...knowledge.conventionSources.fixedCourseShare],
    records: trial.orders,
  });
  return { findings: [short], gates: [{ gate: 'time', answer: 'no', values }] };
}

/** Ended or judged before the time the drug needs. */
export const duration = defineCause({
  family: 'duration',
  terms: ['insufficient-duration'],
  step: 3,
  gates: ['time'],
  closes: { 'insufficient-duration': 'time' },
  requires: [],
  explainedBy: { 'insufficient-duration': ['stopped-for-intolerance', 'stopped-early', 'inhibition-intolerance'] },
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
