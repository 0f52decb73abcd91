import { percent } from './axis.ts';
import { type Curve, curves } from './curves.ts';
import { dayTicks, ticks } from './scale.ts';

/** One patient's (or a group's) measure in windows that slide; values above 200% are drawn at 200%. */
export interface SlidingSeries {
  readonly name: string;
  readonly windows: readonly { readonly start: number; readonly end: number; readonly value: number | null }[];
}

/**
 * A measure over sliding windows, each value at the middle of its window; windows without a value have no point and
 * break the line.
 */
export function slidingCurves(
  list: readonly SlidingSeries[],
  options: { readonly measure: string; readonly days: number; readonly threshold?: number },
): string {
  const values = list.flatMap(({ windows }) => windows.map(({ value }) => value ?? 0)).filter(Number.isFinite);
  const largest = values.reduce((most, value) => Math.max(most, value), 1);
  const top = Math.min(2, Math.ceil(largest * 5 - 1e-9) / 5);
  const drawn: Curve[] = list.map(({ name, windows }) => ({
    name,
    points: windows.flatMap(({ start, end, value }, i) => {
      if (value === null || !Number.isFinite(value)) return [];
      const apart = i > 0 && !Number.isFinite(windows[i - 1]?.value ?? Number.NaN);
      return [{ x: (start + end) / 2, y: Math.min(top, value), apart }];
    }),
  }));
  const { threshold } = options;

  return curves(drawn, {
    title: `${options.measure} in sliding windows${largest > 2 ? ' (values above 200% drawn at 200%)' : ''}`,
    description: `Each point is ${options.measure} of one window, drawn at the window's middle.`,
    x: {
      title: 'middle of the window, time since start of follow-up (days)',
      from: 0,
      to: options.days,
      ticks: dayTicks(options.days),
    },
    y: { title: `${options.measure} (% of days)`, from: 0, to: top, ticks: ticks(0, top, 5 * top), format: percent },
    shape: 'line',
    marked: true,
    ...(threshold === undefined ? {} : { reference: { y: threshold, name: percent(threshold) } }),
  });
}
