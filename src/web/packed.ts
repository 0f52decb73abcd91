/** The packs as the page loads them: each table by columns, which compresses better than by rows. */
import type { PackRows } from '../knowledge/pack.ts';

/** A table by columns; a row that lacks a column holds ABSENT there. Tables of anything but objects stay rows. */
export type PackedTable = { columns: string[]; cells: unknown[][] } | { rows: readonly unknown[] };

export interface PackedKnowledge {
  version: string;
  packs: Record<string, Record<string, PackedTable>>;
}

const ABSENT = '\u0000';

const isRecord = (row: unknown): row is Record<string, unknown> =>
  typeof row === 'object' && row !== null && !Array.isArray(row);

/** A table by columns. @example packedTable([{ a: 1 }, { a: 2 }]) //=> { columns: ['a'], cells: [[1, 2]] } */
export function packedTable(rows: readonly unknown[]): PackedTable {
  if (!rows.every(isRecord)) return { rows };
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, cells: columns.map((column) => rows.map((row) => (column in row ? row[column] : ABSENT))) };
}

/** The rows of a packed table, as they were. */
export function unpackedTable(table: PackedTable): readonly unknown[] {
  if ('rows' in table) return table.rows;
  const { columns, cells } = table;
  return (cells[0] ?? []).map((_, place) =>
    Object.fromEntries(
      columns.flatMap((column, at) => {
        const value = cells[at]?.[place];
        return value === ABSENT ? [] : [[column, value]];
      }),
    ),
  );
}

const overTables = <From, To>(
  packs: Readonly<Record<string, Readonly<Record<string, From>>>>,
  change: (table: From) => To,
): Record<string, Record<string, To>> =>
  Object.fromEntries(
    Object.entries(packs).map(([pack, tables]) => [
      pack,
      Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, change(table)])),
    ]),
  );

/** All packs by columns. */
export const packed = (packs: PackRows): PackedKnowledge['packs'] => overTables(packs, packedTable);

/** All packs by rows, as the core reads them. */
export const unpacked = (packs: PackedKnowledge['packs']): PackRows => overTables(packs, unpackedTable);
