import type { Scale } from './scale.ts';
import { type Attributes, element, group, INK, line, rect } from './svg.ts';

/** What a bar or point stands for: its words, and its place in the list of whoever answers a click. */
export interface LaneMark {
  readonly place: number;
  readonly words: string;
}

/**
 * Days `[from, to)` of a lane. `kind`: `full` evidence, `carried` over from an earlier fill, `absent`, `rising` and
 * `fading` effect, `frame` for what is only ordered. `share` makes it lower, 0-1.
 */
export interface LaneBar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'full' | 'carried' | 'absent' | 'rising' | 'fading' | 'frame';
  readonly share?: number;
  readonly text?: string;
  readonly mark: LaneMark | null;
}

/** A moment in a lane; shapes differ so that colour carries no meaning alone. */
export interface LanePoint {
  readonly at: number;
  readonly shape: 'flag' | 'circle' | 'ring' | 'square' | 'diamond' | 'cross';
  readonly mark: LaneMark | null;
}

const asMark = (mark: LaneMark | null, ...parts: string[]): string =>
  mark === null
    ? group({ 'aria-hidden': 'true' }, ...parts)
    : group(
        { class: 'mark', role: 'button', tabindex: -1, 'data-mark': mark.place, 'aria-label': mark.words },
        ...parts,
      );

const FILL: Readonly<Record<LaneBar['kind'], Attributes>> = {
  full: { fill: INK.middle },
  carried: { fill: INK.light, stroke: INK.middle },
  absent: { fill: 'none', stroke: INK.absent, 'stroke-dasharray': '3 2' },
  rising: { fill: INK.light },
  fading: { fill: INK.light },
  frame: { fill: 'none', stroke: INK.text },
};

/** A bar at height `y`, `height` pixels high where its share is 1. */
export function laneBar(bar: LaneBar, y: number, height: number, x: Scale): string {
  const left = Math.max(x(bar.from), x.start);
  const right = Math.min(x(bar.to), x.end);
  const tall = Math.max(2, (height - 2) * Math.min(1, bar.share ?? 1));
  const bottom = y + height - 1;
  const width = Math.max(1.5, right - left);
  const shape =
    bar.kind === 'rising' || bar.kind === 'fading'
      ? element('path', {
          d:
            bar.kind === 'rising'
              ? `M${left.toFixed(1)} ${bottom}L${right.toFixed(1)} ${(bottom - tall).toFixed(1)}V${bottom}Z`
              : `M${left.toFixed(1)} ${(bottom - tall).toFixed(1)}L${right.toFixed(1)} ${bottom}H${left.toFixed(1)}Z`,
          ...FILL[bar.kind],
        })
      : rect(left, bottom - tall, width, tall, FILL[bar.kind]);
  const fits = bar.text !== undefined && width > bar.text.length * 6.5 + 6;
  const text = fits
    ? element('text', { x: left + 4, y: y + 12, fill: INK.text, 'font-size': '11' }, bar.text ?? '')
    : '';
  return asMark(bar.mark, shape, text);
}

/** A point at height `y`, with a field around it that is large enough to hit. */
export function lanePoint(point: LanePoint, y: number, x: Scale): string {
  const left = x(point.at);
  const field = rect(left - 9, y - 12, 18, 24, { fill: 'transparent' });
  return asMark(point.mark, field, SHAPES[point.shape](left, y));
}

const at = (value: number): string => value.toFixed(1);

const SHAPES: Readonly<Record<LanePoint['shape'], (x: number, y: number) => string>> = {
  flag: (x, y) => element('path', { d: `M${at(x)} ${at(y - 9)}v17l6 -4v-9z`, fill: INK.text, stroke: INK.paper }),
  circle: (x, y) => element('circle', { cx: x, cy: y, r: 4.5, fill: INK.strong, stroke: INK.paper }),
  ring: (x, y) => element('circle', { cx: x, cy: y, r: 4.5, fill: INK.paper, stroke: INK.strong, 'stroke-width': 2 }),
  square: (x, y) => rect(x - 4.5, y - 4.5, 9, 9, { fill: INK.strong, stroke: INK.paper }),
  diamond: (x, y) =>
    element('path', { d: `M${at(x)} ${at(y - 6)}l6 6l-6 6l-6 -6z`, fill: INK.absent, stroke: INK.paper }),
  cross: (x, y) =>
    group(
      { stroke: INK.absent, 'stroke-width': 2 },
      line(x - 4, y - 4, x + 4, y + 4),
      line(x - 4, y + 4, x + 4, y - 4),
    ),
};
