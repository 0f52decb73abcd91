import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { Course } from '../domain/course.ts';
import { type CaseGiven, caseRecord } from './cases/case-record.ts';
import { coursesOf } from './index.ts';
import text from './text.json' with { type: 'json' };

interface Case {
  title: string;
  source: string;
  given: CaseGiven;
  expect: Record<string, unknown> & { codes?: string[]; notCodes?: string[] };
}

const facts = await knowledge();
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
    const { codes = [], notCodes = [], ...rest } = expected;
    expect(course).toMatchObject(rest);
    expect(() => Course.parse(course)).not.toThrow();
    const said = course?.evidence.map(({ code }) => code) ?? [];
    expect(said).toEqual(expect.arrayContaining(codes));
    for (const code of notCodes) expect(said).not.toContain(code);
    for (const code of said) expect(text.evidence).toHaveProperty(code);
    for (const code of course?.missing ?? []) expect(text.missing).toHaveProperty(code);
  });
});
