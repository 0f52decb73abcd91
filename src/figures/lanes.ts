import { axisBelow } from './axis.ts';
import { dayTicks, scale } from './scale.ts';
import { element, group, INK, label, picture, rect } from './svg.ts';

/** Days `[from, to)` of a lane. */
export interface LaneSpan {
  readonly from: number;
  readonly to: number;
}

/** One row inside a lane: the fills and supply of one drug. */
export interface LaneRow {
  readonly name: string;
  /** Days on which something was dispensed. */
  readonly fills: readonly number[];
  readonly supplied: readonly LaneSpan[];
}

/** One patient. Days are counted from `day 0`, the start of the axis. */
export interface Lane {
  readonly name: string;
  readonly rows: readonly LaneRow[];
  /** The window the measure looks at; outside it supply is drawn pale. */
  readonly window: LaneSpan;
  readonly gaps: readonly LaneSpan[];
  /** The measure, written beside the lane: "CMA7 72%". */
  readonly result: string;
  /** The measure as a share for the bar beside the lane; null where it has no value. */
  readonly share: number | null;
}

export interface LanesOptions {
  readonly title: string;
  /** "time since first fill (days)" */
  readonly axis: string;
  readonly days: number;
}

const WIDTH = 1040;
const FRAME = { left: 240, right: 800, top: 62 };
const NAME_LENGTH = 16;
const ROW = 18;

/**
 * Patients as lanes: a mark for every fill, solid bars for days with supply inside the window and pale ones outside,
 * hatched bars for days without, a frame around the window, and the measure at the right.
 */
export function lanes(list: readonly Lane[], options: LanesOptions): string {
  const x = scale(0, options.days, FRAME.left, FRAME.right);
  let top = FRAME.top;
  const drawn = list.map((lane, i) => {
    const height = (lane.rows.length + 1) * ROW + 10;
    const part = laneAt(lane, top, height, x, i % 2 === 1);
    top += height;
    return part;
  });
  const bottom = top + 6;
  return picture(
    { width: WIDTH, height: bottom + 92 },
    options.title,
    'Per patient: fills, days with and without supply, the window measured and the result.',
    label(16, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    axisBelow(x, bottom, FRAME.top, { title: options.axis, ticks: dayTicks(options.days) }),
    ...drawn,
    legend(bottom + 70),
  );
}

function laneAt(lane: Lane, top: number, height: number, x: (day: number) => number, shaded: boolean): string {
  const rows = lane.rows.map((row, i) => {
    const y = top + 6 + i * ROW;
    return group(
      {},
      label(FRAME.left - 10, y + 11, shortened(row.name), 'end', { fill: INK.faint }),
      ...row.supplied.map((span) => bar(span, y, x, INK.light)),
      ...row.supplied.map((span) => bar(inside(span, lane.window), y, x, INK.middle)),
      ...row.fills.map((day) => element('path', { d: `M${x(day).toFixed(1)} ${y - 2}v15l5 -3.5v-8z`, fill: INK.text })),
    );
  });
  const y = top + 6 + lane.rows.length * ROW;
  const middle = top + height / 2;
  return group(
    {},
    shaded ? rect(8, top, WIDTH - 16, height, { fill: INK.band, 'fill-opacity': '0.7' }) : '',
    label(16, top + 17, shortened(lane.name), 'start', { 'font-weight': '600' }),
    label(FRAME.left - 10, y + 11, 'without supply', 'end', { fill: INK.faint }),
    ...rows,
    ...lane.gaps.map((span) =>
      rect(x(span.from), y, x(span.to) - x(span.from), 11, { fill: 'url(#hatch)', stroke: INK.absent }),
    ),
    rect(x(lane.window.from), top + 2, x(lane.window.to) - x(lane.window.from), height - 4, {
      fill: 'none',
      stroke: INK.text,
      'stroke-dasharray': '5 3',
    }),
    rect(FRAME.right + 18, middle - 6, 60, 12, { fill: INK.paper, stroke: INK.text }),
    lane.share === null
      ? ''
      : rect(FRAME.right + 18, middle - 6, 60 * Math.min(1, Math.max(0, lane.share)), 12, { fill: INK.strong }),
    label(FRAME.right + 86, middle + 4, lane.result),
  );
}

const shortened = (name: string): string => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

const inside = (span: LaneSpan, window: LaneSpan): LaneSpan => ({
  from: Math.max(span.from, window.from),
  to: Math.min(span.to, window.to),
});

function bar(span: LaneSpan, y: number, x: (day: number) => number, fill: string): string {
  return span.to > span.from ? rect(x(span.from), y, x(span.to) - x(span.from), 11, { fill }) : '';
}

function legend(y: number): string {
  const items: [string, string][] = [
    [element('path', { d: `M0 ${y - 11}v15l5 -3.5v-8z`, fill: INK.text }), 'fill'],
    [rect(0, y - 9, 24, 11, { fill: INK.middle }), 'supply in the window'],
    [rect(0, y - 9, 24, 11, { fill: INK.light }), 'supply outside it'],
    [rect(0, y - 9, 24, 11, { fill: 'url(#hatch)', stroke: INK.absent }), 'no supply'],
    [rect(0, y - 9, 24, 11, { fill: 'none', stroke: INK.text, 'stroke-dasharray': '5 3' }), 'window'],
  ];
  return items
    .map(([mark, text], i) => group({ transform: `translate(${16 + i * 178} 0)` }, mark, label(30, y, text)))
    .join('');
}
