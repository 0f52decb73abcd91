import type { EventColumns } from '../events.ts';

/** Sorted, disjoint half-open runs of supplied days in reusable arrays; the first `count` entries are valid. */
export interface Runs {
  from: Float64Array;
  to: Float64Array;
  count: number;
}

/** How several drugs become one: supplied by any of them, or by all of them. */
export type Combine = 'any' | 'all';

export interface RunRules {
  readonly combine: Combine;
  /** Supply left of the same drug shrinks or grows with the ratio of the old to the new daily dose. */
  readonly considerDoseChange: boolean;
  /** Most days by which supply at hand delays the supply of a new fill; what exceeds it is lost. Infinity: no limit. */
  readonly maxCarryOverDays: number;
}

/** Working memory for one patient at a time; grows with the largest patient. */
export interface RunScratch {
  combined: Runs;
  drug: Runs;
  spare: Runs;
  seen: Int32Array;
}

const runsFor = (size: number): Runs => ({ from: new Float64Array(size), to: new Float64Array(size), count: 0 });

export const runScratch = (size = 64): RunScratch => ({
  combined: runsFor(size),
  drug: runsFor(size),
  spare: runsFor(size),
  seen: new Int32Array(size),
});

/**
 * The days on which supply was available from the events `[from, to)` of one patient: each drug's fills laid end to end,
 * then all drugs together. Agrees with `supplyTimeline` and `combine`, without an object per day or fill.
 *
 * INVARIANT: runs of one drug never touch; an intersection of them therefore never touches either.
 */
export function suppliedRuns(
  events: EventColumns,
  from: number,
  to: number,
  rules: RunRules,
  scratch: RunScratch,
): Runs {
  if (scratch.seen.length < to - from) Object.assign(scratch, runScratch(2 * (to - from)));
  const { category } = events;
  const { seen } = scratch;
  let drugs = 0;
  for (let i = from; i < to; i++) {
    const code = category[i] as number;
    let known = false;
    for (let k = 0; k < drugs && !known; k++) known = seen[k] === code;
    if (known) continue;
    seen[drugs++] = code;
    if (drugs === 1) {
      drugRuns(events, i, to, code, rules, scratch.combined);
      continue;
    }
    drugRuns(events, i, to, code, rules, scratch.drug);
    if (rules.combine === 'any') uniteRuns(scratch.combined, scratch.drug, scratch.spare);
    else intersectRuns(scratch.combined, scratch.drug, scratch.spare);
    const previous = scratch.combined;
    scratch.combined = scratch.spare;
    scratch.spare = previous;
  }
  if (drugs === 0) scratch.combined.count = 0;
  return scratch.combined;
}

/** Days of the runs inside `[from, to)`. */
export function daysOf(runs: Runs, from: number, to: number): number {
  let days = 0;
  for (let i = 0; i < runs.count; i++) {
    const start = Math.max(runs.from[i] as number, from);
    const end = Math.min(runs.to[i] as number, to);
    if (end > start) days += end - start;
  }
  return days;
}

function drugRuns(events: EventColumns, from: number, to: number, code: number, rules: RunRules, out: Runs): void {
  const { day, supply, dose, category } = events;
  const { considerDoseChange, maxCarryOverDays } = rules;
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  let lastDose = Number.NaN;
  for (let i = from; i < to; i++) {
    if (category[i] !== code) continue;
    const start = day[i] as number;
    if (end >= start) {
      const ratio = considerDoseChange ? lastDose / (dose[i] as number) : 1;
      const left = Number.isNaN(ratio) ? end - start : (end - start) * ratio;
      // Supply at hand still covers its own days; only what it adds to the new fill is limited.
      end = start + Math.max(left, (supply[i] as number) + Math.min(left, maxCarryOverDays));
    } else {
      out.from[count++] = start;
      end = start + (supply[i] as number);
    }
    out.to[count - 1] = end;
    lastDose = dose[i] as number;
  }
  out.count = count;
}

function uniteRuns(a: Runs, b: Runs, out: Runs): void {
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (let i = 0, j = 0; i < a.count || j < b.count; ) {
    const takeA = j >= b.count || (i < a.count && (a.from[i] as number) <= (b.from[j] as number));
    const start = (takeA ? a.from[i] : b.from[j]) as number;
    const stop = (takeA ? a.to[i++] : b.to[j++]) as number;
    if (start > end) {
      out.from[count++] = start;
      end = stop;
    } else if (stop > end) end = stop;
    out.to[count - 1] = end;
  }
  out.count = count;
}

function intersectRuns(a: Runs, b: Runs, out: Runs): void {
  let count = 0;
  for (let i = 0, j = 0; i < a.count && j < b.count; ) {
    const start = Math.max(a.from[i] as number, b.from[j] as number);
    const end = Math.min(a.to[i] as number, b.to[j] as number);
    if (end > start) {
      out.from[count] = start;
      out.to[count++] = end;
    }
    if ((a.to[i] as number) < (b.to[j] as number)) i++;
    else j++;
  }
  out.count = count;
}
