import { scale } from './scale.ts';
import { element, INK, line, polyline } from './svg.ts';

/** A course at a glance: its values in order of time, and the value the criterion asks for. */
export interface Spark {
  readonly points: readonly { readonly day: number; readonly value: number }[];
  readonly target: number | null;
  /** First day of the trial; values before it are the baseline. */
  readonly start: number;
}

const SIZE = { width: 120, height: 32, edge: 5 };

/** A sparkline: the values, the target as a dashed line, a tick at the start; `words` are its text alternative. */
export function spark({ points, target, start }: Spark, words: string): string {
  const values = [...points.map(({ value }) => value), ...(target === null ? [] : [target])];
  const days = [...points.map(({ day }) => day), start];
  const x = scale(Math.min(...days), Math.max(...days, start + 1), SIZE.edge, SIZE.width - SIZE.edge);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = scale(low, high === low ? low + 1 : high, SIZE.height - SIZE.edge, SIZE.edge);
  const dots = points.map(({ day, value }) =>
    element('circle', {
      cx: x(day),
      cy: y(value),
      r: 2.2,
      fill: day < start ? INK.paper : INK.strong,
      stroke: INK.strong,
    }),
  );
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      width: SIZE.width,
      height: SIZE.height,
      role: 'img',
      'aria-label': words,
    },
    [
      target === null
        ? ''
        : line(SIZE.edge, y(target), SIZE.width - SIZE.edge, y(target), {
            stroke: INK.absent,
            'stroke-dasharray': '4 3',
          }),
      line(x(start), 2, x(start), SIZE.height - 2, { stroke: INK.faint, 'stroke-dasharray': '1 2' }),
      polyline(
        points.map(({ day, value }) => [x(day), y(value)] as const),
        { stroke: INK.strong, 'stroke-width': 1.6 },
      ),
      ...dots,
    ].join(''),
  );
}
