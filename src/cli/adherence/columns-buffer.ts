import type { EventColumns } from '../../methods/adherence/index.ts';

/** Numbers only some runs read, per row: a given start as its value and whether that is a day (1) or an amount (0). */
export const EXTRA = {
  quantity: 0,
  followUpStart: 1,
  followUpStartIsDay: 2,
  windowStart: 3,
  windowStartIsDay: 4,
} as const;
const EXTRAS = Object.keys(EXTRA).length;

/** Events gathered row by row in growing columns, with the input line of each row. */
export interface ColumnsBuffer extends EventColumns {
  readonly line: Int32Array;
  /** Columns by `EXTRA`; empty where the run reads none of them. */
  readonly extra: readonly Float64Array[];
  count: number;
  /** Rows of this patient that were set aside because the drug is taken as needed. */
  setAside: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function columnsBuffer(size = 256, withExtra = false): ColumnsBuffer {
  return {
    day: new Int32Array(size),
    supply: new Float64Array(size),
    dose: new Float64Array(size),
    category: new Int32Array(size),
    line: new Int32Array(size),
    extra: withExtra ? Array.from({ length: EXTRAS }, () => new Float64Array(size)) : [],
    count: 0,
    setAside: 0,
  };
}

/** Adds one row, growing the columns to twice their size when they are full. */
export function append(
  buffer: ColumnsBuffer,
  day: number,
  supply: number,
  dose: number,
  category: number,
  line: number,
): void {
  const i = buffer.count;
  if (i === buffer.day.length) grow(buffer);
  buffer.day[i] = day;
  buffer.supply[i] = supply;
  buffer.dose[i] = dose;
  buffer.category[i] = category;
  buffer.line[i] = line;
  buffer.count = i + 1;
}

/** Adds row `row` of one buffer to another. */
export function appendRow(from: ColumnsBuffer, row: number, to: ColumnsBuffer): void {
  const { day, supply, dose, category, line } = from;
  const [d, s, q] = [day[row] as number, supply[row] as number, dose[row] as number];
  append(to, d, s, q, category[row] as number, line[row] as number);
  to.extra.forEach((column, k) => {
    column[to.count - 1] = from.extra[k]?.[row] ?? Number.NaN;
  });
}

/** Makes room for so many more rows, so that they may be written without a check each. */
export function reserve(buffer: ColumnsBuffer, rows: number): void {
  while (buffer.count + rows > buffer.day.length) grow(buffer);
}

function grow(buffer: Writable<ColumnsBuffer>): void {
  const larger = columnsBuffer(buffer.day.length * 2, buffer.extra.length > 0);
  larger.day.set(buffer.day);
  larger.supply.set(buffer.supply);
  larger.dose.set(buffer.dose);
  larger.category.set(buffer.category);
  larger.line.set(buffer.line);
  larger.extra.forEach((column, k) => {
    column.set(buffer.extra[k] ?? []);
  });
  const { day, supply, dose, category, line, extra } = larger;
  Object.assign(buffer, { day, supply, dose, category, line, extra });
}

/** Sorts the rows by day if they are not already; rows of the same day keep their order. */
export function sortByDay(buffer: ColumnsBuffer): void {
  const { day, count } = buffer;
  let sorted = true;
  for (let i = 1; i < count && sorted; i++) sorted = (day[i - 1] as number) <= (day[i] as number);
  if (sorted) return;
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  if (count <= FEW) insertionSort(order, day);
  else order.sort((a, b) => (day[a] as number) - (day[b] as number) || a - b);
  reorder(buffer, order);
}

/** Puts the rows `order[0]`, `order[1]`, ... in this order. */
function reorder(buffer: ColumnsBuffer, order: Int32Array): void {
  for (const column of [buffer.day, buffer.supply, buffer.dose, buffer.category, buffer.line, ...buffer.extra]) {
    const before = column.slice(0, buffer.count);
    for (let i = 0; i < order.length; i++) column[i] = before[order[i] as number] as number;
  }
}

const FEW = 64;

/** Sorts row numbers by their day, stable; quick for a patient's few rows. */
function insertionSort(order: Int32Array, day: Int32Array): void {
  for (let i = 1; i < order.length; i++) {
    const row = order[i] as number;
    let k = i - 1;
    for (; k >= 0 && (day[order[k] as number] as number) > (day[row] as number); k--) order[k + 1] = order[k] as number;
    order[k + 1] = row;
  }
}
