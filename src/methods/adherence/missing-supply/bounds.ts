import { type DayInterval, daysWithin, union } from '../intervals.ts';
import { type Fill, supplyTimeline } from '../supply-timeline.ts';

/** A fill of one drug; `daysSupply` null where it is not known. */
export interface OpenFill extends Omit<Fill, 'daysSupply'> {
  readonly daysSupply: number | null;
}

/** Share of a window covered, between the worst and the best that the missing days' supply allows. */
export interface CoverageBounds {
  readonly low: number;
  readonly high: number;
  /** The share itself; null where days' supply is missing and the two bounds differ. */
  readonly value: number | null;
  /** Ids of the fills whose days' supply is missing. */
  readonly missing: readonly string[];
}

/**
 * Bounds of the share of `[from, to)` covered by one drug. At worst a fill of unknown size covered nothing; at best it
 * lasted until the drug's next fill, the last one until the window's end.
 *
 * @example
 * coverageBounds([{ day: 0, daysSupply: 30, id: 'a' }, { day: 30, daysSupply: null, id: 'b' }], 0, 60);
 * //=> { low: 0.5, high: 1, value: null, missing: ['b'] }
 */
export function coverageBounds(fills: readonly OpenFill[], from: number, to: number): CoverageBounds {
  const sorted = [...fills].sort((a, b) => a.day - b.day);
  const known = sorted.flatMap((fill) => (fill.daysSupply === null ? [] : [{ ...fill, daysSupply: fill.daysSupply }]));
  const missing = sorted.filter((fill) => fill.daysSupply === null);
  const certain = supplyTimeline(known, { until: to });
  const possible: DayInterval[] = missing.map(({ day }) => ({
    from: day,
    to: sorted.find((next) => next.day > day)?.day ?? to,
  }));
  // Supply that was already there when the unknown fill came is not lost: at best it is used after the unknown fill.
  const shifted = supplyTimeline(known, { until: to, stays: possible });
  const days = to - from;
  const low = days > 0 ? daysWithin(certain, from, to) / days : 0;
  const high = days > 0 ? daysWithin(union([...shifted, ...possible]), from, to) / days : 0;
  return { low, high, value: low === high ? low : null, missing: missing.map(({ id }) => id) };
}
