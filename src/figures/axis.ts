import type { Scale } from './scale.ts';
import { group, INK, label, line } from './svg.ts';

/** An axis names its quantity and unit: "time since first fill (days)". */
export interface AxisOptions {
  readonly title: string;
  readonly ticks: readonly number[];
  readonly format?: (value: number) => string;
}

/** Horizontal axis at height `y`, ticks below it, grid lines up to `gridTo`. */
export function axisBelow(x: Scale, y: number, gridTo: number, { title, ticks, format = String }: AxisOptions): string {
  const marks = ticks.flatMap((value) => [
    line(x(value), y, x(value), gridTo, { stroke: INK.grid }),
    line(x(value), y, x(value), y + 4, { stroke: INK.text }),
    label(x(value), y + 17, format(value), 'middle'),
  ]);
  return group(
    {},
    ...marks,
    line(x.start, y, x.end, y, { stroke: INK.text }),
    label((x.start + x.end) / 2, y + 36, title, 'middle', { fill: INK.faint }),
  );
}

/** Vertical axis at `x`, ticks left of it, grid lines right to `gridTo`; the title stands above the axis. */
export function axisLeft(y: Scale, x: number, gridTo: number, { title, ticks, format = String }: AxisOptions): string {
  const marks = ticks.flatMap((value) => [
    line(x, y(value), gridTo, y(value), { stroke: INK.grid }),
    line(x - 4, y(value), x, y(value), { stroke: INK.text }),
    label(x - 8, y(value) + 4, format(value), 'end'),
  ]);
  return group(
    {},
    ...marks,
    line(x, y.start, x, y.end, { stroke: INK.text }),
    label(x, Math.min(y.start, y.end) - 10, title, 'start', { fill: INK.faint }),
  );
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
