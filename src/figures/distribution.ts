import { axisBelow, axisLeft, percent } from './axis.ts';
import { scale, ticks } from './scale.ts';
import { group, INK, label, line, picture, rect } from './svg.ts';

export interface DistributionOptions {
  readonly title: string;
  /** What the values are, with their unit: "CMA7 (share of days covered)". */
  readonly axis: string;
  /** What is counted: "patients". */
  readonly counted: string;
  /** Values from here on are drawn solid, below hatched; none: all solid. */
  readonly threshold?: number;
  /** Cases without a value, and said so. */
  readonly absent: number;
}

const SIZE = { width: 760, height: 400 };
const FRAME = { left: 70, right: 730, top: 84, bottom: 340 };

/**
 * How values are spread over people, in bars of 5 points from 0 to at least 1. The caption gives number, mean, median,
 * the share at or above the threshold, and how many have no value.
 */
export function distribution(values: readonly number[], options: DistributionOptions): string {
  const finite = values.filter(Number.isFinite);
  const top = Math.max(1, Math.min(3, Math.ceil(Math.max(0, ...sample(finite)) * 20) / 20));
  const bars = Math.round(top * 20);
  const counts = new Array<number>(bars).fill(0);
  for (const value of finite) {
    const bar = Math.min(bars - 1, Math.max(0, Math.floor(value * 20 + 1e-9)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const x = scale(0, top, FRAME.left, FRAME.right);
  const y = scale(0, most, FRAME.bottom, FRAME.top);
  const { threshold } = options;
  const drawn = counts.map((count, i) => {
    const solid = threshold === undefined || i / 20 >= threshold - 1e-9;
    const fill = solid ? INK.strong : 'url(#hatch)';
    const height = y(0) - y(count);
    return rect(x(i / 20) + 1, y(count), x(0.05) - x(0) - 2, height, { fill, stroke: solid ? INK.strong : INK.absent });
  });
  return picture(
    SIZE,
    options.title,
    caption(finite, options),
    label(FRAME.left, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    label(FRAME.left, 44, caption(finite, options), 'start', { fill: INK.faint }),
    axisLeft(y, FRAME.left, FRAME.right, {
      title: `${options.counted} (number)`,
      ticks: ticks(0, most, 5).filter((tick) => Number.isInteger(tick)),
    }),
    axisBelow(x, FRAME.bottom, FRAME.bottom, { title: options.axis, ticks: ticks(0, top, 10), format: percent }),
    ...drawn,
    threshold === undefined
      ? ''
      : group(
          {},
          line(x(threshold), FRAME.bottom, x(threshold), FRAME.top - 6, {
            stroke: INK.text,
            'stroke-dasharray': '4 3',
          }),
          label(x(threshold), FRAME.top - 10, percent(threshold), 'middle'),
        ),
  );
}

function caption(values: readonly number[], { counted, threshold, absent }: DistributionOptions): string {
  const parts = [`${values.length} ${counted}`];
  if (values.length > 0) {
    const sorted = Float64Array.from(values).sort();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    parts.push(`mean ${percent(mean)}`, `median ${percent(sorted[sorted.length >> 1] ?? 0)}`);
    if (threshold !== undefined) {
      const reached = values.filter((value) => value >= threshold).length;
      parts.push(`${percent(reached / values.length)} at or above ${percent(threshold)}`);
    }
  }
  if (absent > 0) parts.push(`${absent} without a value`);
  return parts.join('; ');
}

/** The values themselves, or for very many the largest of each hundred: an argument list has a limit. */
function sample(values: readonly number[]): number[] {
  if (values.length <= 10_000) return [...values];
  const largest: number[] = [];
  values.forEach((value, i) => {
    const k = i % 100;
    largest[k] = Math.max(largest[k] ?? 0, value);
  });
  return largest;
}
