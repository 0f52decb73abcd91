import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import { isoDay } from '../../domain/time.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';
import { type AntibodyTest, antibodyTests } from './antibody-tests.ts';

/** The last day a test may be drawn to speak for a failure: the visit after the judging outcome, else the window's end. */
function lastDay({ course, asOf }: CauseContext): number {
  const nextVisit = course.points.find((point) => point.day > course.window.to)?.day;
  return Math.min(asOf.day, Math.max(course.window.to, nextVisit ?? course.window.to));
}

/** The row of the drug in the pack, and the tests for antibodies against it during the trial. */
export function testsOf(context: CauseContext): {
  row: ReturnType<CauseContext['knowledge']['immunogenicity']['rowOf']>;
  tests: AntibodyTest[];
} {
  const { trial, record, knowledge } = context;
  const row = knowledge.immunogenicity.rowOf({ name: trial.ingredient.name, atc: trial.atc });
  const between = { from: trial.start, to: lastDay(context) };
  return { row, tests: antibodyTests(record, trial.ingredient.name, row, knowledge.immunogenicity.words, between) };
}

function fromTest(context: CauseContext, test: AntibodyTest, row: ReturnType<typeof testsOf>['row']): Finding[] {
  const level = judgedLevel(context.trial, context.course);
  const parts = {
    term: 'immunogenicity' as const,
    basis: 'measured' as const,
    // The antibodies were measured in this person: no fact of the pack is needed to believe them.
    checked: true,
    values: { result: test.value, day: isoDay(test.day), level: level?.value ?? null, unit: level?.unit ?? '' },
    facts: row ? [row.id] : [],
    sources: row ? sourceIds(row.source) : [],
    records: [test.record],
  };
  if (test.answer === 'negative') return [opposes({ ...parts, code: 'no-antibodies', certainty: 'excluded' })];
  if (level === null)
    return [supports({ ...parts, code: 'antibodies-without-level', certainty: 'possible', check: 'measure-level' })];
  const records = [test.record, level.record];
  if (level.verdict === 'below' || level.verdict === 'absent')
    return [supports({ ...parts, code: 'antibodies-and-low-level', certainty: 'probable', records })];
  return [opposes({ ...parts, code: 'antibodies-but-adequate-level', certainty: 'unlikely', records })];
}

/**
 * Antibodies against the drug, weighed with its level (the last readable test up to the visit after the judging
 * outcome). Without a test the question is open where the drug is known for antibodies and the response was lost or never
 * came.
 */
export function assess(context: CauseContext): FamilyResult {
  const { row, tests } = testsOf(context);
  const test = tests.findLast((each) => each.answer !== null);
  if (test) return { findings: fromTest(context, test, row), gates: [] };
  const { term } = context.course;
  const isAsked = row !== null && (term === 'secondary-non-response' || term === 'primary-non-response');
  if (!isAsked) return { findings: [], gates: [] };
  const code = tests.length > 0 ? 'result-not-readable' : 'no-antibody-test';
  const records = tests.map((each) => each.record);
  return {
    findings: [
      missing({
        term: 'immunogenicity',
        code,
        check: 'test-antibodies',
        facts: [row.id],
        checked: row.checked === 'yes',
        records,
      }),
    ],
    gates: [],
  };
}
