/** A half-open stretch of days `[from, to)` in day numbers (days since 1970-01-01). */
export interface DayInterval {
  readonly from: number;
  readonly to: number;
}

/** Days in a set of disjoint intervals, counted only inside `[from, to)`. */
export function daysWithin(intervals: readonly DayInterval[], from: number, to: number): number {
  let days = 0;
  for (const interval of intervals) {
    const start = Math.max(interval.from, from);
    const end = Math.min(interval.to, to);
    if (end > start) days += end - start;
  }
  return days;
}

/**
 * The days that lie in at least one of the intervals, as sorted disjoint intervals; touching ones are joined.
 *
 * @example
 * union([{ from: 5, to: 9 }, { from: 0, to: 5 }]); //=> [{ from: 0, to: 9 }]
 */
export function union(intervals: readonly DayInterval[]): DayInterval[] {
  const sorted = intervals.filter((i) => i.to > i.from).sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** The days that lie in both sets; each set is sorted and disjoint, as `union` returns it. */
export function intersection(a: readonly DayInterval[], b: readonly DayInterval[]): DayInterval[] {
  const both: DayInterval[] = [];
  for (let i = 0, j = 0; ; ) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return both;
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (to > from) both.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
}

/** The days of `[from, to)` that no interval covers; `intervals` sorted and disjoint. */
export function uncovered(intervals: readonly DayInterval[], from: number, to: number): DayInterval[] {
  const gaps: DayInterval[] = [];
  let day = from;
  for (const interval of intervals) {
    if (interval.to <= day) continue;
    if (interval.from >= to) break;
    if (interval.from > day) gaps.push({ from: day, to: interval.from });
    day = interval.to;
  }
  if (day < to) gaps.push({ from: day, to });
  return gaps;
}

/** Days covered by any (`union`) or by every (`intersection`) drug's timeline. */
export function combine(timelines: readonly (readonly DayInterval[])[], rule: 'any' | 'all'): DayInterval[] {
  if (rule === 'any') return union(timelines.flat());
  const [first = [], ...rest] = timelines;
  return rest.reduce<DayInterval[]>((held, next) => intersection(held, union(next)), union(first));
}
