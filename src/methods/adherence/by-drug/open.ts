import type { EventColumns } from '../events.ts';
import { noWindows, resolveWindows, type WindowProblem, type WindowRules } from '../windows.ts';
import type { Observed } from './measures.ts';
import { type RunRules, runScratch } from './runs.ts';

/** Working memory for one patient at a time. */
export function observedScratch(events: EventColumns, rules: RunRules): Observed {
  return { events, firstRow: 0, afterRow: 0, from: 0, to: 0, windows: noWindows(), rules, scratch: runScratch() };
}

/** Turns `observed` to the rows `[from, to)` of one patient; windows are counted from the day `anchor`. */
export function openObserved(
  observed: Observed,
  from: number,
  to: number,
  rules: WindowRules,
  patient: number,
  anchor: number,
): WindowProblem | null {
  observed.firstRow = from;
  observed.afterRow = to;
  const problem = resolveWindows(rules, anchor, patient, observed.windows);
  rowsInFollowUp(observed);
  return problem;
}

/** Chooses the rows from the follow-up's first day to before its end. */
export function rowsInFollowUp(observed: Observed): void {
  const { day } = observed.events;
  let from = observed.firstRow;
  while (from < observed.afterRow && (day[from] as number) < observed.windows.followUpStart) from++;
  let to = from;
  while (to < observed.afterRow && (day[to] as number) < observed.windows.followUpEnd) to++;
  observed.from = from;
  observed.to = to;
}
