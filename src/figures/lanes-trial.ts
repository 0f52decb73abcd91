import { isoDay } from '../domain/time.ts';
import { type LaneBar, type LanePoint, laneBar, lanePoint } from './lanes-marks.ts';
import { type Scale, scale, ticks } from './scale.ts';
import { element, group, INK, label, line, polyline, rect } from './svg.ts';

/** A measured value over time, with lines worth seeing: baseline, response, goal. */
export interface LaneChart {
  readonly points: readonly LanePoint[];
  readonly values: readonly number[];
  readonly lines: readonly { readonly value: number; readonly name: string }[];
}

/** One lane of a trial: bars for spans, points for moments, or a chart. Days are day numbers. */
export interface TrialLane {
  readonly name: string;
  readonly bars: readonly LaneBar[];
  readonly points: readonly LanePoint[];
  readonly chart?: LaneChart;
}

export interface TrialLanesOptions {
  readonly title: string;
  readonly description: string;
  /** First day shown and the day after the last. */
  readonly from: number;
  readonly to: number;
  /** Pixels; text keeps its size. */
  readonly width: number;
  /** The judgement window, shown as a band through all lanes; null where there is none. */
  readonly window: { readonly from: number; readonly to: number; readonly name: string } | null;
}

const EDGE = { left: 40, right: 14, top: 30 };
const TITLE = 18;
const ROW = 16;
const CHART = 110;
const GAP = 12;

/** Where time runs in the picture, for whoever turns pixels into days. */
export const laneScale = ({ from, to, width }: Pick<TrialLanesOptions, 'from' | 'to' | 'width'>): Scale =>
  scale(from, to, EDGE.left, width - EDGE.right);

const heightOf = (lane: TrialLane): number => TITLE + (lane.chart ? CHART : ROW) + GAP;

/**
 * One trial on one axis of time, a lane per kind of evidence.
 *
 * Every bar and point that stands for a row of the record is a mark: a group with its words as label, its place in
 * `data-mark`, reachable by keyboard where the caller moves the focus. The picture is no image to a screen reader but a
 * group of marks.
 */
export function trialLanes(list: readonly TrialLane[], options: TrialLanesOptions): string {
  const x = laneScale(options);
  let top = EDGE.top;
  const drawn = list.map((lane) => {
    const part = laneAt(lane, top, x, options);
    top += heightOf(lane);
    return part;
  });
  const height = top + 26;
  const { window } = options;
  const shown = window && { from: Math.max(window.from, options.from), to: Math.min(window.to, options.to) };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${options.width} ${height}`,
      width: options.width,
      height,
      role: 'group',
      'aria-label': `${options.title}. ${options.description}`,
      'font-size': '12',
      fill: INK.text,
    },
    [
      shown && shown.to > shown.from
        ? group(
            { 'aria-hidden': 'true' },
            rect(x(shown.from), 16, x(shown.to) - x(shown.from), top - 16, { fill: INK.band }),
            line(x(shown.from), 16, x(shown.to), 16, { stroke: INK.text, 'stroke-width': 2 }),
            label(x(shown.from) + 2, 12, window?.name ?? '', 'start', { fill: INK.faint }),
          )
        : '',
      timeAxis(x, top, options),
      ...drawn,
    ].join('\n'),
  );
}

function laneAt(lane: TrialLane, top: number, x: Scale, { from, to }: TrialLanesOptions): string {
  const y = top + TITLE;
  const inside = (first: number, last: number): boolean => last > from && first < to;
  const bars = lane.bars.filter((bar) => inside(bar.from, bar.to)).map((bar) => laneBar(bar, y, ROW, x));
  const points = lane.points.filter(({ at }) => inside(at, at + 1)).map((point) => lanePoint(point, y + ROW / 2, x));
  return group(
    {},
    label(EDGE.left, top + 13, lane.name, 'start', { 'font-weight': '600', 'aria-hidden': 'true' }),
    lane.chart
      ? chartAt(lane.chart, y, x, inside)
      : line(x.start, y + ROW, x.end, y + ROW, { stroke: INK.grid, 'aria-hidden': 'true' }),
    ...bars,
    ...points,
  );
}

function chartAt(chart: LaneChart, top: number, x: Scale, inside: (first: number, last: number) => boolean): string {
  const all = [...chart.values, ...chart.lines.map(({ value }) => value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const y = scale(low - room, high + room, top + CHART, top + 6);
  const at = chart.points.map((point, place) => [x(point.at), y(chart.values[place] ?? 0)] as const);
  const marks = ticks(low - room, high + room, 4).map((value) =>
    group(
      {},
      line(x.start, y(value), x.end, y(value), { stroke: INK.grid }),
      label(x.start - 6, y(value) + 4, String(value), 'end', { fill: INK.faint, 'font-size': '11' }),
    ),
  );
  return group(
    {},
    group({ 'aria-hidden': 'true' }, ...marks),
    ...chart.lines.map(({ value, name }, place) =>
      group(
        { 'aria-hidden': 'true' },
        line(x.start, y(value), x.end, y(value), {
          stroke: INK.absent,
          'stroke-dasharray': place === 0 ? '2 3' : '7 3',
          'stroke-width': 1.5,
        }),
        label(x.end, y(value) - 4, name, 'end', { fill: INK.absent }),
      ),
    ),
    polyline(
      at.filter(([left]) => left >= x.start && left <= x.end),
      { stroke: INK.strong, 'stroke-width': 2, 'aria-hidden': 'true' },
    ),
    ...chart.points.flatMap((point, place) =>
      inside(point.at, point.at + 1) ? [lanePoint(point, at[place]?.[1] ?? 0, x)] : [],
    ),
  );
}

/** Days between dates that fit the width: days, weeks, months, years. */
const STEPS = [1, 7, 14, 30.4375, 91.3125, 182.625, 365.25, 730.5, 1826.25];

/** Width of a written date. */
const DATE = 68;

function timeAxis(x: Scale, y: number, { from, to, width }: TrialLanesOptions): string {
  const most = Math.max(2, Math.floor((width - EDGE.left) / 92));
  const step = STEPS.find((days) => (to - from) / days <= most) ?? (to - from) / most;
  const marks: string[] = [];
  for (let day = from; day <= to; day += step) {
    const left = x(day);
    marks.push(line(left, EDGE.top - 6, left, y, { stroke: INK.grid }));
    if (left + DATE < width) marks.push(label(left, y + 16, isoDay(Math.round(day)), 'start', { fill: INK.faint }));
  }
  return group({ 'aria-hidden': 'true' }, line(x.start, y, x.end, y, { stroke: INK.text }), ...marks);
}
