import type { EventColumns } from '../events.ts';

/** Which supply is carried over to later events. AdhereR keeps one queue of supply per patient, whatever the drug. */
export interface CarryRules {
  /** Supply left over is used before the next event's supply. */
  readonly within: boolean;
  /** Supply left over is lost when the next event is another drug. */
  readonly onlySameMedication: boolean;
  /** Supply left over shrinks or grows with the ratio of the old to the new daily dose. */
  readonly considerDoseChange: boolean;
}

/** Event interval, gap and supply carried in, per event row; reused from patient to patient. */
export interface Gaps {
  interval: Float64Array;
  gap: Float64Array;
  carriedIn: Float64Array;
}

export const gapsFor = (rows: number): Gaps => ({
  interval: new Float64Array(rows),
  gap: new Float64Array(rows),
  carriedIn: new Float64Array(rows),
});

/**
 * Fills `out` for the events `[from, to)`: days to the next event (the last one's run to `end`), supply carried in, and
 * the days of the interval that supply does not reach.
 *
 * A gap belongs to the event before it and is counted from that event's own date, also before the observation window.
 *
 * @source adherer-0.8.1 event intervals and gaps
 */
export function fillGaps(
  events: EventColumns,
  from: number,
  to: number,
  end: number,
  carry: CarryRules,
  out: Gaps,
): void {
  const { day, supply, dose, category } = events;
  let carried = 0;
  for (let i = from; i < to; i++) {
    const interval = (i + 1 < to ? (day[i + 1] as number) : end) - (day[i] as number);
    const left = interval - (supply[i] as number) - carried;
    out.interval[i] = interval;
    out.carriedIn[i] = carried;
    out.gap[i] = Math.max(left, 0);
    carried = 0;
    if (!carry.within || left >= 0 || i + 1 >= to) continue;
    if (carry.onlySameMedication && category[i] !== category[i + 1]) continue;
    carried = carry.considerDoseChange ? (-left * (dose[i] as number)) / (dose[i + 1] as number) : -left;
  }
}

/** First row of `[from, to)` on or after `day`. */
export function firstOnOrAfter(events: EventColumns, from: number, to: number, day: number): number {
  let row = from;
  while (row < to && (events.day[row] as number) < day) row++;
  return row;
}

/** First row of `[from, to)` after `day`. */
export function firstAfter(events: EventColumns, from: number, to: number, day: number): number {
  let row = from;
  while (row < to && (events.day[row] as number) <= day) row++;
  return row;
}
