import { percent } from './axis.ts';
import { type Curve, curves } from './curves.ts';
import { dayTicks } from './scale.ts';

/** One patient's (or a group's) measure in windows that slide; values above 100% are drawn at 100%. */
export interface SlidingSeries {
  readonly name: string;
  readonly windows: readonly { readonly start: number; readonly end: number; readonly value: number | null }[];
}

/** A measure over sliding windows, each value at the middle of its window; windows without a value have no point. */
export function slidingCurves(
  list: readonly SlidingSeries[],
  options: { readonly measure: string; readonly days: number; readonly threshold?: number },
): string {
  const drawn: Curve[] = list.map(({ name, windows }) => ({
    name,
    points: windows.flatMap(({ start, end, value }) =>
      value === null || !Number.isFinite(value) ? [] : [{ x: (start + end) / 2, y: Math.min(1, value) }],
    ),
  }));
  const { threshold } = options;
  return curves(drawn, {
    title: `${options.measure} in sliding windows`,
    description: `Each point is ${options.measure} of one window, drawn at the window's middle.`,
    x: {
      title: 'middle of the window, time since start of follow-up (days)',
      from: 0,
      to: options.days,
      ticks: dayTicks(options.days),
    },
    y: { title: `${options.measure} (% of days)`, from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], format: percent },
    shape: 'line',
    marked: true,
    ...(threshold === undefined ? {} : { reference: { y: threshold, name: percent(threshold) } }),
  });
}
