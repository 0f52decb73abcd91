/**
 * When a perpetrator acts: its onset, its full effect and its fading, over the window in which the victim is judged.
 */

/** First relevant effect, full effect after the first dose, and full fading after the last, in days. */
export type Timing = { onsetDays: number; maxDays: number; offsetDays: number };

/** Days on which a drug is available, both ends included; `endDay` null = still in use. */
export type Period = { startDay: number; endDay: number | null };

/**
 * `strength` is the mean share of the full effect over the window, `daysShare` the part of its days with the drug in
 * use.
 */
export type Presence = { strength: number; daysShare: number; context: boolean };

/** Used on fewer than this part of the window's days, a perpetrator is context, not a cause (judgement 9). */
export const LEAST_DAYS_SHARE = 0.25;

// Area under a line from (0, level) with `slope`, clamped to [0, 1], over `days`.
const rampArea = (level: number, slope: number, days: number): number => {
  if (days <= 0) return 0;
  if (slope === 0) return level * days;
  const target = slope > 0 ? 1 : 0;
  const reach = (target - level) / slope;
  if (reach >= days) return days * (level + (slope * days) / 2);
  return reach * ((level + target) / 2) + target * (days - reach);
};

const clamp = (x: number): number => Math.min(1, Math.max(0, x));

/**
 * How strongly and for how much of a window a drug acts.
 *
 * Strength rises linearly from `onsetDays` to `maxDays` after the first dose and falls linearly to nothing `offsetDays`
 * after the last; a later period starts from what is left. Periods must be sorted and must not overlap.
 * @example
 * presenceInWindow({ onsetDays: 3, maxDays: 14, offsetDays: 21 }, [{ startDay: 0, endDay: 99 }], { startDay: 30, endDay: 89 })
 * //=> { strength: 1, daysShare: 1, context: false }
 */
export const presenceInWindow = (
  timing: Timing,
  periods: readonly Period[],
  window: { startDay: number; endDay: number },
): Presence => {
  const from = window.startDay;
  const to = window.endDay + 1;
  if (to <= from) return { strength: 0, daysShare: 0, context: true };
  const rise = 1 / Math.max(timing.maxDays - timing.onsetDays, 1e-9);
  const fall = -1 / timing.offsetDays;
  let level = 0;
  let clock = Number.NEGATIVE_INFINITY;
  let area = 0;
  let days = 0;
  // Walks one stretch of constant slope and counts the part of it that lies in the window.
  const walk = (end: number, slope: number): void => {
    const skipped = Math.max(0, Math.min(from, end) - clock);
    const atFrom = clamp(level + slope * skipped);
    area += rampArea(atFrom, slope, Math.min(to, end) - Math.max(from, clock));
    level = clamp(level + slope * (end - clock));
    clock = end;
  };
  for (const period of periods) {
    const start = period.startDay;
    const end = period.endDay === null ? Math.max(to, start) : period.endDay + 1;
    if (clock > Number.NEGATIVE_INFINITY && start > clock) walk(start, fall);
    else if (clock === Number.NEGATIVE_INFINITY) clock = start;
    days += Math.max(0, Math.min(to, end) - Math.max(from, start));
    if (level === 0) walk(Math.min(end, start + timing.onsetDays), 0);
    walk(end, rise);
  }
  if (clock > Number.NEGATIVE_INFINITY && clock < to) walk(to, fall);
  const daysShare = days / (to - from);
  const strength = area / (to - from);
  return { strength, daysShare, context: daysShare < LEAST_DAYS_SHARE && strength < LEAST_DAYS_SHARE };
};
