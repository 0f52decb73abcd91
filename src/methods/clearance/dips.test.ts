import { describe, expect, it } from 'vitest';
import { loadEnzymeRows } from '../../../tools/fit-clearance/load-packs.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { type DipsFacts, dipsWorksheet } from './dips.ts';

const knowledge = buildEnzymes(loadEnzymeRows());
const sheet = (facts: DipsFacts) => dipsWorksheet(facts, knowledge);
const answers = (facts: DipsFacts): string =>
  sheet(facts)
    .items.map((item) => (item.answer === 'unanswered' ? '?' : item.answer.charAt(0)))
    .join('');

const rifampin: DipsFacts = { object: 'apixaban', precipitant: 'rifampin', event: 'too-little' };

describe('the interaction scale', () => {
  it('answers what the packs know, and leaves the rest open', () => {
    expect(answers(rifampin)).toBe('?yy???????');
    expect(sheet(rifampin)).toMatchObject({ answered: 2, score: 2 });
  });

  it('spans what open items could still make of the score', () => {
    const { low, high } = sheet({ object: 'x', precipitant: 'y', event: 'too-little' });
    expect([low, high]).toEqual([-9, 11]);
  });

  it('reads an observed ratio as a report in people', () => {
    expect(answers({ object: 'clopidogrel', precipitant: 'omeprazole', event: 'too-little' }).slice(0, 3)).toBe('yyy');
  });

  it('says no where the precipitant does the opposite of what happened', () => {
    expect(answers({ ...rifampin, precipitant: 'ketoconazole' }).slice(0, 2)).toBe('?n');
    expect(answers({ ...rifampin, precipitant: 'ketoconazole', event: 'too-much' }).slice(1, 3)).toBe('yy');
  });

  it('answers the time course from the precipitant’s days', () => {
    const presence = { strength: 0.8, daysShare: 0.9, context: false };
    expect(answers({ ...rifampin, presence }).charAt(3)).toBe('y');
    expect(answers({ ...rifampin, presence: { strength: 0, daysShare: 0, context: true } }).charAt(3)).toBe('n');
  });

  it('asks for a return only where the stop was answered', () => {
    expect(answers({ ...rifampin, cameBack: true }).charAt(5)).toBe('?');
    expect(answers({ ...rifampin, passed: true, cameBack: true }).slice(4, 6)).toBe('yy');
  });

  it('counts other causes against it', () => {
    expect(sheet({ ...rifampin, otherCauses: true }).score).toBe(1);
    expect(sheet({ ...rifampin, otherCauses: false }).score).toBe(3);
  });

  it('reaches its largest score where everything speaks for it', () => {
    const facts: DipsFacts = {
      object: 'clopidogrel',
      precipitant: 'omeprazole',
      event: 'too-little',
      presence: { strength: 1, daysShare: 1, context: false },
      passed: true,
      cameBack: true,
      otherCauses: false,
      levelFits: true,
      confirmed: true,
      doseResponse: true,
    };
    expect(sheet(facts)).toMatchObject({ answered: 10, score: 11, low: 11, high: 11 });
  });
});
