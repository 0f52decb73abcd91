import { describe, expect, it } from 'vitest';
import { coverageBounds } from './bounds.ts';
import { assumeSupply } from './columns.ts';
import { estimateSupply } from './estimate.ts';
import { normalQuantile } from './normal.ts';
import { waitingTimeSupply } from './waiting-time.ts';

describe('days supply that is missing', () => {
  it('is estimated by the first fallback that applies, and says which', () => {
    const fallbacks = { usualUnitsPerDay: 2, waitingTimeDays: 35 };
    expect(estimateSupply({ daysSupply: 28 }, fallbacks)).toEqual({ daysSupply: 28, basis: 'recorded' });
    expect(estimateSupply({ daysSupply: null, quantity: 90, unitsPerDay: 3 }, fallbacks).basis).toBe(
      'quantity-and-dose',
    );
    expect(estimateSupply({ daysSupply: null, quantity: 90 }, fallbacks)).toEqual({
      daysSupply: 45,
      basis: 'quantity-and-usual-dose',
    });
    expect(estimateSupply({ daysSupply: 0 }, fallbacks)).toEqual({ daysSupply: 35, basis: 'waiting-time' });
    expect(estimateSupply({ daysSupply: null }, {})).toEqual({ daysSupply: null, basis: 'unknown' });
  });
  it('gives bounds instead of a value', () => {
    const fills = [
      { day: 0, daysSupply: 30, id: 'a' },
      { day: 30, daysSupply: null, id: 'b' },
      { day: 60, daysSupply: 30, id: 'c' },
    ];
    expect(coverageBounds(fills, 0, 120)).toEqual({ low: 0.5, high: 0.75, value: null, missing: ['b'] });
    expect(coverageBounds(fills.slice(0, 1), 0, 60)).toEqual({ low: 0.5, high: 0.5, value: 0.5, missing: [] });
  });
});

describe('assumed supply', () => {
  it('lasts until the next fill of the drug on a later day, or until the end', () => {
    const day = Int32Array.of(0, 0, 20, 40);
    const events = {
      day,
      supply: Float64Array.of(Number.NaN, Number.NaN, 10, Number.NaN),
      dose: new Float64Array(4),
      category: Int32Array.of(0, 0, 1, 0),
    };
    const into = new Float64Array(4);
    expect(assumeSupply(events, 0, 4, 100, 'until-next-fill', into)).toBe(true);
    expect([...into]).toEqual([40, 40, 10, 60]);
    expect(assumeSupply(events, 0, 4, 100, 'none', into)).toBe(true);
    expect([...into]).toEqual([0, 0, 10, 0]);
    expect(assumeSupply(events, 2, 3, 100, 'none', into)).toBe(false);
  });
});

describe('waiting-time distribution', () => {
  it('finds the interval between fills of simulated people again', () => {
    // Log-normal intervals with median 40 days and log-sd 0.4, seen from a random day on; a tenth begin in the window.
    let state = 12345;
    const random = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state + 0.5) / 0x80000000;
    };
    const interval = (): number => 40 * Math.exp(0.4 * normalQuantile(random()));
    const waits = Array.from({ length: 3000 }, () => {
      if (random() < 0.1) return random() * 365;
      let passed = -2000 * random() - 1000;
      while (passed < 0) passed += interval();
      return passed;
    });
    const fit = waitingTimeSupply(waits, 365, 0.8);
    expect(Math.exp(fit?.logMean ?? 0)).toBeGreaterThan(37);
    expect(Math.exp(fit?.logMean ?? 0)).toBeLessThan(43);
    expect(fit?.daysSupply).toBeGreaterThan(40 * Math.exp(0.4 * 0.8416) - 4);
    expect(fit?.daysSupply).toBeLessThan(40 * Math.exp(0.4 * 0.8416) + 4);
    expect(fit?.prevalentShare).toBeGreaterThan(0.85);
  });
  it('gives nothing for a handful of people', () => {
    expect(waitingTimeSupply([1, 2, 3], 365, 0.8)).toBeNull();
  });
});
