import { describe, expect, it } from 'vitest';
import { type EventRow, eventTable } from '../events.ts';
import { medicationGroups } from '../groups/evaluate.ts';
import { days } from '../period.ts';
import type { WindowRules } from '../windows.ts';
import { adhererCma, firstEvents, openPatient, patientScratch } from './assess.ts';
import { adhererEpisodesOf } from './episodes.ts';
import type { CmaName } from './measures.ts';
import { adhererByGroup, GROUP_COLUMNS, tableColumns } from './medication-groups.ts';
import { adhererPerEpisode } from './per-episode.ts';
import { adhererPolypharmacyOverTime } from './polypharmacy.ts';
import { adhererSliding, slidingStarts } from './sliding.ts';

const after = (amount: number) => ({ kind: 'after', period: days(amount) }) as const;
const windows = (start: number, length: number, followUp = 100): WindowRules => ({
  followUpStart: after(0),
  followUp: days(followUp),
  windowStart: after(start),
  window: days(length),
});
const none = { onlySameMedication: false, considerDoseChange: false };
const event = (day: number, daysSupply: number, category = 'a', dailyDose = 1): EventRow => ({
  patientId: 'p',
  day,
  daysSupply,
  category,
  dailyDose,
});
const cma = (name: CmaName, events: readonly EventRow[], rules: WindowRules, flags = none) =>
  adhererCma(name, eventTable(events).table, rules, flags)[0]?.value;

