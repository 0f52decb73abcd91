import type { EventTable } from '../events.ts';
import type { WindowRules } from '../windows.ts';
import { firstEvents, openPatient, patientScratch } from './assess.ts';
import { type CarryRules, fillGaps, firstAfter, firstOnOrAfter } from './gaps.ts';

/** One event with what AdhereR derives for it; the three numbers are null where the event is not considered. */
export interface EventGap {
  readonly patientId: string;
  /** Place of the event in the input (0-based). */
  readonly row: number;
  readonly day: number;
  readonly within: { readonly followUp: boolean; readonly window: boolean };
  /** Days to the next considered event, or to the end of the observation window. */
  readonly interval: number | null;
  readonly gap: number | null;
  readonly carriedIn: number | null;
}

/**
 * Event intervals, gaps and carry-over, event by event. Considered are events of the follow-up up to the end of the
 * observation window; those before it only where supply is carried into the window.
 *
 * @source adherer-0.8.1 event intervals and gaps
 */
export function adhererEventGaps(
  table: EventTable,
  rules: WindowRules,
  carry: CarryRules & { readonly into: boolean },
): EventGap[] {
  const p = patientScratch(table, carry);
  const anchors = firstEvents(table);
  return table.patients.flatMap((patientId, index) => {
    const problem = openPatient(p, table, index, rules, anchors);
    const { start, end } = p.windows;
    const from = carry.into ? p.from : firstOnOrAfter(table, p.from, p.to, start);
    const to = firstAfter(table, from, p.to, end);
    if (!problem) fillGaps(table, from, to, end, carry, p.gaps);
    return Array.from({ length: p.afterRow - p.firstRow }, (_, i) => {
      const row = p.firstRow + i;
      const day = table.day[row] as number;
      const considered = !problem && row >= from && row < to;
      return {
        patientId,
        row: table.row[row] as number,
        day,
        within: { followUp: row >= p.from && row < p.to, window: day >= start && day <= end },
        interval: considered ? (p.gaps.interval[row] as number) : null,
        gap: considered ? (p.gaps.gap[row] as number) : null,
        carriedIn: considered ? (p.gaps.carriedIn[row] as number) : null,
      };
    });
  });
}
