import type { EventColumns, EventTable } from '../events.ts';
import { noWindows, resolveWindows, type WindowProblem, type WindowRules } from '../windows.ts';
import { type CarryRules, firstAfter, firstOnOrAfter, gapsFor } from './gaps.ts';
import { type CmaName, MEASURES, type PatientEvents } from './measures.ts';

/** The two flags AdhereR users set; carry-over itself is part of each measure. */
export interface AdhererFlags {
  readonly onlySameMedication: boolean;
  readonly considerDoseChange: boolean;
}

export interface AdhererResult {
  readonly patientId: string;
  /** Null is R's NA; Infinity and NaN are AdhereR's own. */
  readonly value: number | null;
  readonly problem: WindowProblem | null;
}

/**
 * One measure for every patient, by AdhereR's rules.
 *
 * Where AdhereR refuses the whole call (a window that leaves the follow-up, an unknown start), only that patient's value
 * is NA here, with the problem named.
 *
 * @source adherer-0.8.1 CMA1 to CMA9
 */
export function adhererCma(
  name: CmaName,
  table: EventTable,
  rules: WindowRules,
  flags: AdhererFlags,
  anchors: Anchors = firstEvents(table),
): AdhererResult[] {
  const measure = MEASURES[name];
  const patient = patientScratch(table, { within: true, ...flags });
  return table.patients.map((patientId, p) => {
    const problem = openPatient(patient, table, p, rules, anchors);
    return { patientId, value: problem ? null : measure(patient), problem };
  });
}

/** Day from which each patient's windows are counted; NaN where there is none. */
export type Anchors = Float64Array;

/** Each patient's first event: AdhereR counts windows from it. */
export function firstEvents(table: EventTable): Anchors {
  return Float64Array.from(table.patients, (_, p) => {
    const from = table.offsets[p] as number;
    return from < (table.offsets[p + 1] as number) ? (table.day[from] as number) : Number.NaN;
  });
}

/** Working memory for one patient at a time, for events of at most `rows` rows. */
export function patientScratch(events: EventColumns, carry: CarryRules, rows = events.day.length): PatientEvents {
  return { events, firstRow: 0, afterRow: 0, from: 0, to: 0, windows: noWindows(), carry, gaps: gapsFor(rows) };
}

/** Turns `scratch` to patient `p` of a table: windows by the rules, rows restricted to the follow-up. */
export function openPatient(
  scratch: PatientEvents,
  table: EventTable,
  p: number,
  rules: WindowRules,
  anchors: Anchors,
): WindowProblem | null {
  scratch.firstRow = table.offsets[p] as number;
  scratch.afterRow = table.offsets[p + 1] as number;
  const problem = resolveWindows(rules, anchors[p] as number, p, scratch.windows);
  restrictToFollowUp(scratch);
  return problem;
}

/** Chooses the rows inside the follow-up, both end days included. */
export function restrictToFollowUp(scratch: PatientEvents): void {
  const { events, firstRow, afterRow, windows } = scratch;
  scratch.from = firstOnOrAfter(events, firstRow, afterRow, windows.followUpStart);
  scratch.to = firstAfter(events, scratch.from, afterRow, windows.followUpEnd);
}
