/** How much was taken over a window, with what is not known kept apart. */
import type { DaySpan } from './time.ts';
import type { TakingRun, TakingSource } from './trial.ts';

/** Shares of the prescribed doses over a window: `low` counts unknown days as missed, `high` as taken. */
export interface Taken {
  share: number | null;
  low: number;
  high: number;
  /** share of the window's days anyone speaks for */
  knownShare: number;
  days: number;
  daysKnown: number;
  daysTaken: number;
  sources: TakingSource[];
  records: string[];
}

/**
 * What was taken in a window by the strongest source of each day.
 *
 * `share` is over the days someone speaks for, null where nobody does; an empty window has none.
 * @example takenIn([{ from: 0, to: 30, share: 1, source: 'supply', records: [] }], { from: 0, to: 60 }).low //=> 0.5
 */
export function takenIn(runs: readonly TakingRun[], window: DaySpan): Taken {
  const days = Math.max(0, window.to - window.from);
  let daysKnown = 0;
  let daysTaken = 0;
  const sources = new Set<TakingSource>();
  const records = new Set<string>();
  for (const run of runs) {
    const shared = Math.min(run.to, window.to) - Math.max(run.from, window.from);
    if (shared <= 0) continue;
    daysKnown += shared;
    daysTaken += shared * run.share;
    sources.add(run.source);
    for (const record of run.records) records.add(record);
  }
  return {
    share: daysKnown > 0 ? daysTaken / daysKnown : null,
    low: days > 0 ? daysTaken / days : 0,
    high: days > 0 ? (daysTaken + days - daysKnown) / days : 1,
    knownShare: days > 0 ? daysKnown / days : 0,
    days,
    daysKnown,
    daysTaken,
    sources: [...sources],
    records: [...records],
  };
}
