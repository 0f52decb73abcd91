import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/time.ts';
import { adhererCma } from './adherer/assess.ts';
import { adhererEventGaps } from './adherer/event-gaps.ts';
import { eventTable } from './events.ts';
import { addPeriod, days, parsePeriod, roundHalfEven } from './period.ts';
import { noWindows, resolveWindows, type WindowRules } from './windows.ts';

const daysAfter = (amount: number) => ({ kind: 'after', period: days(amount) }) as const;

describe('periods', () => {
  it('round halves of days to even, as R does', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4].map(roundHalfEven)).toEqual([0, 2, 2, 0, -2, 2]);
    expect(addPeriod(0, { amount: 1.5, unit: 'weeks' })).toBe(10);
  });
  it('follow the calendar, a day that does not exist becoming the first of the next month', () => {
    expect(addPeriod(dayOf(2025, 1, 31), { amount: 1, unit: 'months' })).toBe(dayOf(2025, 3, 1));
    expect(addPeriod(dayOf(2024, 2, 29), { amount: 1, unit: 'years' })).toBe(dayOf(2025, 3, 1));
    expect(addPeriod(dayOf(2024, 12, 15), { amount: 2, unit: 'months' })).toBe(dayOf(2025, 2, 15));
  });
  it('are read from short texts', () => {
    expect(['730', '30d', '12w', '6m', '2y', '-30'].map(parsePeriod)).toEqual([
      days(730),
      days(30),
      { amount: 12, unit: 'weeks' },
      { amount: 6, unit: 'months' },
      { amount: 2, unit: 'years' },
      days(-30),
    ]);
    expect(['', 'soon', '6q', '1.5m'].map(parsePeriod)).toEqual([null, null, null, null]);
  });
});

describe('windows', () => {
  const rules: WindowRules = {
    followUpStart: daysAfter(0),
    followUp: days(100),
    windowStart: daysAfter(50),
    window: days(50),
  };
  it('are counted from the first event and from the start of follow-up', () => {
    const out = noWindows();
    expect(resolveWindows(rules, 1000, 0, out)).toBeNull();
    expect(out).toEqual({ followUpStart: 1000, followUpEnd: 1100, start: 1050, end: 1100 });
  });
  it('may differ by patient, as days or as lengths', () => {
    const out = noWindows();
    const values = Float64Array.of(7, Number.NaN);
    const byDay: WindowRules = { ...rules, followUpStart: { kind: 'day-per-patient', values } };
    expect(resolveWindows(byDay, 0, 0, out)).toBeNull();
    expect(out.followUpStart).toBe(7);
    expect(resolveWindows(byDay, 0, 1, out)).toBe('follow-up-start-unknown');
    const byLength: WindowRules = { ...rules, windowStart: { kind: 'after-per-patient', values, unit: 'weeks' } };
    expect(resolveWindows(byLength, 0, 0, out)).toBeNull();
    expect(out.start).toBe(49);
    expect(resolveWindows(byLength, 0, 1, out)).toBe('window-start-unknown');
  });
  it('must lie inside the follow-up and have days', () => {
    const out = noWindows();
    expect(resolveWindows({ ...rules, window: days(51) }, 0, 0, out)).toBe('window-outside-follow-up');
    expect(resolveWindows({ ...rules, window: days(0) }, 0, 0, out)).toBe('window-empty');
    expect(resolveWindows({ ...rules, window: 'rest' }, 0, 0, out)).toBeNull();
  });
});

describe('event intervals and gaps as AdhereR counts them', () => {
  const { table } = eventTable([
    { patientId: 'p', day: 0, daysSupply: 30, category: 'a', dailyDose: 1 },
    { patientId: 'p', day: 20, daysSupply: 30, category: 'a', dailyDose: 2 },
    { patientId: 'p', day: 60, daysSupply: 30, category: 'b', dailyDose: 2 },
    { patientId: 'p', day: 200, daysSupply: 30, category: 'b', dailyDose: 2 },
  ]);
  const rules: WindowRules = {
    followUpStart: daysAfter(0),
    followUp: days(150),
    windowStart: daysAfter(10),
    window: days(90),
  };
  const carry = { within: true, into: true, onlySameMedication: false, considerDoseChange: true };
  const numbers = (changes: Partial<typeof carry> = {}) =>
    adhererEventGaps(table, rules, { ...carry, ...changes }).map((e) => [e.interval, e.gap, e.carriedIn]);
  it('carry supply over, scaled by the dose, to the end of the window', () => {
    expect(numbers()).toEqual([
      [20, 0, 0],
      [40, 5, 5],
      [40, 10, 0],
      [null, null, null],
    ]);
  });
  it('ignore events before the window where nothing is carried into it, and lose supply at a switch when asked', () => {
    expect(numbers({ into: false })[0]).toEqual([null, null, null]);
    expect(numbers({ within: false })[1]).toEqual([40, 10, 0]);
    expect(numbers({ onlySameMedication: true, considerDoseChange: false })[1]).toEqual([40, 0, 10]);
  });
  it('give infinity only in this mode, where the only event lies on the last day', () => {
    const one = eventTable([
      { patientId: 'p', day: 0, daysSupply: 1 },
      { patientId: 'p', day: 100, daysSupply: 30 },
    ]).table;
    const flags = { onlySameMedication: false, considerDoseChange: false };
    expect(adhererCma('cma2', one, { ...rules, windowStart: daysAfter(50), window: days(50) }, flags)[0]?.value).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(
      adhererCma('cma6', one, { ...rules, windowStart: daysAfter(50), window: days(50) }, flags)[0]?.value,
    ).toBeNaN();
  });
});
