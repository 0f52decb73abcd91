import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assessment, type TrialAssessment } from '../domain/assessment.ts';
import { supports } from '../domain/finding.ts';
import sample from '../emit/text/fixtures/three-trials.json' with { type: 'json' };
import terms from '../knowledge/terms/data.json' with { type: 'json' };
import { evidenceOf, fillTemplate, formatNumber, formatPercent, nextCheckOf, summaryOf } from './index.ts';

const names = new Map(terms.map((term) => [term.id, term]));
const { patients } = Assessment.parse(sample);
const trial = (index: number): TrialAssessment => patients[0]?.trials[index] as TrialAssessment;

describe('filling a sentence', () => {
  it('fills names, shares and days', () => {
    const filled = fillTemplate('{a}, {b:percent}, {c:date}', { a: 'x', b: 0.625, c: 20148 }, 'code');
    expect(filled).toBe('x, 63%, 2025-03-01');
  });

  it('names the finding whose sentence lacks a value', () => {
    expect(() => fillTemplate('{days}', {}, 'supply-gap')).toThrow('text of supply-gap: no value for {days}');
  });

  it('does not take a method of all objects for a value', () => {
    expect(() => fillTemplate('{toString}', {}, 'code')).toThrow('no value');
  });

  it('refuses a format it does not know', () => {
    expect(() => fillTemplate('{a:euros}', { a: 1 }, 'code')).toThrow('no format named "euros"');
  });

  it('writes units as people do', () => {
    expect(fillTemplate('{value} {unit}', { value: 130, unit: 'mm[Hg]' }, 'code')).toBe('130 mmHg');
    expect(fillTemplate('{drug}', { drug: '[x]' }, 'code')).toBe('[x]');
  });

  it('says unknown for null, and leaves other braces alone', () => {
    expect(fillTemplate('{a} of {1}', { a: null }, 'code')).toBe('unknown of {1}');
  });

  it('never shows float noise', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (tenths) => {
        expect(formatNumber(tenths * 0.1)).toMatch(/^-?\d+(\.\d)?$/);
      }),
    );
    expect(formatNumber(0.1 + 0.2)).toBe('0.3');
    expect(formatNumber(0.00123)).toBe('0.0012');
  });

  it('keeps what is not nothing above 0% and what is not all below 100%', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(formatPercent)).toEqual(['0%', '<1%', '50%', '99%', '100%']);
  });
});

describe('evidence', () => {
  const sentences = { gap: { clinician: 'A gap of {days} days', plain: 'It ran out for {days} days.' } };

  it('carries the finding and both sentences, each ended', () => {
    const finding = supports({ term: 'missed-doses', code: 'gap', certainty: 'possible', values: { days: 40 } });
    const evidence = evidenceOf(finding, sentences);
    expect(evidence.text).toBe('A gap of 40 days.');
    expect(evidence.plain).toBe('It ran out for 40 days.');
    expect(evidence.bearing).toBe('supports');
  });

  it('counts one day as one day', () => {
    const said = (days: number): string =>
      evidenceOf(supports({ term: 'missed-doses', code: 'gap', certainty: 'possible', values: { days } }), sentences)
        .text;
    expect([1, 11, 0.1, 2].map(said)).toEqual([
      'A gap of 1 day.',
      'A gap of 11 days.',
      'A gap of 0.1 days.',
      'A gap of 2 days.',
    ]);
  });

  it('is a bug where the family has no sentence', () => {
    const finding = supports({ term: 'missed-doses', code: 'other', certainty: 'possible' });
    expect(() => evidenceOf(finding, sentences)).toThrow('no text for finding "other"');
  });

  it('fills next steps from the finding that asks for them', () => {
    const texts = { text: 'Measure {drug}', why: 'It decides', plain: 'a blood test for {drug}?' };
    const checks = { level: { ...texts, answeredBy: 'drug-level' }, other: texts };
    const filled = nextCheckOf({ check: 'level', values: { drug: 'lithium' } }, checks);
    expect(filled).toEqual({
      code: 'level',
      text: 'Measure lithium.',
      why: 'It decides.',
      plain: 'A blood test for lithium?',
      answeredBy: 'drug-level',
    });
    expect(nextCheckOf({ check: 'other', values: { drug: 'lithium' } }, checks).answeredBy).toBeNull();
  });

  it('knows what kinds of things settle a check', () => {
    const checks = { odd: { text: 'A', why: 'B', plain: 'C', answeredBy: 'tea-leaves' } };
    expect(() => nextCheckOf({ check: 'odd', values: {} }, checks)).toThrow();
  });
});

describe('the summaries', () => {
  it('name course, leading cause, fair chance and exposure for the clinician', () => {
    expect(summaryOf(trial(0), names).clinician).toMatchInlineSnapshot(
      `"Sertraline for major depression: primary non-response (probable). Leading cause: missed doses (possible, 100% of the lost exposure). Supply covered 41 of 101 days (41%); the threshold is 80%. Also: dose too low (possible). No fair chance: it was not taken as prescribed. Exposure 0.41 (0.36 to 0.5), where 1 is the usual effective dose taken in full."`,
    );
  });

  it('say the same in plain words', () => {
    expect(summaryOf(trial(0), names).plain).toMatchInlineSnapshot(
      `"Sertraline: enough time has passed, but the medicine has not helped enough at any point. A possible reason: the medicine was taken less often than prescribed. The pharmacy records show enough tablets for only 41 of 101 days. Also worth a look: the prescribed dose was below the least dose known to work. It has not yet had a fair chance to work, so this is not proof that it cannot help. What would help to find out: how often did you miss a dose, and what got in the way? Talk to your doctor or pharmacist before you change how you take it."`,
    );
  });

  it('are short for a responder, with its risks', () => {
    expect(summaryOf(trial(1), names)).toMatchInlineSnapshot(`
      {
        "clinician": "Lisinopril for hypertension: responding (probable). Risks: pharmacodynamic antagonism (possible).",
        "plain": "Lisinopril: the medicine has helped enough, and the help has lasted. Something to keep an eye on: another medicine works against this one.",
      }
    `);
  });

  it('do not call a trial without outcome a failure', () => {
    expect(summaryOf(trial(2), names)).toMatchInlineSnapshot(`
      {
        "clinician": "Montelukast: not assessable. Fair chance unknown: the record does not say whether it was filled, or it was taken as prescribed. Exposure 0.41 (0.36 to 0.5), where 1 is the usual effective dose taken in full.",
        "plain": "Montelukast: the record does not show whether the medicine helped. Talk to your doctor or pharmacist before you change how you take it.",
      }
    `);
  });

  it('never advise to start, stop or change', () => {
    for (const index of [0, 1, 2]) {
      expect(summaryOf(trial(index), names).plain).not.toMatch(/you should|stop taking|start taking|increase|reduce/i);
    }
  });
});
