import { describe, expect, it } from 'vitest';
import { Assessment } from '../../domain/assessment.ts';
import terms from '../../knowledge/terms/data.json' with { type: 'json' };
import sample from './fixtures/three-trials.json' with { type: 'json' };
import { textReport } from './index.ts';

const assessment = Assessment.parse(sample);
const names = new Map(terms.map((term) => [term.id, term]));

describe('the text report', () => {
  it('shows one screen per failing trial, two lines per responder', async () => {
    await expect(textReport(assessment, names)).toMatchFileSnapshot('fixtures/three-trials.txt');
  });

  it('can be drawn with ASCII alone', async () => {
    const text = textReport(assessment, names, { ascii: true });
    expect(text).toMatch(/^[ -~\n]*$/);
    await expect(text).toMatchFileSnapshot('fixtures/three-trials.ascii.txt');
  });

  it('is at most 80 columns wide, without trailing spaces', () => {
    for (const line of textReport(assessment, names).split('\n')) {
      expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/ $/);
    }
  });

  it('is coloured only when asked, and the same text without its codes', () => {
    const coloured = textReport(assessment, names, { colour: true });
    expect(textReport(assessment, names)).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[1m');
    expect(
      coloured
        .split('\u001b')
        .map((part, index) => (index === 0 ? part : part.replace(/^\[\d+m/, '')))
        .join(''),
    ).toBe(textReport(assessment, names));
  });

  it('lets no text of the record steer the terminal', () => {
    const hostile = structuredClone(assessment);
    const [patient] = hostile.patients;
    if (patient === undefined) throw new Error('the sample has a patient');
    patient.id = 'p1\u001b[2J\u202e';
    const text = textReport(hostile, names);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  it('says so where nothing was found', () => {
    const empty = {
      ...assessment,
      patients: assessment.patients.map((patient) => ({
        ...patient,
        trials: [],
        labels: [],
        problems: [],
        asOf: null,
      })),
    };
    expect(textReport(empty, names)).toContain('No trial of a medicine was found');
  });
});