describe('AdhereR at the edges, by the prose of the methods note', () => {
  it('keeps the file order of one day: the order decides what is carried over', () => {
    const flags = { onlySameMedication: true, considerDoseChange: false };
    // a then b: a's 30 days are lost to b; b then a: b's 10 days are lost to a.
    expect(cma('cma7', [event(0, 30, 'a'), event(0, 10, 'b')], windows(0, 100), flags)).toBeCloseTo(0.1, 12);
    expect(cma('cma7', [event(0, 10, 'b'), event(0, 30, 'a')], windows(0, 100), flags)).toBeCloseTo(0.3, 12);
    expect(cma('cma9', [event(0, 10), event(0, 30)], windows(0, 100))).toBeCloseTo(0.4, 12);
  });
  it('counts events on both ends of the window as inside, and of the follow-up', () => {
    const events = [event(0, 5), event(20, 7), event(60, 9)];
    expect(cma('cma1', events, windows(20, 40))).toBeCloseTo(7 / 40, 12);
    expect(cma('cma5', events, windows(20, 40))).toBeCloseTo(7 / 40, 12);
    expect(cma('cma2', events, windows(20, 40))).toBeCloseTo(16 / 40, 12);
    expect(cma('cma7', [event(0, 5), event(100, 9)], windows(0, 100))).toBeCloseTo(0.05, 12);
    expect(cma('cma7', [event(0, 5), event(101, 9)], windows(0, 100))).toBeCloseTo(0.05, 12);
  });
  it('gives Inf and NaN for an only event on the last day of the window', () => {
    const events = [event(0, 5), event(60, 9)];
    const rules = windows(20, 40);
    expect(cma('cma2', events, rules)).toBe(Number.POSITIVE_INFINITY);
    expect(cma('cma4', events, rules)).toBe(1);
    expect(cma('cma6', events, rules)).toBeNaN();
    expect([cma('cma1', events, rules), cma('cma3', events, rules), cma('cma5', events, rules)]).toEqual([
      null,
      null,
      null,
    ]);
    // CMA7 sees the gap before it: 15 of the 40 days at most, here all 40.
    expect(cma('cma7', events, rules)).toBeCloseTo(0, 12);
  });
  it('has no CMA1 and CMA5 for two events on one day, nor for one event', () => {
    for (const events of [[event(0, 5)], [event(0, 5), event(0, 9)]]) {
      expect([cma('cma1', events, windows(0, 100)), cma('cma5', events, windows(0, 100))]).toEqual([null, null]);
    }
    expect(cma('cma2', [event(0, 150)], windows(0, 100))).toBe(1.5);
    expect(cma('cma6', [event(0, 30)], windows(0, 100))).toBeCloseTo(0.3, 12);
    expect(cma('cma9', [event(0, 30)], windows(50, 50))).toBeCloseTo(0.3, 12);
  });
  it('takes fractional supply as it is', () => {
    expect(cma('cma7', [event(0, 10.5), event(20, 2.25)], windows(0, 100))).toBeCloseTo(0.1275, 12);
    const [episode] =
      adhererEpisodesOf(eventTable([event(0, 10.75)]).table, windows(0, 100), {
        permittedGap: { days: 30 },
        medicationChangeIsNewEpisode: false,
        appendPermittedGap: false,
        carry: { within: true, ...none },
      })[0]?.episodes ?? [];
    expect(episode).toMatchObject({ duration: 10.75, end: 10.75, endGapDays: 89 });
  });
  it('measures the gap before the window from the event before it, at most to the first event inside', () => {
    expect(cma('cma7', [event(0, 10), event(30, 70)], windows(20, 80))).toBeCloseTo(1 - 10 / 80, 12);
    expect(cma('cma7', [event(0, 25), event(30, 70)], windows(20, 80))).toBeCloseTo(1 - 5 / 80, 12);
    expect(cma('cma7', [event(0, 10), event(20, 80)], windows(20, 80))).toBe(1);
    // No event inside: the last earlier gap counts, unless it is longer than the window.
    expect(cma('cma7', [event(0, 40)], windows(20, 80))).toBeCloseTo(0.25, 12);
    expect(cma('cma7', [event(0, 10)], windows(20, 80))).toBe(0);
  });
  it('has the quirks of CMA8', () => {
    expect(cma('cma8', [event(0, 200)], windows(20, 80))).toBe(0);
    expect(cma('cma7', [event(0, 200)], windows(20, 80))).toBe(1);
    expect(cma('cma8', [event(0, 100)], windows(20, 80))).toBeNaN();
    // A fill after the window's end and before the lagged start stops AdhereR; on the lagged start it does not.
    expect(cma('cma8', [event(0, 90), event(80, 9)], windows(20, 40))).toBe(null);
    expect(cma('cma8', [event(0, 80), event(80, 9)], windows(20, 40))).toBe(0);
    expect(cma('cma8', [event(0, 30), event(60, 40)], windows(20, 80))).toBeCloseTo(40 / 70, 12);
  });
  it('keeps a fractional lagged start and rounds the length that is left to whole days', () => {
    // 30 days at dose 1 from day 0; on day 15 the 15 left become 7.5 at dose 2: supply from before ends on day 32.5.
    const events = [event(0, 30, 'a', 1), event(15, 10, 'a', 2), event(40, 20, 'a', 2)];
    const flags = { onlySameMedication: false, considerDoseChange: true };
    const table = eventTable(events).table;
    const scratch = patientScratch(table, { within: true, ...flags });
    openPatient(scratch, table, 0, windows(20, 80), firstEvents(table));
    // Length 67.5 becomes 68 (even): gap 7.5 before day 40, 40.5 after its 20 days.
    expect(cma('cma8', events, windows(20, 80), flags)).toBeCloseTo(1 - (7.5 + 40.5) / 68, 12);
  });
  it('says nothing of CMA9 before the first event, and weighs the days before it nothing', () => {
    const shared = eventTable([event(50, 25)]).table;
    const value = (window: WindowRules) => adhererCma('cma9', shared, window, none, Float64Array.of(0))[0]?.value;
    expect(value(windows(0, 40))).toBe(null);
    expect(value(windows(0, 100))).toBeCloseTo(0.25, 12);
    expect(value(windows(50, 50))).toBeCloseTo(0.5, 12);
  });
  it('counts the next episode’s first fill inside an episode that ends on it', () => {
    const found = adhererPerEpisode(
      'cma2',
      eventTable([event(0, 30, 'a'), event(30, 30, 'b')]).table,
      windows(0, 100),
      { permittedGap: { days: 30 }, medicationChangeIsNewEpisode: true, appendPermittedGap: false },
      none,
    );
    expect(found.map(({ start, end, value }) => [start, end, value])).toEqual([
      [0, 30, 2],
      [30, 60, 1],
    ]);
  });
  it('takes a percentage of the days’ supply before the gap, strictly longer gaps end an episode', () => {
    const episodes = (gap: number) =>
      adhererEpisodesOf(
        eventTable([event(0, 20), event(40, 60), event(40 + 60 + gap, 5)]).table,
        windows(0, 300, 300),
        {
          permittedGap: { percent: 100 },
          medicationChangeIsNewEpisode: false,
          appendPermittedGap: false,
          carry: { within: true, ...none },
        },
      )[0]?.episodes.length;
    expect([episodes(60), episodes(61)]).toEqual([1, 2]);
  });
  it('slides by the span divided, rounded to even halves, and leaves out who has no room', () => {
    expect(slidingStarts({ startDays: 0, lengthDays: 10, windows: 5 }, 20)).toEqual([0, 2, 5, 8, 10]);
    expect(slidingStarts({ startDays: 0, lengthDays: 30, stepDays: 30 }, 29)).toEqual([]);
    const table = eventTable([event(0, 30)]).table;
    expect(adhererSliding('cma7', table, windows(0, 20), { startDays: 0, lengthDays: 30, stepDays: 5 }, none)).toEqual(
      [],
    );
  });
  it('has NA for a group a patient has no event of', () => {
    const table = eventTable([event(0, 30, 'a')]).table;
    const groups = medicationGroups({ B: "category == 'b'" }, GROUP_COLUMNS, tableColumns(table));
    const values = adhererByGroup('cma7', table, groups, windows(0, 100), none).map(({ value }) => value);
    expect(values).toEqual([null, expect.closeTo(0.3, 12)]);
  });
});

describe('polypharmacy over time', () => {
  const rules = (start: number, length: number) => windows(start, length, 200);
  const mean = (events: readonly EventRow[]) =>
    adhererPolypharmacyOverTime(eventTable(events).table, rules(20, 100), none, 'mean')[0]?.value;
  it('counts a drug as a gap before its own window where that gap ends on the window’s first day', () => {
    // a: window 20..120, supplied throughout. b begins on day 20, window 40..140: supplied but for day 30 to 40.
    const a = event(0, 200, 'a');
    const touching = [a, event(20, 10, 'b'), event(40, 100, 'b')];
    // From day 20 to 30 the piece ends where b's gap begins: b counts 0 there, and from 30 to 40.
    expect(mean(touching)).toBeCloseTo((20 * 0.5 + 80 * 1 + 20 * 1) / 120, 12);
    // Without the gap b does not count before its window.
    expect(mean([a, event(20, 20, 'b'), event(40, 100, 'b')])).toBe(1);
  });
});
