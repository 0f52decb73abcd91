import { element, INK, line, polyline, rect } from './svg.ts';

/**
 * How a course looks, as a sketch: `effect` over the time of a trial, 0 none to 1 full, as pairs of time (0-1) and effect;
 * `taken` are the stretches of time with the drug; `judged` is where the adequate time ends.
 */
export interface CourseSketch {
  readonly effect: readonly (readonly [number, number])[];
  readonly taken: readonly (readonly [number, number])[];
  readonly judged: number | null;
}

const SIZE = { width: 240, height: 110, left: 8, right: 232, top: 12, bottom: 78 };
const RESPONSE = 0.6;

/** A sketch of a course: effect above, the days with the drug below, the response line dashed. `words` describe it. */
export function courseSketch({ effect, taken, judged }: CourseSketch, words: string): string {
  const x = (time: number): number => SIZE.left + time * (SIZE.right - SIZE.left);
  const y = (value: number): number => SIZE.bottom - value * (SIZE.bottom - SIZE.top);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      width: SIZE.width,
      height: SIZE.height,
      role: 'img',
      'aria-label': words,
      'font-size': '10',
    },
    [
      judged === null
        ? ''
        : rect(x(judged), SIZE.top, SIZE.right - x(judged), SIZE.bottom - SIZE.top, { fill: INK.band }),
      line(SIZE.left, SIZE.bottom, SIZE.right, SIZE.bottom, { stroke: INK.text }),
      line(SIZE.left, y(RESPONSE), SIZE.right, y(RESPONSE), { stroke: INK.absent, 'stroke-dasharray': '5 3' }),
      polyline(
        effect.map(([time, value]) => [x(time), y(value)] as const),
        { stroke: INK.strong, 'stroke-width': 2.4 },
      ),
      ...taken.map(([from, to]) => rect(x(from), SIZE.bottom + 8, x(to) - x(from), 10, { fill: INK.middle })),
      rect(SIZE.left, SIZE.bottom + 8, SIZE.right - SIZE.left, 10, { fill: 'none', stroke: INK.faint }),
    ].join(''),
  );
}
