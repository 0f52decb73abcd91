import { type AxisOptions, axisBelow, axisLeft } from './axis.ts';
import { type Scale, scale } from './scale.ts';
import { element, group, INK, label, line, picture, polyline, STROKES } from './svg.ts';

/** One curve; `band` are low and high limits at the same places. */
export interface Curve {
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  /** Nothing is known between this point and the one before: they are not joined. */
  readonly apart?: boolean;
}

export interface CurvesOptions {
  readonly title: string;
  readonly description: string;
  readonly x: AxisOptions & { readonly from: number; readonly to: number };
  readonly y: AxisOptions & { readonly from: number; readonly to: number };
  /** `step`: a value holds until the next point; `line`: points are joined. */
  readonly shape: 'step' | 'line';
  /** A level worth seeing, such as a threshold. */
  readonly reference?: { readonly y: number; readonly name: string };
  /** Points are marked; for few of them. */
  readonly marked?: boolean;
}

const SIZE = { width: 760, height: 420 };
const FRAME = { left: 62, right: 560, top: 64, bottom: 360 };

/** Curves over one pair of axes, told apart by dash as well as colour and named in a legend in their order. */
export function curves(list: readonly Curve[], options: CurvesOptions): string {
  const x = scale(options.x.from, options.x.to, FRAME.left, FRAME.right);
  const y = scale(options.y.from, options.y.to, FRAME.bottom, FRAME.top);
  const drawn = list.map((curve, i) => {
    const { colour, dash, width } = STROKES[i % STROKES.length] ?? { colour: INK.strong, dash: undefined, width: 2 };
    const stroke = { stroke: colour, 'stroke-width': `${width}`, 'stroke-dasharray': dash };
    const marks = options.marked ? curve.points.map((p) => mark(i, x(p.x), y(p.y), colour)) : [];
    const key = FRAME.top + 14 + i * 22;
    return group(
      {},
      band(curve, options.shape, x, y, colour),
      ...stretches(curve).map((points) => polyline(path({ name: '', points }, options.shape, x, y), stroke)),
      ...marks,
      line(FRAME.right + 18, key - 4, FRAME.right + 50, key - 4, stroke),
      options.marked ? mark(i, FRAME.right + 34, key - 4, colour) : '',
      label(FRAME.right + 56, key, curve.name),
    );
  });
  const { reference } = options;
  return picture(
    SIZE,
    options.title,
    options.description,
    label(FRAME.left, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    axisBelow(x, FRAME.bottom, FRAME.top, options.x),
    axisLeft(y, FRAME.left, FRAME.right, options.y),
    reference
      ? group(
          {},
          line(FRAME.left, y(reference.y), FRAME.right, y(reference.y), {
            stroke: INK.text,
            'stroke-dasharray': '1 3',
          }),
          label(FRAME.right - 4, y(reference.y) - 4, reference.name, 'end', { fill: INK.faint }),
        )
      : '',
    ...drawn,
  );
}

/** The points as runs that are joined. */
function stretches({ points }: Curve): CurvePoint[][] {
  const runs: CurvePoint[][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && !point.apart) last.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** A mark of its own shape for each of the first four curves: shape tells them apart where colour and dash do not. */
function mark(curve: number, cx: number, cy: number, fill: string): string {
  const shapes = [
    'M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z',
    'M-3 -3h6v6h-6z',
    'M0 -4l3.8 6.6h-7.6z',
    'M0 -4.4l3.6 4.4l-3.6 4.4l-3.6 -4.4z',
  ];
  const at = `translate(${cx.toFixed(1)} ${cy.toFixed(1)})`;
  return element('path', {
    d: shapes[curve % shapes.length],
    transform: at,
    fill: curve < 4 ? fill : INK.paper,
    stroke: fill,
  });
}

function path(curve: Curve, shape: 'step' | 'line', x: Scale, y: Scale): [number, number][] {
  const points: [number, number][] = [];
  curve.points.forEach((point, i) => {
    const before = curve.points[i - 1];
    if (shape === 'step' && before) points.push([x(Math.min(point.x, x.to)), y(before.y)]);
    if (point.x <= x.to) points.push([x(point.x), y(point.y)]);
  });
  const last = curve.points.at(-1);
  if (shape === 'step' && last && last.x < x.to) points.push([x(last.x), y(last.y)]);
  return points;
}

function band(curve: Curve, shape: 'step' | 'line', x: Scale, y: Scale, fill: string): string {
  const limits = curve.points.filter((p) => p.low !== undefined && p.high !== undefined);
  if (limits.length < 2) return '';
  const edge = (which: 'low' | 'high'): [number, number][] =>
    path({ name: '', points: limits.map((p) => ({ x: p.x, y: p[which] ?? p.y })) }, shape, x, y);
  const outline = [...edge('high'), ...edge('low').reverse()]
    .map((p) => p.map((v) => v.toFixed(1)).join(','))
    .join(' ');
  return element('polygon', { points: outline, fill, 'fill-opacity': '0.13' });
}
