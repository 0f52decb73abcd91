import type { DayInterval } from '../intervals.ts';

/** What happens to own supply in a special period: used as usual, lost, or used afterwards. */
export type SpecialMethod = 'continue' | 'discard' | 'carry-over';

/** A stay in hospital, a holiday, an interruption: `[from, to)` with what it does to supply at hand. */
export interface SpecialPeriod extends DayInterval {
  readonly method: SpecialMethod;
}

/** One method for all periods, or `custom`: each period's own, `continue` where it names none. */
export function specialPeriods(
  periods: readonly (DayInterval & { readonly method?: SpecialMethod | undefined })[],
  method: SpecialMethod | 'custom',
): SpecialPeriod[] {
  return periods.map(({ from, to, method: own }) => ({
    from,
    to,
    method: method === 'custom' ? (own ?? 'continue') : method,
  }));
}

/**
 * The period a day lies in, and the day on which the next one that is not `continue` begins. Where periods overlap, one
 * that discards counts before one that carries over.
 */
export function specialAt(
  periods: readonly SpecialPeriod[],
  day: number,
): { readonly now: SpecialPeriod | null; readonly next: number } {
  let now: SpecialPeriod | null = null;
  let next = Number.POSITIVE_INFINITY;
  for (const period of periods) {
    if (period.method === 'continue' || period.to <= period.from) continue;
    if (period.from > day) next = Math.min(next, period.from);
    else if (period.to > day && (now === null || period.method === 'discard')) now = period;
  }
  return { now, next };
}
