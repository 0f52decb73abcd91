/** PatientRecord -> our own CSV (docs/csv.md). */
import type { PatientRecord } from '../../domain/record.ts';
import { csvRows } from './rows.ts';
import { columnNames, csvLine, type TableName } from './tables.ts';

export { csvRows, type WrittenRow } from './rows.ts';
export { type Cell, columnNames, csvLine, type TableName } from './tables.ts';

/**
 * Tables of several people as texts with their header; a table without rows is left out.
 *
 * The tables hold what docs/csv.md lists and no more: of several directions, indications or notes of one row the
 * first, of a condition the first code; visits and panels have no table.
 */
export function writeCsv(records: readonly PatientRecord[]): { name: string; text: string }[] {
  const texts = new Map<TableName, string>();
  for (const record of records)
    for (const { table, cells } of csvRows(record))
      texts.set(table, (texts.get(table) ?? csvLine(columnNames(table))) + csvLine(cells));
  return [...texts].map(([table, text]) => ({ name: `${table}.csv`, text }));
}
