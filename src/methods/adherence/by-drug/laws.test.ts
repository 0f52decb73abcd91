import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineFor } from '../engine.ts';
import { type EventRow, eventTable } from '../events.ts';
import { days } from '../period.ts';
import { supplyTimeline } from '../supply-timeline.ts';

/** The laws every measure of covered days keeps, on the engine the command line runs. */
const fill = fc.record({
  day: fc.integer({ min: 0, max: 250 }),
  daysSupply: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(0.5, 7.25, 28.5)),
  category: fc.constantFrom('a', 'b', 'c'),
});
const table = fc.array(fill, { minLength: 1, maxLength: 12 });
const limit = fc.constantFrom(undefined, 0, 15);
type Row = { readonly day: number; readonly daysSupply: number; readonly category: string };
const COVERED = ['cma5', 'cma6', 'cma7', 'cma8', 'cma9'] as const;

/** Measures over days 60 to 240 of a follow-up from day 0 to 300, whatever the first event. */
function measured(
  rows: readonly Row[],
  combine: 'any' | 'all',
  maxCarryOverDays?: number,
  shift = 0,
): Record<(typeof COVERED)[number], number | string> {
  const events = eventTable(rows.map((row): EventRow => ({ patientId: 'p', ...row, day: row.day + shift }))).table;
  const engine = engineFor({
    mode: { kind: 'by-drug', combine, maxCarryOverDays },
    windows: {
      followUpStart: { kind: 'day', day: shift },
      followUp: days(300),
      windowStart: { kind: 'day', day: shift + 60 },
      window: days(180),
    },
    flags: { onlySameMedication: false, considerDoseChange: false },
  });
  engine.open(events, 0, events.day.length, 0);
  const [cma5, cma6, cma7, cma8, cma9] = COVERED.map((name) => engine.measure(name));
  return { cma5, cma6, cma7, cma8, cma9 } as Record<(typeof COVERED)[number], number | string>;
}
const ofDrug = (rows: readonly Row[], drug: string): Row[] => rows.filter(({ category }) => category === drug);
const share = (value: number | string): number => (typeof value === 'number' ? value : 0);

describe('covered days', () => {
  it('lie between none and all, or say why there is no share', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('any' as const, 'all' as const), limit, (rows, combine, most) => {
        for (const value of Object.values(measured(rows, combine, most))) {
          if (typeof value === 'string') expect(value).toMatch(/^[a-z-]+$/);
          else {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });
  it('are never fewer after another fill, with a limit on carry-over too', () => {
    fc.assert(
      fc.property(table, fill, limit, (rows, more, most) => {
        const before = measured(rows, 'any', most).cma7;
        expect(share(measured([...rows, more], 'any', most).cma7)).toBeGreaterThanOrEqual(share(before) - 1e-12);
      }),
    );
  });
  it('do not depend on the calendar', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: -9000, max: 9000 }), limit, (rows, shift, most) => {
        expect(measured(rows, 'all', most, shift)).toEqual(measured(rows, 'all', most));
      }),
    );
  });
  it('are the same where one fill is split into two contiguous ones', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.integer({ min: 1, max: 119 }), (rows, pick, at) => {
        const chosen = rows[pick % rows.length];
        if (!chosen || chosen.daysSupply <= at || chosen.day + at > 250) return;
        const second = { ...chosen, day: chosen.day + at, daysSupply: chosen.daysSupply - at };
        const split = rows.flatMap((row) => (row === chosen ? [{ ...row, daysSupply: at }, second] : [row]));
        const whole = measured(rows, 'any').cma7;
        expect(share(measured(split, 'any').cma7)).toBeCloseTo(share(whole), 9);
      }),
    );
  });
  it('of any drug are at least those of each, and those of each at least those of all', () => {
    fc.assert(
      fc.property(table, limit, (rows, most) => {
        const any = share(measured(rows, 'any', most).cma7);
        const all = share(measured(rows, 'all', most).cma7);
        for (const drug of new Set(rows.filter(({ day }) => day < 240).map(({ category }) => category))) {
          const own = share(measured(ofDrug(rows, drug), 'any', most).cma7);
          expect(any).toBeGreaterThanOrEqual(own - 1e-12);
          expect(own).toBeGreaterThanOrEqual(all - 1e-12);
        }
      }),
    );
  });
  it('of one drug under a limit are those of its supply timeline', () => {
    fc.assert(
      fc.property(table, limit, (rows, most) => {
        const own = ofDrug(rows, 'a').map(({ day, daysSupply }, i) => ({ day, daysSupply, id: `${i}` }));
        if (own.length === 0) return;
        const covered = supplyTimeline(own, { until: 240, maxCarryOverDays: most }).reduce(
          (sum, { from, to }) => sum + Math.max(0, to - Math.max(from, 60)),
          0,
        );
        expect(share(measured(ofDrug(rows, 'a'), 'any', most).cma7)).toBeCloseTo(covered / 180, 9);
      }),
    );
  });
});
