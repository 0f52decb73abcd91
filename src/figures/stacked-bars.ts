import { axisBelow } from './axis.ts';
import { scale, ticks } from './scale.ts';
import { group, INK, label, picture, rect } from './svg.ts';

/** One bar: parts from left to right; a part that is held back is null and takes no room. */
export interface StackedBar {
  readonly name: string;
  readonly parts: readonly (number | null)[];
  /** behind the bar: its total, or why there is none */
  readonly note: string;
}

export interface StackedBarsOptions {
  readonly title: string;
  readonly description: string;
  /** "number of trials" */
  readonly axis: string;
  /** names of the parts, in their order; at most four */
  readonly parts: readonly string[];
  readonly format?: (value: number) => string;
}

const FILLS = [INK.strong, INK.light, 'url(#hatch)', INK.paper] as const;
const FRAME = { left: 250, right: 640 };
const TOP = { plain: 48, withKeys: 78 };
const WIDTH = 760;
const ROW = 24;

/** Bars of parts, one row each; the parts are dark, pale, hatched and empty, so that print keeps them apart. */
export function stackedBars(bars: readonly StackedBar[], options: StackedBarsOptions): string {
  const most = Math.max(...bars.map(({ parts }) => parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)), 0);
  const x = scale(0, most === 0 ? 1 : most, FRAME.left, FRAME.right);
  const hasKeys = options.parts.length > 1;
  const top = hasKeys ? TOP.withKeys : TOP.plain;
  const bottom = top + bars.length * ROW;
  const rows = bars.map((bar, place) => {
    const y = top + place * ROW;
    let before = 0;
    const drawn = bar.parts.map((part, kind) => {
      const from = before;
      before += part ?? 0;
      return part
        ? rect(x(from), y + 4, x(before) - x(from), 16, { fill: FILLS[kind] ?? INK.paper, stroke: INK.strong })
        : '';
    });
    return group(
      {},
      label(FRAME.left - 8, y + 16, shortened(bar.name), 'end'),
      ...drawn,
      label(x(before) + 8, y + 16, bar.note, 'start', { fill: INK.faint }),
    );
  });
  const keys = options.parts.map((name, kind) => {
    const at = FRAME.left + kind * 130;
    return group(
      {},
      rect(at, 40, 14, 12, { fill: FILLS[kind] ?? INK.paper, stroke: INK.strong }),
      label(at + 20, 50, name),
    );
  });
  const format = options.format ?? String;
  return picture(
    { width: WIDTH, height: bottom + 52 },
    options.title,
    options.description,
    label(16, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    ...(hasKeys ? keys : []),
    axisBelow(x, bottom + 4, top, { title: options.axis, ticks: ticks(0, x.to, 5), format }),
    ...rows,
  );
}

const LONGEST = 38;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
