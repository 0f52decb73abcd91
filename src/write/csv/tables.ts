import { COLUMNS, type TableName } from '../../domain/csv-tables.ts';

export type { TableName } from '../../domain/csv-tables.ts';

/** The columns of a table, without the mark of those a row cannot do without. */
export const columnNames = (table: TableName): string[] => COLUMNS[table].map((column) => column.replace('!', ''));

/** One cell; null and '' both say nothing. */
export type Cell = string | number | null;

const SPECIAL = /[",\r\n]/;

/**
 * One line of a table, quoted where it has to be, with its line break.
 * @example csvLine(['a', 'b, c', null, 2]) //=> 'a,"b, c",,2\n'
 */
export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    const text = cell === null || cell === undefined ? '' : String(cell);
    line += (at === 0 ? '' : ',') + (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  }
  return `${line}\n`;
}
