/** A Parquet table in memory. */
import { parquetReadObjects } from 'hyparquet';

export type Row = Readonly<Record<string, unknown>>;

export interface Table {
  /** the file's name without its ending: trials, causes ... */
  name: string;
  columns: string[];
  rows: readonly Row[];
}

/** Only rows whose column holds this value; null holds them all. */
export interface Filter {
  column: string;
  is: string | null;
}

/** Columns with at most this many values are counted by value. */
const MOST_VALUES = 60;

/** Reads a Parquet file. Throws where it is none. */
export async function tableFrom(name: string, bytes: ArrayBuffer): Promise<Table> {
  const rows = (await parquetReadObjects({ file: bytes })) as Row[];
  return { name: name.replace(/\.parquet$/i, ''), columns: Object.keys(rows[0] ?? {}), rows };
}

/** True where a column has few values and they are no numbers. */
export function isCategory({ rows }: Table, column: string): boolean {
  const values = new Set<unknown>();
  for (const row of rows) {
    const value = row[column];
    if (typeof value === 'number') return false;
    values.add(value);
    if (values.size > MOST_VALUES) return false;
  }
  return values.size > 0;
}

export const filtered = ({ rows }: Table, filter: Filter | null): readonly Row[] =>
  filter === null || filter.is === null ? rows : rows.filter((row) => String(row[filter.column] ?? '') === filter.is);

/** How often each value stands in a column, most frequent first. */
export function countsOf(rows: readonly Row[], column: string): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = String(row[column] ?? '–');
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts.entries()].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

/** Lowest, middle and highest number of a column; null where it holds none. */
export function spreadOf(rows: readonly Row[], column: string): { low: number; middle: number; high: number } | null {
  const numbers = rows
    .map((row) => row[column])
    .flatMap((value) => (typeof value === 'number' ? [value] : typeof value === 'bigint' ? [Number(value)] : []))
    .sort((a, b) => a - b);
  const [low, high] = [numbers[0], numbers.at(-1)];
  return low === undefined || high === undefined ? null : { low, middle: numbers[numbers.length >> 1] ?? low, high };
}
