import type { EventColumns } from '../events.ts';
import { roundHalfEven } from '../period.ts';
import type { Windows } from '../windows.ts';
import { type CarryRules, fillGaps, firstAfter, firstOnOrAfter, type Gaps } from './gaps.ts';

/**
 * What a measure sees of one patient: all rows `[firstRow, afterRow)`, sorted by day, and of these the rows `[from, to)`
 * inside the follow-up (both end days count).
 */
export interface PatientEvents {
  events: EventColumns;
  firstRow: number;
  afterRow: number;
  from: number;
  to: number;
  windows: Windows;
  carry: CarryRules;
  gaps: Gaps;
}

/** A continuous medication availability measure; null stands for R's NA. */
export type Cma = (patient: PatientEvents) => number | null;

const capped = (value: number | null): number | null => (value === null ? null : Math.min(1, value));

/** Rows of the observation window as first row and row after the last; both end days of the window count. */
const firstInWindow = (p: PatientEvents): number => firstOnOrAfter(p.events, p.from, p.to, p.windows.start);
const afterWindow = (p: PatientEvents): number => firstAfter(p.events, p.from, p.to, p.windows.end);

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] as number;
  return total;
}

/** CMA1: days' supply from the first to before the last event, over the days between them; may exceed 1. */
export const cma1: Cma = (p) => {
  const last = afterWindow(p) - 1;
  const first = firstInWindow(p);
  const span = last > first ? (p.events.day[last] as number) - (p.events.day[first] as number) : 0;
  return span === 0 ? null : sum(p.events.supply, first, last) / span;
};

/** CMA2: days' supply of all events, over the days from the first event to the window's end; may exceed 1. */
export const cma2: Cma = (p) => {
  const first = firstInWindow(p);
  const to = afterWindow(p);
  return first >= to ? null : sum(p.events.supply, first, to) / (p.windows.end - (p.events.day[first] as number));
};

/** CMA3: CMA1, at most 1. */
export const cma3: Cma = (p) => capped(cma1(p));

/** CMA4: CMA2, at most 1. */
export const cma4: Cma = (p) => capped(cma2(p));

/** CMA5: days not in a gap between the first and the last event; supply is carried over inside the window only. */
export const cma5: Cma = (p) => {
  const first = firstInWindow(p);
  const last = afterWindow(p) - 1;
  const span = last > first ? (p.events.day[last] as number) - (p.events.day[first] as number) : 0;
  if (span === 0) return null;
  fillGaps(p.events, first, last + 1, p.windows.end, p.carry, p.gaps);
  return 1 - sum(p.gaps.gap, first, last) / span;
};

/** CMA6: days not in a gap from the first event to the window's end; supply is carried over inside the window only. */
export const cma6: Cma = (p) => {
  const first = firstInWindow(p);
  const to = afterWindow(p);
  if (first >= to) return null;
  fillGaps(p.events, first, to, p.windows.end, p.carry, p.gaps);
  return 1 - sum(p.gaps.gap, first, to) / (p.windows.end - (p.events.day[first] as number));
};

/** CMA7: days not in a gap over the whole window; supply is carried over inside it and into it. */
export const cma7: Cma = (p) => {
  const to = afterWindow(p);
  fillGaps(p.events, p.from, to, p.windows.end, p.carry, p.gaps);
  return coveredShare(p, to, p.windows.start, p.windows.end);
};

/** CMA8: CMA7 from the day on which supply brought into the window is used up. */
export const cma8: Cma = (p) => {
  const to = afterWindow(p);
  fillGaps(p.events, p.from, to, p.windows.end, p.carry, p.gaps);
  const start = laggedStart(p, to);
  // AdhereR stops with an error where an event lies between the window's end and a later lagged start.
  if (start > p.windows.end && to < p.to && (p.events.day[to] as number) < start) return null;
  if (Number.isInteger(start)) return coveredShare(p, to, start, p.windows.end);
  // Supply scaled by a dose change may end within a day: AdhereR keeps that start and rounds the window's length.
  const end = start + roundHalfEven(p.windows.end - start);
  const lastRow = firstAfter(p.events, p.from, p.to, end);
  fillGaps(p.events, p.from, lastRow, end, p.carry, p.gaps);
  return coveredShare(p, lastRow, start, end);
};

/** CMA9: each day of the window weighs the share of its event interval that supply and carry-over could reach. */
export const cma9: Cma = (p) => {
  const { day } = p.events;
  const { start, end, followUpEnd } = p.windows;
  if (p.from >= p.to || (day[p.from] as number) > end) return null;
  fillGaps(p.events, p.from, p.to, followUpEnd, p.carry, p.gaps);
  let weighted = 0;
  for (let i = p.from; i < p.to; i++) {
    const interval = p.gaps.interval[i] as number;
    const from = Math.max(day[i] as number, start);
    const inside = Math.min((day[i] as number) + interval, end) - from;
    if (interval > 0 && inside > 0) weighted += (1 - (p.gaps.gap[i] as number) / interval) * inside;
  }
  return weighted / (end - start);
};

/** CMA7's share over `[start, end]`, from gaps already filled for the rows `[p.from, to)`. */
function coveredShare(p: PatientEvents, to: number, start: number, end: number): number | null {
  const length = end - start;
  const first = firstOnOrAfter(p.events, p.from, to, start);
  const before = first > p.from ? (p.gaps.gap[first - 1] as number) : null;
  if (first >= to) {
    if (before === null) return null;
    return before <= length ? 1 - before / length : 0;
  }
  const lead = (p.events.day[first] as number) - start;
  const uncovered = before === null ? lead : Math.min(before, lead);
  return 1 - (sum(p.gaps.gap, first, to) + uncovered) / length;
}

/** The day CMA8's window begins: the latest end of supply among earlier events, if it reaches into the window. */
export function laggedStart(p: PatientEvents, to: number): number {
  let start = p.windows.start;
  for (let i = p.from; i < to && (p.events.day[i] as number) < p.windows.start; i++) {
    const end = (p.events.day[i] as number) + (p.events.supply[i] as number) + (p.gaps.carriedIn[i] as number);
    if (end > start) start = end;
  }
  return start;
}

export const MEASURES = { cma1, cma2, cma3, cma4, cma5, cma6, cma7, cma8, cma9 } as const satisfies Record<string, Cma>;
export type CmaName = keyof typeof MEASURES;
