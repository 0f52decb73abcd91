/** Simulated patients without noise and with all data: every true term is found, and nothing else is named. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/rxwhy.ts';
import { emptyScores, score, simulatedPatient, simulatedPatients, wilson } from '../../src/simulate/index.ts';
import { knowledge } from '../knowledge.ts';

const facts = await knowledge();
const PATIENTS = 350;

describe('truth', () => {
  it('is recovered where nothing is hidden', () => {
    const scores = emptyScores();
    for (const { record, truth } of simulatedPatients(PATIENTS, { knowledge: facts, seed: 20 }))
      score(scores, truth, assess(record, { knowledge: facts }), [], facts.simulation);
    expect(scores.errors).toEqual([]);
    // The test would be empty if the patients did not show what they are made to show.
    for (const term of ['missed-doses', 'dose-too-low', 'induction', 'acquired-resistance', 'tolerance'])
      expect(scores.terms.get(term)?.found ?? 0).toBeGreaterThan(0);
    expect(scores.labels.size).toBeGreaterThan(3);
  });

  it('is the same patient whoever came before, and another with another seed', () => {
    const all = [...simulatedPatients(12, { knowledge: facts, seed: 4 })];
    expect(simulatedPatient(12, { knowledge: facts, seed: 4 })).toEqual(all[11]);
    expect(simulatedPatient(12, { knowledge: facts, seed: 5 })).not.toEqual(all[11]);
  });

  it('does not change with noise or missing data, only what can be seen of it does', () => {
    for (let index = 1; index <= 40; index += 1) {
      const whole = simulatedPatient(index, { knowledge: facts, seed: 6 });
      const spoilt = simulatedPatient(index, { knowledge: facts, seed: 6, noise: 0.2, missing: 1 });
      expect(spoilt.truth.map(({ hiddenBy: _, ...row }) => row)).toEqual(
        whole.truth.map(({ hiddenBy: _, ...row }) => row),
      );
      expect(spoilt.record.supplies).toEqual([]);
      expect(spoilt.truth.filter(({ term }) => term === 'missed-doses').every((row) => row.hiddenBy.length > 0)).toBe(
        true,
      );
    }
  });

  it('is told with an interval that stays between none and all', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(9, 10)?.low).toBeCloseTo(0.5958, 3);
    expect(wilson(9, 10)?.high).toBeCloseTo(0.9821, 3);
    expect(wilson(10, 10)?.high).toBeCloseTo(1, 9);
  });
});
