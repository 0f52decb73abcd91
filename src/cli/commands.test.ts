import { describe, expect, it } from 'vitest';
import { Assessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import sample from '../emit/text/fixtures/three-trials.json' with { type: 'json' };
import { compare } from './compare.ts';
import { comparisonText } from './diff.ts';
import { onlyDrug } from './drug-filter.ts';
import { explained, glossary } from './explain.ts';
import { asUserError, failureOf } from './failures.ts';
import { checkPacks } from './pack-check.ts';
import { explain, loadTerms } from './terms.ts';

const assessment = Assessment.parse(sample);

describe('how a run ends', () => {
  it('is 2 and one line for a mistake of the caller', () => {
    expect(failureOf(new UserError('no such\nfile'), false)).toEqual({ code: 2, message: 'rxwhy: no such file' });
  });

  it('is 3 for a bug, its stack only on request', () => {
    const failure = failureOf(new Error('boom'), false);
    expect(failure.code).toBe(3);
    expect(failure.message).not.toContain('\n');
    expect(failureOf(new Error('boom'), true).message).toContain('\n');
  });

  it('takes a missing file for a mistake, and a bug for a bug', () => {
    const missing = Object.assign(new Error('x'), { code: 'ENOENT' });
    expect(asUserError(missing, 'a.json')).toBeInstanceOf(UserError);
    expect(asUserError(new TypeError('x'), 'a.json')).toBeInstanceOf(TypeError);
  });
});

describe('explain', () => {
  const terms = loadTerms();

  it('answers the library with rows, and throws for a word nobody uses', () => {
    expect(explain('missed doses').map((term) => term.id)).toEqual(['missed-doses']);
    expect(explain()).toHaveLength(terms.all.length);
    expect(() => explain('nonesuch')).toThrow(UserError);
  });

  it('has a page for every term, at most 80 columns wide', () => {
    for (const { id } of terms.all) {
      const page = explained(id, terms);
      expect(page).toContain('How it is decided');
      expect(page).toContain('Sources');
      expect(page).not.toContain('undefined');
      for (const line of page.split('\n')) expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
    }
  });

  it('lists every term without a word', () => {
    const list = glossary(terms);
    for (const { id } of terms.all) expect(list).toContain(id);
    for (const line of list.split('\n')) expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
  });

  it('says that it does not know a word', () => {
    expect(() => explained('tolerence', terms)).toThrow(UserError);
  });
});

describe('diff', () => {
  it('finds nothing between an assessment and itself', () => {
    const comparison = compare(assessment, assessment);
    expect(comparison).toMatchObject({ compared: 3, changed: [], added: [], removed: [] });
    expect(comparisonText(comparison)).toBe('0 of 3 verdicts changed.\n');
  });

  it('names headline, certainty, gates and the evidence that went', () => {
    const after = structuredClone(assessment);
    const trial = after.patients[0]?.trials[0];
    if (trial === undefined) throw new Error('the sample has a trial');
    trial.headline = { kind: 'course', term: 'primary-non-response' };
    trial.causes = trial.causes.slice(1);
    trial.gates = trial.gates.map((gate) => (gate.gate === 'taken' ? { ...gate, answer: 'yes' as const } : gate));
    after.knowledgeVersion = '2026.12';
    const [change] = compare(assessment, after).changed;
    expect(change?.changes).toEqual([
      'headline: missed-doses -> primary-non-response',
      'causes missed-doses: possible -> none',
      'gate taken: no -> yes',
    ]);
    expect(change?.reasons.every((reason) => reason.startsWith('no longer: '))).toBe(true);
    expect(comparisonText(compare(assessment, after))).toContain('knowledge: 2026.11 -> 2026.12');
  });

  it('does not mind the order of patients and trials', () => {
    const shuffled = structuredClone(assessment);
    for (const patient of shuffled.patients) patient.trials.reverse();
    expect(compare(assessment, shuffled).changed).toEqual([]);
  });

  it('lists trials that are in one of them only', () => {
    const less = { ...assessment, patients: [] };
    expect(compare(assessment, less).removed).toHaveLength(3);
    expect(compare(less, assessment).added).toHaveLength(3);
  });
});

describe('--drug', () => {
  const drugs = {
    byName: (name: string) => (name === 'Zoloft' ? [{ id: '36437', name: 'sertraline', strength: null }] : []),
  };

  it('keeps the trials of a brand by its ingredient', () => {
    const kept = onlyDrug(assessment.patients, 'Zoloft', drugs);
    expect(kept.flatMap((patient) => patient.trials.map((trial) => trial.id))).toEqual(['p1/sertraline/1']);
  });

  it('tells an unknown name from a medicine nobody takes', () => {
    expect(() => onlyDrug(assessment.patients, 'Nonesuch', drugs)).toThrow('no medicine is called');
    expect(() => onlyDrug([], 'Zoloft', drugs)).toThrow('no trial of Zoloft');
  });
});

describe('knowledge verify', () => {
  const sources = [{ id: 'known', kind: 'article', title: 't', year: 2020, licence: 'x', accessed: '2026-01-01' }];
  const row = (id: string, source: string, checked: string, value = 1): object => ({ id, source, checked, value });

  it('counts what was read at its source', () => {
    const [report] = checkPacks(
      { p: { 'data.csv': [row('a', 'known, Table 1', 'yes'), row('b', 'known', 'no')] } },
      sources,
    );
    expect(report).toMatchObject({ rows: 2, graded: 2, checked: 1, unresolved: [], contradictions: [] });
  });

  it('finds sources nobody lists, and rows that contradict each other', () => {
    const rows = [row('a', 'known | other, p. 3', 'yes'), row('a', 'known', 'yes', 2)];
    const [report] = checkPacks({ p: { 'data.csv': rows } }, sources);
    expect(report?.unresolved).toEqual(['data.csv row 1: other']);
    expect(report?.contradictions).toHaveLength(1);
  });

  it('lets an id repeat where another column of words completes the key, not where only a number differs', () => {
    const keyed = [
      { id: 'a', organism: 'x', value: 1, source: 'known', checked: 'yes' },
      { id: 'a', organism: 'y', value: 2, source: 'known', checked: 'yes' },
    ];
    expect(checkPacks({ p: { 'data.csv': keyed } }, sources)[0]?.contradictions).toEqual([]);
    const clashing = keyed.map((one) => ({ ...one, organism: 'x' }));
    expect(checkPacks({ p: { 'data.csv': clashing } }, sources)[0]?.contradictions).toHaveLength(1);
  });

  it('leaves tables without provenance ungraded', () => {
    expect(checkPacks({ p: { 'words.json': [{ word: 'x' }] } }, sources)[0]).toMatchObject({ rows: 1, graded: 0 });
  });
});
