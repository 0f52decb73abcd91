import type { DayInterval } from './intervals.ts';
import { union } from './intervals.ts';

/** One dispensing of one drug. */
export interface Fill {
  /** Day number of the dispensing (days since 1970-01-01). */
  readonly day: number;
  /** Days the quantity lasts at the prescribed dose; may be fractional. */
  readonly daysSupply: number;
  /** Id of the input row, returned with the days that stand on it. */
  readonly id: string;
}

/** Days with supply at hand, and the fills they stand on, in the order in which they are used up. */
export interface SuppliedInterval extends DayInterval {
  readonly fills: readonly string[];
}

export interface SupplyTimelineOptions {
  /** Stays `[from, to)` in which the ward supplies the drug: own supply is held and used afterwards. Default none. */
  readonly stays?: readonly DayInterval[];
  /** First day no longer observed: supply that reaches beyond it is cut off there. Default: no end. */
  readonly until?: number;
  /** Most days by which supply at hand delays the supply of a new fill; what exceeds it is lost. Default: no limit. */
  readonly maxCarryOverDays?: number | undefined;
}

/**
 * Lays the fills of one drug end to end: the days on which supply was available, whether or not it was taken.
 *
 * A refill collected early waits until the earlier supply is used up (carry-over, without limit unless one is given). Days of a stay are not
 * covered by own supply and push what remains behind them; whether they count as covered is the caller's decision.
 * Fills may come in any order; on the same day the order given decides which is used first. A fill whose days' supply
 * is missing, zero, negative or not finite covers nothing and is named in no interval. Intervals are sorted, disjoint
 * and as long as possible.
 *
 * @source pqa-pdc overlapping fills of the same target drug begin the day after the earlier supply ends
 * @example
 * supplyTimeline([{ day: 0, daysSupply: 30, id: 'a' }, { day: 20, daysSupply: 30, id: 'b' }]);
 * //=> [{ from: 0, to: 60, fills: ['a', 'b'] }]
 */
export function supplyTimeline(fills: readonly Fill[], options: SupplyTimelineOptions = {}): SuppliedInterval[] {
  const until = options.until ?? Number.POSITIVE_INFINITY;
  const stays = union(options.stays ?? []);
  const inOrder = fills
    .filter((fill) => fill.daysSupply > 0 && Number.isFinite(fill.daysSupply) && fill.day < until)
    .sort((a, b) => a.day - b.day);

  const covered: { from: number; to: number; fills: string[] }[] = [];
  let day = Number.NEGATIVE_INFINITY;
  let stay = 0;
  const limit = options.maxCarryOverDays ?? Number.POSITIVE_INFINITY;
  for (const fill of inOrder) {
    day = Math.max(day, fill.day);
    let left = fill.daysSupply - Math.max(0, day - fill.day - limit);
    while (left > 0 && day < until) {
      let next = stays[stay];
      while (next && next.to <= day) next = stays[++stay];
      if (next && next.from <= day) {
        day = next.to;
        continue;
      }
      const to = Math.min(day + left, next?.from ?? until, until);
      const last = covered.at(-1);
      if (last && last.to === day) {
        last.to = to;
        if (last.fills.at(-1) !== fill.id) last.fills.push(fill.id);
      } else covered.push({ from: day, to, fills: [fill.id] });
      left -= to - day;
      day = to;
    }
  }
  return covered;
}
