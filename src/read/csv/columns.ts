/** Our own tables: one file per kind, UTF-8, header row, ISO dates or date-times. Documented in docs/csv.md. */
import { COLUMNS, type TableName } from '../../domain/csv-tables.ts';

export type { TableName } from '../../domain/csv-tables.ts';

/** One row as read: every cell a string, absent cells ''. */
export type CsvRow = Readonly<Record<string, string>>;

/** The table a file name means ("2024/orders.csv" -> orders); null where it is none of ours. */
export function tableOf(fileName: string): TableName | null {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.csv(\.gz)?$/, '');
  return stem in COLUMNS ? (stem as TableName) : null;
}

/** Names of a table's columns, and of those a row needs. */
export function columnsOf(table: TableName): { all: string[]; required: string[] } {
  const columns: readonly string[] = COLUMNS[table];
  return {
    all: columns.map((column) => column.replace('!', '')),
    required: columns.filter((column) => column.endsWith('!')).map((column) => column.slice(0, -1)),
  };
}
