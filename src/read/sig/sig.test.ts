import { describe, expect, it } from 'vitest';
import { quantity } from '../../domain/quantity.ts';
import type { Direction } from '../../domain/record.ts';
import { dailyDose, directionsFromTiming, intakesFromTiming, parseDirections } from './index.ts';

function only(text: string, form?: string): Direction {
  const { directions } = parseDirections(text, { form: form ?? null });
  const [first] = directions;
  if (!first || directions.length !== 1) throw new Error(`${directions.length} directions in ${text}`);
  return first;
}

describe('parseDirections', () => {
  it('keeps route, relations to meals and other drugs, and the text', () => {
    const d = only('Take 1 tablet by mouth daily on an empty stomach, 4 hours apart from calcium');
    expect(d.route).toBe('oral');
    expect(d.timing).toBe('on an empty stomach; 4 hours apart from calcium');
    expect(d.text).toBe('Take 1 tablet by mouth daily on an empty stomach, 4 hours apart from calcium');
    expect(only('10 units subcut 10 minutes before breakfast').timing).toBe('10 minutes before breakfast');
    expect(only('1 tab bid with food. Do not take with antacids').timing).toBe('with food; Do not take with antacids');
  });

  it('takes the unit of a bare number from the form', () => {
    expect(only('take 2 twice daily', 'Extended Release Oral Tablet').perIntake).toEqual(quantity(2, '{tablet}'));
    expect(only('take 2 twice daily', 'Oral Solution').perIntake).toEqual(quantity(2, null));
    expect(only('take 2 twice daily').perIntake).toEqual(quantity(2, null));
  });

  it('marks an upper bound', () => {
    expect(only('up to 2 tablets daily').perIntake?.comparator).toBe('<=');
    expect(only('1 tablet up to three times a day').asNeeded).toBe(true);
  });

  it('gives each step its own text', () => {
    const { directions } = parseDirections('50 mg twice a day for 7 days then 50 mg daily');
    expect(directions.map((d) => d.text)).toEqual(['50 mg twice a day for 7 days', '50 mg daily']);
  });

  it('answers blank text with nothing, and text too long with a problem', () => {
    expect(parseDirections('  ')).toEqual({ directions: [], problem: null });
    const long = parseDirections(`1 tablet daily ${'and so on '.repeat(300)}`);
    expect(long.problem?.code).toBe('directions-not-understood');
    expect(long.directions[0]?.perIntake).toBeNull();
  });

  it('says when the language is the reason', () => {
    expect(parseDirections('1 comprimé matin et soir').problem?.help).toContain('another language');
    expect(parseDirections('take as directed').problem?.help).toContain('dose, unit and how often');
  });
});

