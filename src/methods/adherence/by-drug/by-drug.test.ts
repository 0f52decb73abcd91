import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../adherer/measures.ts';
import { engineFor, type Mode } from '../engine.ts';
import { type EventRow, eventTable } from '../events.ts';
import { combine, daysWithin } from '../intervals.ts';
import { days } from '../period.ts';
import { supplyTimeline } from '../supply-timeline.ts';
import type { WindowRules } from '../windows.ts';

const after = (amount: number) => ({ kind: 'after', period: days(amount) }) as const;
const windows = (start: number, length: number): WindowRules => ({
  followUpStart: after(0),
  followUp: days(730),
  windowStart: after(start),
  window: days(length),
});
const NAMES = Object.keys(MEASURES) as (keyof typeof MEASURES)[];
const ANY: Mode = { kind: 'by-drug', combine: 'any' };
const ALL: Mode = { kind: 'by-drug', combine: 'all' };

function measured(rows: readonly EventRow[], mode: Mode, rules = windows(0, 180), considerDoseChange = false) {
  const { table } = eventTable(rows);
  const engine = engineFor({ mode, windows: rules, flags: { onlySameMedication: false, considerDoseChange } });
  const problem = engine.open(table, 0, table.day.length, 0);
  return Object.fromEntries(NAMES.map((name) => [name, problem ?? engine.measure(name)]));
}
const row = (day: number, daysSupply: number, category = 'a', dailyDose = 1): EventRow => ({
  patientId: 'p',
  day,
  daysSupply,
  category,
  dailyDose,
});

const rowsOf = fc.array(
  fc.record({
    patientId: fc.constant('p'),
    day: fc.integer({ min: 0, max: 500 }),
    daysSupply: fc.integer({ min: 1, max: 90 }),
    category: fc.constantFrom('a', 'b', 'c'),
    dailyDose: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 15 },
);

describe('measures with one timeline per drug', () => {
  it('cover half of the time where two drugs for half of it come on one day', () => {
    const together = [row(0, 90, 'a'), row(0, 90, 'b')];
    expect(measured(together, ANY)).toMatchObject({ cma7: 0.5, cma9: 90 / 730 });
    expect(measured(together, { kind: 'adherer' }, windows(0, 180))).toMatchObject({ cma7: 1 });
  });
  it('keep the stock of a drug through a short course of another', () => {
    expect(measured([row(0, 90, 'a'), row(10, 7, 'b'), row(90, 90, 'a')], ANY)).toMatchObject({ cma7: 1 });
  });
  it('cover with all drugs only where all are supplied', () => {
    expect(measured([row(0, 90, 'a'), row(45, 90, 'b')], ALL)).toMatchObject({ cma7: 0.25 });
  });
  it('scale what is left by the doses when asked', () => {
    const doubled = [row(0, 60, 'a', 1), row(30, 30, 'a', 2)];
    expect(measured(doubled, ANY)).toMatchObject({ cma7: 0.5 });
    expect(measured(doubled, ANY, windows(0, 180), true)).toMatchObject({ cma7: 75 / 180 });
  });
  it('say why there is no value', () => {
    expect(measured([row(0, 30)], ANY)).toMatchObject({ cma1: 'one-event-in-window', cma5: 'one-event-in-window' });
    expect(measured([row(0, 30), row(0, 30)], ANY)).toMatchObject({ cma1: 'all-events-on-one-day' });
    expect(measured([row(0, 30)], ANY, windows(100, 100))).toMatchObject({ cma2: 'no-event-in-window', cma7: 0 });
    expect(measured([row(0, 400)], ANY, windows(100, 100))).toMatchObject({ cma8: 'supplied-beyond-window' });
    expect(measured([row(0, 30)], ANY, windows(700, 100))).toMatchObject({ cma7: 'window-outside-follow-up' });
  });
});

describe('properties of the measures', () => {
  it('never give infinity or not-a-number, nor coverage outside 0 to 1', () => {
    fc.assert(
      fc.property(rowsOf, fc.constantFrom(ANY, ALL), fc.integer({ min: 0, max: 300 }), (rows, mode, start) => {
        for (const [name, value] of Object.entries(measured(rows, mode, windows(start, 200), true))) {
          if (typeof value !== 'number') continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(value)).toBe(true);
          if (name !== 'cma1' && name !== 'cma2') expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
  it('agree with the supply timelines', () => {
    fc.assert(
      fc.property(rowsOf, fc.constantFrom('any' as const, 'all' as const), (rows, rule) => {
        const first = Math.min(...rows.map((r) => r.day));
        const drugs = [...new Set(rows.filter((r) => r.day < first + 400).map((r) => r.category))];
        const lines = drugs.map((drug) =>
          supplyTimeline(
            rows
              .filter((r) => r.category === drug && r.day < first + 400)
              .map((r, i) => ({ day: r.day, daysSupply: r.daysSupply, id: `${i}` })),
          ),
        );
        const expected = daysWithin(combine(lines, rule), first + 50, first + 400) / 350;
        expect(measured(rows, { kind: 'by-drug', combine: rule }, windows(50, 350)).cma7).toBeCloseTo(expected, 12);
      }),
    );
  });
  it('do not move with the calendar', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: -20_000, max: 20_000 }), (rows, shift) => {
        expect(
          measured(
            rows.map((r) => ({ ...r, day: r.day + shift })),
            ANY,
          ),
        ).toEqual(measured(rows, ANY));
      }),
    );
  });
  it('cover no less with another fill', () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, (rows, more) => {
        const first = Math.min(...rows.map((r) => r.day));
        const later = more.map((r) => ({ ...r, day: first + r.day }));
        const before = measured(rows, ANY).cma7;
        const now = measured([...rows, ...later], ANY).cma7;
        if (typeof before === 'number' && typeof now === 'number') expect(now).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });
});

describe('treatment episodes with one timeline per drug', () => {
  const episodes = (rows: readonly EventRow[], gap: number, change = false) => {
    const { table } = eventTable(rows);
    const engine = engineFor({
      mode: ANY,
      windows: windows(0, 730),
      flags: { onlySameMedication: false, considerDoseChange: false },
    });
    engine.open(table, 0, table.day.length, 0);
    const settings = { permittedGap: { days: gap }, medicationChangeIsNewEpisode: change, appendPermittedGap: false };
    return engine.episodes(settings, 'cma7').map(({ start, end }) => [start, end]);
  };
  it('end with a gap longer than permitted, not with one that equals it', () => {
    expect(episodes([row(0, 30), row(60, 30)], 30)).toEqual([[0, 90]]);
    expect(episodes([row(0, 30), row(60, 30)], 29)).toEqual([
      [0, 30],
      [60, 90],
    ]);
  });
  it('begin anew with another drug only where that is asked for', () => {
    const switched = [row(0, 30, 'a'), row(20, 30, 'b')];
    expect(episodes(switched, 30)).toEqual([[0, 50]]);
    expect(episodes(switched, 30, true)).toEqual([
      [0, 20],
      [20, 50],
    ]);
  });
});
