import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import corpus from '../../src/read/sig/corpus.json' with { type: 'json' };
import { parseDirections } from '../../src/read/sig/index.ts';

const WORDS = [...new Set(corpus.flatMap(({ text }) => text.split(' ')))];

function checkShape(text: string): void {
  const { directions, problem } = parseDirections(text);
  if (text.trim() !== '') expect(directions.length).toBeGreaterThan(0);
  for (const d of directions) {
    for (const value of [d.perIntake?.value, d.intakesPerDay, d.durationDays]) {
      if (value === null || value === undefined) continue;
      expect(Number.isFinite(value) && value > 0, `${value} in ${text}`).toBe(true);
      expect(problem).toBeNull();
    }
  }
}

describe('directions under fuzz', () => {
  it('never throws and never gives a number beside a problem, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), checkShape), { numRuns: 400, seed: 1 });
  });

  it('holds on any order of real words', () => {
    const sentence = fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' '));
    fc.assert(fc.property(sentence, checkShape), { numRuns: 1500, seed: 2 });
  });

  it('scales every amount: n times the number is n times the dose', () => {
    const amount = fc.integer({ min: 1, max: 90 });
    const unit = fc.constantFrom('mg', 'tablets', 'mL', 'units', 'mcg');
    const rhythm = fc.constantFrom(['bid', 2], ['every 8 hours', 3], ['once weekly', 1 / 7], ['qhs', 1]);
    fc.assert(
      fc.property(amount, unit, rhythm, (n, u, [words, perDay]) => {
        const [direction] = parseDirections(`take ${n} ${u} ${words}`).directions;
        expect(direction?.perIntake?.value).toBe(n);
        expect(direction?.intakesPerDay).toBeCloseTo(Number(perDay), 9);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('an unread number anywhere withholds every number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 99 }), (n) => {
        const { directions, problem } = parseDirections(`take 1 tablet daily zonk ${n} zonk`);
        expect(problem?.code).toBe('directions-not-understood');
        expect(directions[0]?.perIntake).toBeNull();
      }),
      { numRuns: 50, seed: 4 },
    );
  });

  it('takes time in proportion to the text, whatever is repeated', () => {
    const seeds = [
      '1 h before ',
      '((((',
      '1-1-',
      'one and a half ',
      'every ',
      'mon/',
      'in ',
      'if 1 ',
      '1 tablet ',
      'a.b.',
      '1,000,',
      'then 1 mg daily x 1 d ',
      'at 8 am, ',
      'do not ',
      '1 (1 ',
      ')',
    ];
    for (const seed of seeds) {
      const text = seed.repeat(2000).slice(0, 2000);
      const start = performance.now();
      parseDirections(text);
      expect(performance.now() - start, seed).toBeLessThan(250);
    }
    const start = performance.now();
    parseDirections('1 tablet '.repeat(2_000_000));
    expect(performance.now() - start).toBeLessThan(250);
  });
});
