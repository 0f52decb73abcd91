import type { PermittedGap } from '../adherer/episodes.ts';
import type { Observed } from './measures.ts';
import { type Runs, suppliedRuns } from './runs.ts';

export interface ByDrugEpisodeRules {
  readonly permittedGap: PermittedGap;
  /** Another drug begins a new episode, gap or not. */
  readonly medicationChangeIsNewEpisode: boolean;
  /** An episode ended by a longer gap is taken to last until the permitted gap has passed. */
  readonly appendPermittedGap: boolean;
}

/** A stretch of treatment `[start, end)`: supply with no gap longer than the permitted one. */
export interface TreatmentEpisode {
  readonly start: number;
  readonly end: number;
  /** Days without supply between the end of supply and the next episode, or the follow-up's end. */
  readonly endGapDays: number;
  /** What ended it; `follow-up` also where the gap at the follow-up's end is still within what is permitted. */
  readonly endedBy: 'gap' | 'medication-change' | 'follow-up';
}

/**
 * Treatment episodes of one patient over the follow-up, on the days supplied by any drug (or all).
 *
 * A gap that equals the permitted one does not end an episode, in the middle or at the end. A percentage is taken of
 * the days' supply of the last fill before the gap.
 */
export function treatmentEpisodes(o: Observed, rules: ByDrugEpisodeRules): TreatmentEpisode[] {
  const followUpEnd = o.windows.followUpEnd;
  const changes = rules.medicationChangeIsNewEpisode ? changeDays(o) : [];
  const pieces = splitAt(suppliedRuns(o.events, o.from, o.to, o.rules, o.scratch), changes, followUpEnd);
  const episodes: TreatmentEpisode[] = [];
  let start = pieces[0]?.from ?? 0;
  pieces.forEach((piece, i) => {
    const next = pieces[i + 1];
    const gap = (next?.from ?? followUpEnd) - piece.to;
    const permitted = permittedAfter(o, piece.to, rules.permittedGap);
    const changed = next !== undefined && changes.includes(next.from);
    if (next && gap <= permitted && !changed) return;
    const endedBy = gap > permitted ? 'gap' : next ? 'medication-change' : 'follow-up';
    const appended = rules.appendPermittedGap ? Math.min(gap, permitted) : 0;
    episodes.push({ start, end: piece.to + appended, endGapDays: gap, endedBy });
    start = next?.from ?? start;
  });
  return episodes;
}

function changeDays(o: Observed): number[] {
  const found: number[] = [];
  for (let i = o.from + 1; i < o.to; i++) {
    if (o.events.category[i] !== o.events.category[i - 1]) found.push(o.events.day[i] as number);
  }
  return found;
}

function splitAt(runs: Runs, days: readonly number[], end: number): { from: number; to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  for (let i = 0; i < runs.count; i++) {
    let from = runs.from[i] as number;
    const to = Math.min(runs.to[i] as number, end);
    for (const day of days) {
      if (day <= from || day >= to) continue;
      pieces.push({ from, to: day });
      from = day;
    }
    if (to > from) pieces.push({ from, to });
  }
  return pieces;
}

function permittedAfter(o: Observed, supplyEnd: number, permitted: PermittedGap): number {
  if ('days' in permitted) return Math.max(0, permitted.days);
  let last = 0;
  for (let i = o.from; i < o.to && (o.events.day[i] as number) < supplyEnd; i++) last = o.events.supply[i] as number;
  return (Math.max(0, permitted.percent) / 100) * last;
}
