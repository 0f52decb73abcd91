import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { Course } from '../domain/course.ts';
import { type CaseGiven, caseRecord } from './cases/case-record.ts';
import { courseOf, coursesOf } from './index.ts';
import text from './text.json' with { type: 'json' };

interface Case {
  title: string;
  source: string;
  given: CaseGiven;
  expect: Record<string, unknown> & {
    codes?: string[];
    notCodes?: string[];
    /** values of a reason, by its code */
    says?: Record<string, Record<string, unknown>>;
  };
}

const facts = await knowledge();
const sentences: Readonly<Record<string, { clinician: string; plain: string }>> = text.evidence;
const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) =>
    (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[]).map((one) => ({ ...one, file })),
  );

describe('course cases', () => {
  it.each(cases)('$file: $title', ({ given, expect: expected }) => {
    const { record, trials, asOf } = caseRecord(given);
    const [course] = coursesOf({ trials, record, asOf, knowledge: facts });
    const { codes = [], notCodes = [], says = {}, ...rest } = expected;
    expect(course).toMatchObject(rest);
    expect(() => Course.parse(course)).not.toThrow();
    const said = course?.evidence.map(({ code }) => code.replace('category-', '')) ?? [];
    expect(said).toEqual(expect.arrayContaining(codes));
    for (const code of notCodes) expect(said).not.toContain(code);
    for (const [code, values] of Object.entries(says)) {
      expect(course?.evidence.find((reason) => reason.code === code)?.values).toMatchObject(values);
    }
    for (const { code, values } of course?.evidence ?? []) {
      const pair = sentences[code];
      expect(pair, code).toBeDefined();
      const named = [...`${pair?.clinician} ${pair?.plain}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(Object.keys(values), code).toEqual(expect.arrayContaining(named));
    }
    for (const code of course?.missing ?? []) expect(text.missing).toHaveProperty(code);
  });

  it('do not depend on the order of rows and trials', () => {
    for (const { title, given } of cases) {
      const { record, trials, asOf } = caseRecord(given);
      const [course] = coursesOf({ trials, record, asOf, knowledge: facts });
      const turned = structuredClone(record);
      for (const rows of [turned.observations, turned.conditions, turned.statements, turned.cultures, turned.visits]) {
        rows.reverse();
      }
      const last = coursesOf({ trials: trials.toReversed(), record: turned, asOf, knowledge: facts }).at(-1);
      expect(last, title).toEqual(course);
    }
  });

  it('reads on its own what it reads for all', () => {
    for (const { title, given } of cases) {
      const { record, trials, asOf } = caseRecord(given);
      const [course] = coursesOf({ trials, record, asOf, knowledge: facts });
      const [trial] = trials;
      if (trial) expect(courseOf({ trial, trials, record, asOf, knowledge: facts }), title).toEqual(course);
    }
  });
});
