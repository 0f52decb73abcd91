import { describe, expect, it } from 'vitest';
import { Assessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import sample from '../emit/text/fixtures/three-trials.json' with { type: 'json' };
import { trialFigure } from './trial-figure.ts';

const { patients } = Assessment.parse(sample);
const [first] = patients.flatMap((patient) => patient.trials);

describe('the picture of a trial', () => {
  it('is found by its whole id or by the end of it', () => {
    const id = first?.id ?? '';
    const whole = trialFigure('ledger', patients, id);
    expect(whole).toMatch(/^<svg/);
    expect(trialFigure('ledger', patients, id.split('/').slice(1).join('/'))).toBe(whole);
  });

  it('names the trials there are where none or several fit', () => {
    expect(() => trialFigure('ledger', patients, 'nothing/1')).toThrow(UserError);
    expect(() => trialFigure('ledger', patients, undefined)).toThrow(first?.id);
  });

  it('needs no name where there is only one', () => {
    const one = patients.slice(0, 1).map((patient) => ({ ...patient, trials: patient.trials.slice(0, 1) }));
    expect(trialFigure('ledger', one, undefined)).toContain('arrived');
  });
});
