import { describe, expect, it } from 'vitest';
import {
  type Dispensing,
  type Prescription,
  primaryNonAdherence,
  primaryNonAdherenceRate,
  timeToInitiation,
} from './primary-non-adherence.ts';

const rules = { withinDays: 30, priorDays: 180, observedUntil: 1000 };
const order = (day: number, drug = 'a', more: Partial<Prescription> = {}): Prescription => ({
  id: `${drug}${day}`,
  drug,
  day,
  ...more,
});
const fill = (day: number, drug = 'a'): Dispensing => ({ drug, day });
const outcome = (orders: Prescription[], fills: Dispensing[], changes = {}) =>
  primaryNonAdherence(orders, fills, { ...rules, ...changes });

describe('primary non-adherence', () => {
  it('counts a fill up to the last day of the horizon, and not after it', () => {
    expect(outcome([order(200)], [fill(230)])).toEqual([
      { id: 'a200', outcome: 'filled', daysToInitiation: 30, by: 'a' },
    ]);
    expect(outcome([order(200)], [fill(231)])).toEqual([{ id: 'a200', outcome: 'not-filled', daysToInitiation: 31 }]);
    expect(outcome([order(200)], [])).toEqual([{ id: 'a200', outcome: 'not-filled', daysToInitiation: null }]);
  });
  it('leaves out drugs dispensed in the 180 days before', () => {
    expect(outcome([order(200)], [fill(20)])[0]).toMatchObject({ outcome: 'excluded', reason: 'dispensed-before' });
    expect(outcome([order(200)], [fill(19)])[0]).toMatchObject({ outcome: 'not-filled' });
    expect(outcome([order(200)], [fill(150, 'b')])[0]).toMatchObject({ outcome: 'not-filled' });
  });
  it('leaves out a repeat within the horizon with no fill between, and drugs sold without prescription', () => {
    expect(outcome([order(200), order(230)], []).map((o) => o.outcome)).toEqual(['not-filled', 'excluded']);
    expect(outcome([order(200), order(231)], []).map((o) => o.outcome)).toEqual(['not-filled', 'not-filled']);
    expect(outcome([order(200, 'a', { overTheCounter: true })], [])[0]).toMatchObject({ reason: 'over-the-counter' });
  });
  it('accepts an appropriate alternative', () => {
    const isAlternative = (prescribed: string, dispensed: string) => prescribed === 'a' && dispensed === 'a2';
    expect(outcome([order(200)], [fill(205, 'a2')], { isAlternative })[0]).toMatchObject({
      outcome: 'filled',
      by: 'a2',
    });
  });
  it('does not judge before the horizon is over', () => {
    expect(outcome([order(200)], [], { observedUntil: 230 })[0]).toMatchObject({
      outcome: 'unknown',
      reason: 'too-recent',
    });
    expect(outcome([order(200)], [], { observedUntil: 231 })[0]).toMatchObject({ outcome: 'not-filled' });
  });
  it('is a share of what could be judged', () => {
    expect(primaryNonAdherenceRate(outcome([order(200), order(300, 'b')], [fill(201)]))).toBe(0.5);
    expect(primaryNonAdherenceRate([])).toBeNull();
  });
  it('gives the time to initiation', () => {
    expect(timeToInitiation([order(200), order(200, 'b')], [fill(199), fill(240), fill(220)])).toEqual([20, null]);
  });
});
