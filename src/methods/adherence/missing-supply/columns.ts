import type { EventColumns } from '../events.ts';

/** What a fill of unknown size is taken to have covered: nothing, or everything until the drug's next fill. */
export type SupplyAssumption = 'none' | 'until-next-fill';

/**
 * The rows `[from, to)` of one patient with every missing days' supply (NaN) replaced by an assumption; the last fill of
 * a drug reaches `end` at best. Days, doses and categories are shared with `events`, `supply` is written into `into`.
 * False where nothing was missing.
 *
 * INVARIANT: more supply never lowers CMA1 to CMA7, CMA9 or the proportion of days covered, so that the two assumptions
 * bound them. CMA8 begins later with more supply and has no such bounds.
 */
export function assumeSupply(
  events: EventColumns,
  from: number,
  to: number,
  end: number,
  assumption: SupplyAssumption,
  into: Float64Array,
): boolean {
  const { day, supply, category } = events;
  let missing = false;
  for (let i = from; i < to; i++) {
    into[i] = supply[i] as number;
    if (!Number.isNaN(supply[i])) continue;
    missing = true;
    let next = i + 1;
    while (next < to && (category[next] !== category[i] || day[next] === day[i])) next++;
    const until = next < to ? (day[next] as number) : end;
    into[i] = assumption === 'none' ? 0 : Math.max(0, until - (day[i] as number));
  }
  return missing;
}
