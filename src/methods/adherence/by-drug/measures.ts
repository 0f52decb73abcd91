import type { EventColumns } from '../events.ts';
import type { Windows } from '../windows.ts';
import type { Measured } from './absence.ts';
import { averagedShare } from './averaged.ts';
import { daysOf, type RunRules, type RunScratch, suppliedRuns } from './runs.ts';

/**
 * What a measure sees of one patient: rows `[from, to)` from the follow-up's start to before its end, sorted by day.
 * Windows are half-open here: the end day does not count, so a window of 365 days has 365 days.
 */
export interface Observed {
  events: EventColumns;
  /** All the patient's rows; `[from, to)` are those inside the follow-up. */
  firstRow: number;
  afterRow: number;
  from: number;
  to: number;
  windows: Windows;
  rules: RunRules;
  scratch: RunScratch;
}

export type Measure = (observed: Observed) => Measured;

function rowOnOrAfter(o: Observed, day: number): number {
  let row = o.from;
  while (row < o.to && (o.events.day[row] as number) < day) row++;
  return row;
}

/** Days' supply of rows `[from, to)`: of all drugs together, or of the drug with the least of it. */
function suppliedDays(o: Observed, from: number, to: number): number {
  const { supply, category } = o.events;
  let total = 0;
  for (let i = from; i < to; i++) total += supply[i] as number;
  if (o.rules.combine === 'any') return total;
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) {
    let own = 0;
    for (let k = from; k < to; k++) if (category[k] === category[i]) own += supply[k] as number;
    least = Math.min(least, own);
  }
  return Number.isFinite(least) ? least : 0;
}

const capped = (value: Measured): Measured => (typeof value === 'number' ? Math.min(1, value) : value);

/** CMA1 (medication possession ratio): days' supply before the last event, over the days between first and last. */
export const cma1: Measure = (o) => betweenEvents(o, (first, last, span) => suppliedDays(o, first, last) / span);

/** CMA2: days' supply of all events in the window, over the days from the first of them to the window's end. */
export const cma2: Measure = (o) => fromFirstEvent(o, (first, to, span) => suppliedDays(o, first, to) / span);

/** CMA3: CMA1, at most 1. */
export const cma3: Measure = (o) => capped(cma1(o));

/** CMA4: CMA2, at most 1. */
export const cma4: Measure = (o) => capped(cma2(o));

/** CMA5: share of the days between the first and the last event with supply from fills inside the window. */
export const cma5: Measure = (o) =>
  betweenEvents(o, (first, last, span) => {
    const start = o.events.day[first] as number;
    return daysOf(suppliedRuns(o.events, first, last, o.rules, o.scratch), start, start + span) / span;
  });

/** CMA6: share of the days from the first event to the window's end with supply from fills inside the window. */
export const cma6: Measure = (o) =>
  fromFirstEvent(o, (first, to, span) => {
    const runs = suppliedRuns(o.events, first, to, o.rules, o.scratch);
    return daysOf(runs, o.windows.end - span, o.windows.end) / span;
  });

/** CMA7: share of the window's days with supply, fills before the window included. */
export const cma7: Measure = (o) => {
  const { start, end } = o.windows;
  const to = rowOnOrAfter(o, end);
  if (to === o.from) return 'no-event-in-follow-up';
  return daysOf(suppliedRuns(o.events, o.from, to, o.rules, o.scratch), start, end) / (end - start);
};

/** CMA8: CMA7 from the day on which supply brought into the window is used up; absent where it never is. */
export const cma8: Measure = (o) => {
  const { start, end } = o.windows;
  const to = rowOnOrAfter(o, end);
  if (to === o.from) return 'no-event-in-follow-up';
  const before = suppliedRuns(o.events, o.from, rowOnOrAfter(o, start), o.rules, o.scratch);
  const lastRun = before.count - 1;
  const carriedIn = lastRun >= 0 && (before.from[lastRun] as number) <= start ? (before.to[lastRun] as number) : start;
  const lagged = Math.max(start, carriedIn);
  if (lagged >= end) return 'supplied-beyond-window';
  return daysOf(suppliedRuns(o.events, o.from, to, o.rules, o.scratch), lagged, end) / (end - lagged);
};

/** CMA9: each day of the window weighs the share of its drug's event interval that supply and carry-over could reach. */
export const cma9: Measure = (o) => {
  if (rowOnOrAfter(o, o.windows.end) === o.from) return 'no-event-in-follow-up';
  return averagedShare(o.events, o.from, o.to, o.windows, o.rules);
};

function betweenEvents(o: Observed, value: (first: number, last: number, span: number) => number): Measured {
  const first = rowOnOrAfter(o, o.windows.start);
  const last = rowOnOrAfter(o, o.windows.end) - 1;
  if (last < first) return 'no-event-in-window';
  if (last === first) return 'one-event-in-window';
  const span = (o.events.day[last] as number) - (o.events.day[first] as number);
  return span === 0 ? 'all-events-on-one-day' : value(first, last, span);
}

function fromFirstEvent(o: Observed, value: (first: number, to: number, span: number) => number): Measured {
  const first = rowOnOrAfter(o, o.windows.start);
  const to = rowOnOrAfter(o, o.windows.end);
  if (to <= first) return 'no-event-in-window';
  return value(first, to, o.windows.end - (o.events.day[first] as number));
}

export const BY_DRUG_MEASURES = { cma1, cma2, cma3, cma4, cma5, cma6, cma7, cma8, cma9 } as const;
