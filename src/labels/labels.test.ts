/** Each definition against hand-made people: confirmed, apparent, pseudo, not met, and every number at its boundary. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { LabelAssessment } from '../domain/assessment.ts';
import { type CaseGiven, personOf } from './cases/case-person.ts';
import { labelsOf } from './index.ts';

interface Expected {
  standing: string;
  /** code -> answer of a requirement */
  requirements?: Record<string, string>;
  counted?: string[];
  /** trial -> reason */
  refused?: Record<string, string>;
  state?: string;
}

interface CaseFile {
  label: string;
  definition: string;
  condition: string;
  source: string;
  given: CaseGiven;
  cases: { title: string; change?: Record<string, unknown>; expect: Expected }[];
}

const folder = new URL('./cases/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const facts = await knowledge();

/** Sets dotted paths ("trials.1.days.1"); `null` in a list's place of a dropped row removes it. */
function changed(given: CaseGiven, change: Record<string, unknown>): CaseGiven {
  const copy = structuredClone(given);
  for (const [path, value] of Object.entries(change)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
    if (value === '(drop)' && Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (value === '(drop)') delete (parent as Record<string, unknown>)[last];
    else (parent as Record<string, unknown>)[last] = value;
  }
  return copy;
}

describe.each(files)('%s', (name) => {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CaseFile;

  it.each(file.cases)('$title', ({ change = {}, expect: wanted }) => {
    const labels = labelsOf(personOf(changed(file.given, change), file.condition, facts));
    const label = labels.find((each) => each.term === file.label && each.condition === file.condition);
    for (const each of labels) expect(LabelAssessment.safeParse(each).error).toBeUndefined();
    const outcomes = label ? [label, ...label.otherDefinitions] : [];
    const found = outcomes.find((each) => each.definition === file.definition);
    expect(found?.standing ?? 'not-listed').toBe(wanted.standing);
    const answers = new Map(found?.requirements.map((each) => [each.code, each]));
    for (const [code, answer] of Object.entries(wanted.requirements ?? {}))
      expect(`${code}: ${answers.get(code)?.answer}`).toBe(`${code}: ${answer}`);
    if (wanted.counted) expect(found?.counted).toEqual(wanted.counted);
    if (wanted.refused)
      expect(Object.fromEntries(found?.refused.map(({ trial, because }) => [trial, because]) ?? [])).toEqual(
        wanted.refused,
      );
    if (wanted.state) expect(answers.get('state')?.values.state).toBe(wanted.state);
  });
});

it('every definition has a case file', () => {
  const cased = files.map((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CaseFile).definition);
  const defined = facts.labels.definitions.map(({ label, id }) => `${label}/${id}`);
  const have = files.map((name) => name.replace('.json', '').replace('__', '/'));
  expect(have.sort()).toEqual(defined.sort());
  expect(cased.length).toBe(defined.length);
});
