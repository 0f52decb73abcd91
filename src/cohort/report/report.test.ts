import { describe, expect, test } from 'vitest';
import { withoutRest } from './queries.ts';
import { shareOn, survivalCurve } from './survival.ts';

describe('parts of a sum that is shown', () => {
  test.each([
    [
      [3, 90, 7],
      [3, 90, 7],
    ],
    [
      [null, 90, 7],
      [null, 90, null],
    ],
    [
      [null, null, 7],
      [null, null, 7],
    ],
    [
      [null, 0, 0],
      [null, 0, 0],
    ],
  ])('%j are shown as %j', (parts, shown) => {
    expect(withoutRest(parts)).toEqual(shown);
  });
});

describe('persistence of a population', () => {
  const counts = [
    { day: 30, stopped: 2, cutOff: 0 },
    { day: 60, stopped: 1, cutOff: 1 },
  ];
  test('is the product-limit estimate of the counts', () => {
    const curve = survivalCurve({ gapDays: 30, people: 4, days: counts });
    expect(curve && shareOn(curve, 29)).toBe(1);
    expect(curve && shareOn(curve, 30)).toBeCloseTo(0.5);
    expect(curve && shareOn(curve, 60)).toBeCloseTo(0.25);
  });
  test('of too few people is not drawn', () => {
    expect(survivalCurve({ gapDays: 30, people: null, days: counts })).toBeNull();
  });
});