describe('directionsFromTiming', () => {
  const tablet = { value: 1, unit: 'TAB' };
  it.each([
    [{ frequency: 2, period: 1, periodUnit: 'd' }, 2],
    [{ frequency: 1, period: 8, periodUnit: 'h' }, 3],
    [{ frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' }, 4],
    [{ frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd' }, 1],
    [{ frequency: 3, period: 1, periodUnit: 'wk' }, 3 / 7],
    [{ frequency: 1, period: 15, periodUnit: 'min' }, null],
    [{ period: 2, periodUnit: 'wk' }, 1 / 14],
    [{ dayOfWeek: ['mon', 'wed', 'fri'] }, 3 / 7],
    [{ frequency: 1, period: 1, periodUnit: 'd', dayOfWeek: ['mon', 'thu'] }, 2 / 7],
    [{ frequency: 1, period: 1, periodUnit: 'wk', dayOfWeek: ['mon'] }, 1 / 7],
    [{ timeOfDay: ['08:00:00', '20:00:00'] }, 2],
    [{ when: ['MORN', 'HS'] }, 2],
    [{ when: ['AC'] }, 3],
    [{ timingCode: 'BID' }, 2],
    [{ timingCode: 'Q8H' }, 3],
    [{ timingCode: 'q 2 wk' }, 1 / 14],
    [{ timingCode: 'UNHEARD' }, null],
    [{}, null],
    [{ frequency: 2, period: 0, periodUnit: 'd' }, null],
  ])('%j is %s a day', (timing, expected) => {
    const got = intakesFromTiming(timing);
    if (expected === null) expect(got).toBeNull();
    else expect(got).toBeCloseTo(expected, 9);
  });

  it('lets the text fill what the structure leaves open', () => {
    const { direction, problems } = directionsFromTiming({ text: '2 tablets twice daily', doseQuantity: tablet });
    expect([direction.perIntake, direction.intakesPerDay]).toEqual([quantity(1, '{tablet}'), 2]);
    expect(problems).toEqual([]);
    const whole = directionsFromTiming({ text: '20 mg daily for 5 days' }).direction;
    expect([whole.perIntake?.value, whole.intakesPerDay, whole.durationDays]).toEqual([20, 1, 5]);
  });

  it('prefers the structure where the text gives another daily amount, and says so', () => {
    const { direction, problems } = directionsFromTiming({
      text: '1 tablet three times daily',
      frequency: 2,
      period: 1,
      periodUnit: 'd',
      doseQuantity: tablet,
    });
    expect(direction.intakesPerDay).toBe(2);
    expect(problems.map((p) => p.code)).toEqual(['directions-disagree']);
  });

  it('finds no disagreement in other units of the same amount, nor in text it did not need', () => {
    const day = { frequency: 1, period: 1, periodUnit: 'd' };
    const same = directionsFromTiming({ ...day, text: '500 mg daily', doseQuantity: { value: 0.5, unit: 'g' } });
    expect(same.problems).toEqual([]);
    const odd = directionsFromTiming({ ...day, text: 'as directed', doseQuantity: { value: 0.5, unit: 'g' } });
    expect(odd.problems).toEqual([]);
  });

  it('reports unknown units, absurd amounts and bad dates, and gives no number for them', () => {
    const day = { frequency: 1, period: 1, periodUnit: 'd' };
    const unknown = directionsFromTiming({ ...day, doseQuantity: { value: 1, unit: 'blob' } });
    expect([unknown.direction.perIntake, unknown.problems[0]?.code]).toEqual([null, 'unknown-unit']);
    const absurd = directionsFromTiming({ ...day, doseQuantity: { value: 9999, unit: '{tablet}' } });
    expect([absurd.direction.perIntake, absurd.problems[0]?.code]).toEqual([null, 'absurd-dose']);
    const undated = directionsFromTiming({ ...day, boundsPeriod: { start: 'soon', end: '2025-02-01' } });
    expect([undated.direction.from, undated.direction.to?.iso]).toEqual([null, '2025-02-01']);
    expect(undated.problems[0]?.code).toBe('bad-date');
  });

  it('keeps bounds, ranges, relations to meals and insulin units', () => {
    const { direction } = directionsFromTiming({
      frequency: 3,
      period: 1,
      periodUnit: 'd',
      doseRange: { low: { value: 10, unit: 'U' }, high: { value: 20, unit: 'U' } },
      boundsDuration: { value: 2, unit: 'wk' },
      when: ['ACM'],
      additionalInstructions: ['take 2 hours apart from antacids'],
    });
    expect(direction.perIntake).toEqual(quantity(10, '[IU]'));
    expect(direction.durationDays).toBe(14);
    expect(direction.timing).toBe('before breakfast; 2 hours apart from antacids');
  });

  it('reads an amount without a unit in the unit of the form', () => {
    const input = { frequency: 1, period: 1, periodUnit: 'd', doseQuantity: { value: 2, unit: null } };
    expect(directionsFromTiming(input).direction.perIntake).toEqual(quantity(2, null));
    expect(directionsFromTiming({ ...input, form: 'Oral Capsule' }).direction.perIntake?.unit).toBe('{capsule}');
  });
});

describe('dailyDose', () => {
  it.each([
    ['2 tabs bid', quantity(500, 'mg'), 2000, 'mg'],
    ['2 tabs bid', null, 4, '{tablet}'],
    ['5 mL tid', quantity(50, 'mg/mL'), 750, 'mg'],
    ['1 tsp tid', quantity(50, 'mg/mL'), 750, 'mg'],
    ['2 puffs bid', quantity(90, 'ug/{puff}'), 360, 'ug'],
    ['2 puffs bid', quantity(90, 'ug'), 360, 'ug'],
    ['250 mg tid', quantity(500, 'mg'), 750, 'mg'],
    ['1 tablet bid', quantity(50, 'mg/mL'), 2, '{tablet}'],
    ['5 mL bid', quantity(500, 'mg'), 10, 'mL'],
    ['40 mg every other day', null, 20, 'mg'],
    ['take 2 daily', quantity(20, 'mg'), 40, 'mg'],
  ] as const)('%s', (text, strength, value, unit) => {
    const dose = dailyDose(only(text), strength);
    expect(dose?.value).toBeCloseTo(value, 6);
    expect(dose?.unit).toBe(unit);
  });

  it('is unknown where amount or frequency is', () => {
    expect(dailyDose(only('apply twice daily'), null)).toBeNull();
    expect(dailyDose(only('1 tablet as needed'), quantity(5, 'mg'))).toBeNull();
  });
});
