import type { EventTable } from '../events.ts';
import { roundHalfEven } from '../period.ts';
import type { WindowRules } from '../windows.ts';
import { type AdhererFlags, firstEvents, openPatient, patientScratch } from './assess.ts';
import { type CmaName, MEASURES } from './measures.ts';

/** Windows of `lengthDays` that begin `startDays` into the observation window, one step or a share of the span apart. */
export type SlidingRules = {
  readonly startDays: number;
  readonly lengthDays: number;
} & ({ readonly stepDays: number } | { readonly windows: number });

export interface WindowCma {
  readonly patientId: string;
  /** 1 for the patient's first window. */
  readonly window: number;
  readonly start: number;
  readonly end: number;
  readonly value: number | null;
}

/**
 * Starts of the sliding windows, in days after `start`; none where the first window would not fit. With a number of
 * windows asked for, the step is the span divided evenly, at least a day and at most one window's length.
 */
export function slidingStarts(rules: SlidingRules, windowDays: number): number[] {
  const span = windowDays - rules.startDays - rules.lengthDays;
  if (span < 0) return [];
  if ('stepDays' in rules) {
    const count = Math.floor(span / rules.stepDays) + 1;
    return Array.from({ length: count }, (_, i) => rules.startDays + roundHalfEven(i * rules.stepDays));
  }
  const step = Math.min(Math.max(span / (rules.windows - 1), 1), rules.lengthDays);
  return Array.from({ length: rules.windows }, (_, i) => rules.startDays + roundHalfEven(i * step));
}

/**
 * One measure over windows that slide through the observation window, by AdhereR's rules: the follow-up stays as it is,
 * so CMA7 to CMA9 see supply from before each window.
 *
 * @source adherer-0.8.1 sliding windows
 */
export function adhererSliding(
  name: CmaName,
  table: EventTable,
  rules: WindowRules,
  sliding: SlidingRules,
  flags: AdhererFlags,
): WindowCma[] {
  const patient = patientScratch(table, { within: true, ...flags });
  const anchors = firstEvents(table);
  return table.patients.flatMap((patientId, p) => {
    openPatient(patient, table, p, rules, anchors);
    const { followUpStart, followUpEnd, start: from, end: until } = patient.windows;
    return slidingStarts(sliding, until - from).map((offset, index) => {
      const start = from + offset;
      const end = start + sliding.lengthDays;
      patient.windows = { followUpStart, followUpEnd, start, end };
      return { patientId, window: index + 1, start, end, value: MEASURES[name](patient) };
    });
  });
}
