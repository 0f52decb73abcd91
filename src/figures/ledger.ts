import { percent } from './axis.ts';
import { scale } from './scale.ts';
import { group, INK, label, line, picture, rect } from './svg.ts';

/** One factor of a product: what it multiplies by, its interval, and how well it is known. */
export interface LedgerFactor {
  readonly name: string;
  /** Null where it is unknown or does not apply; then only its interval is drawn, if there is one. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** Beside the bar: the basis, or why it is unknown. */
  readonly note: string;
  /** Instead of the number: "not applicable". */
  readonly said?: string;
}

export interface LedgerOptions {
  readonly title: string;
  /** "share of the usual exposure (%)" */
  readonly axis: string;
  /** Width of the picture; default 860, of which 210 are for notes. */
  readonly width?: number;
  /** The interval of what arrived, where there is one. */
  readonly arrived?: { readonly low: number; readonly high: number };
  /** Too little is known to say what arrived: the last row says so and has no bar. */
  readonly isOpen?: boolean;
}

const WIDTH = 860;
const FRAME = { left: 170, right: 560, top: 70 };
const ROW = 30;

/**
 * A product as a waterfall: it starts at 100%, each factor's bar runs from the product before it to the product after,
 * dark where it takes away, pale where it adds, hatched where it is not known; the last bar is what arrived.
 */
export function ledger(factors: readonly LedgerFactor[], options: LedgerOptions): string {
  let product = 1;
  const steps = factors.map((factor) => {
    const before = product;
    product *= factor.value ?? 1;
    return { factor, before, after: product };
  });
  const top = Math.max(1, ...steps.map(({ after }) => after));
  const x = scale(0, top, FRAME.left, FRAME.right);
  const rows = steps.map(({ factor, before, after }, i) => rowOf(factor, before, after, FRAME.top + i * ROW, x));
  const end = FRAME.top + steps.length * ROW;
  return picture(
    { width: options.width ?? WIDTH, height: end + 84 },
    options.title,
    options.isOpen ? 'What arrived is unknown.' : `From 100% to ${percent(product)}.`,
    label(16, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    ...[0, 0.25, 0.5, 0.75, 1].map((tick) =>
      group(
        {},
        line(x(tick), FRAME.top - 8, x(tick), end + 34, { stroke: INK.grid }),
        label(x(tick), FRAME.top - 14, percent(tick), 'middle', { fill: INK.faint }),
      ),
    ),
    ...rows,
    label(FRAME.left - 12, end + 22, 'arrived', 'end', { 'font-weight': '600' }),
    options.isOpen ? '' : rect(x(0), end + 8, x(product) - x(0), 18, { fill: INK.text }),
    label(FRAME.right + 16, end + 22, arrivedText(product, options), 'start', { 'font-weight': '600' }),
    label((x.start + x.end) / 2, end + 58, options.axis, 'middle', { fill: INK.faint }),
  );
}

function arrivedText(product: number, { arrived, isOpen }: LedgerOptions): string {
  if (isOpen) return 'unknown';
  return arrived ? `${percent(product)} (${percent(arrived.low)} to ${percent(arrived.high)})` : percent(product);
}

function rowOf(factor: LedgerFactor, before: number, after: number, y: number, x: (v: number) => number): string {
  const { value, low, high } = factor;
  const limits = low !== null && low !== undefined && high !== null && high !== undefined;
  const left = Math.min(before, after);
  // An interval may reach beyond the picture; its end then stands at the frame.
  const within = (product: number): number => Math.min(x(product), FRAME.right);
  const mark =
    value === null
      ? limits
        ? rect(x(before * low), y + 5, x(before * Math.min(high, 1)) - x(before * low), 18, {
            fill: 'url(#hatch)',
            stroke: INK.absent,
          })
        : ''
      : value === 1
        ? line(x(after), y + 5, x(after), y + 23, { stroke: INK.text, 'stroke-width': '2' })
        : rect(x(left), y + 5, Math.abs(x(after) - x(before)), 18, {
            fill: after < before ? INK.strong : INK.light,
            stroke: INK.strong,
          });
  const whisker =
    value !== null && limits
      ? group(
          { stroke: INK.text },
          line(within(before * low), y + 14, within(before * high), y + 14),
          line(within(before * low), y + 10, within(before * low), y + 18),
          line(within(before * high), y + 10, within(before * high), y + 18),
        )
      : '';
  const factorText =
    factor.said ?? (value === null ? 'unknown' : `× ${value < 0.01 ? '< 0.01' : Number(value.toPrecision(2))}`);
  return group(
    {},
    label(FRAME.left - 12, y + 19, factor.name, 'end'),
    mark,
    whisker,
    label(FRAME.right + 16, y + 19, factorText, 'start', { 'font-weight': '600' }),
    label(FRAME.right + 90, y + 19, factor.note, 'start', { fill: INK.faint }),
  );
}
