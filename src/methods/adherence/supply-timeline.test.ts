import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combine, daysWithin } from './intervals.ts';
import { type Fill, supplyTimeline } from './supply-timeline.ts';

const fill = (day: number, daysSupply: number, id = `${day}`): Fill => ({ day, daysSupply, id });

describe('supplyTimeline', () => {
  it('starts a refill collected early when the earlier supply is used up', () => {
    expect(supplyTimeline([fill(0, 30), fill(20, 30)])).toEqual([{ from: 0, to: 60, fills: ['0', '20'] }]);
  });
  it('leaves a gap before a late refill', () => {
    expect(supplyTimeline([fill(40, 30), fill(0, 30)])).toEqual([
      { from: 0, to: 30, fills: ['0'] },
      { from: 40, to: 70, fills: ['40'] },
    ]);
  });
  it('holds own supply during a stay and uses it afterwards', () => {
    expect(supplyTimeline([fill(0, 30), fill(30, 10)], { stays: [{ from: 10, to: 15 }] })).toEqual([
      { from: 0, to: 10, fills: ['0'] },
      { from: 15, to: 45, fills: ['0', '30'] },
    ]);
  });
  it('begins after the stay when the fill falls inside it', () => {
    expect(supplyTimeline([fill(12, 30)], { stays: [{ from: 10, to: 15 }] })).toEqual([
      { from: 15, to: 45, fills: ['12'] },
    ]);
  });
  it('cuts supply off where observation ends', () => {
    expect(supplyTimeline([fill(0, 30), fill(25, 30), fill(50, 30)], { until: 50 })).toEqual([
      { from: 0, to: 50, fills: ['0', '25'] },
    ]);
  });
  it('names no fill without usable days of supply', () => {
    expect(supplyTimeline([fill(0, 0), fill(1, Number.NaN), fill(2, -3), fill(3, 2)])).toEqual([
      { from: 3, to: 5, fills: ['3'] },
    ]);
  });
});

const fills = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 300 }), daysSupply: fc.integer({ min: 1, max: 90 }), id: fc.uuid() }),
  { maxLength: 12 },
);
const stays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 })), { maxLength: 3 })
  .map((list) => list.map(([from, days]) => ({ from, to: from + days })));
const outline = (list: readonly { from: number; to: number }[]) => list.map(({ from, to }) => [from, to]);

describe('supply timeline properties', () => {
  it('covers between none and all of any window', () => {
    fc.assert(
      fc.property(fills, stays, fc.integer({ min: 0, max: 300 }), (given, away, from) => {
        const share = daysWithin(supplyTimeline(given, { stays: away }), from, from + 100) / 100;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
  it('never covers less after another fill', () => {
    fc.assert(
      fc.property(fills, fills, stays, fc.integer({ min: 0, max: 300 }), (given, more, away, from) => {
        const days = (list: Fill[]) => daysWithin(supplyTimeline(list, { stays: away, until: 250 }), from, from + 90);
        expect(days([...given, ...more])).toBeGreaterThanOrEqual(days(given));
      }),
    );
  });
  it('moves with the dates', () => {
    fc.assert(
      fc.property(fills, stays, fc.integer({ min: -5000, max: 5000 }), (given, away, shift) => {
        const moved = supplyTimeline(
          given.map((f) => ({ ...f, day: f.day + shift })),
          { stays: away.map((s) => ({ from: s.from + shift, to: s.to + shift })) },
        );
        expect(outline(moved)).toEqual(
          outline(supplyTimeline(given, { stays: away })).map((i) => i.map((d = 0) => d + shift)),
        );
      }),
    );
  });
  it('is the same when one fill is split into two contiguous ones', () => {
    fc.assert(
      fc.property(fills, fc.nat(), fc.integer({ min: 1, max: 89 }), (given, pick, at) => {
        const chosen = given[pick % Math.max(1, given.length)];
        if (!chosen || chosen.daysSupply <= at) return;
        const parts = [
          { ...chosen, daysSupply: at },
          { day: chosen.day + at, daysSupply: chosen.daysSupply - at, id: 'second part' },
        ];
        const split = given.flatMap((f) => (f === chosen ? parts : [f]));
        expect(outline(supplyTimeline(split))).toEqual(outline(supplyTimeline(given)));
      }),
    );
  });
  it('keeps union at or above each drug, and each drug at or above the intersection', () => {
    fc.assert(
      fc.property(fills, fills, fc.integer({ min: 0, max: 300 }), (a, b, from) => {
        const lines = [supplyTimeline(a), supplyTimeline(b)];
        const within = (list: readonly { from: number; to: number }[]) => daysWithin(list, from, from + 120);
        const each = lines.map(within);
        expect(within(combine(lines, 'any'))).toBeGreaterThanOrEqual(Math.max(...each));
        expect(within(combine(lines, 'all'))).toBeLessThanOrEqual(Math.min(...each));
      }),
    );
  });
});
