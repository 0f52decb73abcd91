/** A small CSV table in and out: header and rows of cells, RFC 4180 quotes. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { asUserError } from '../failures.ts';

export type Table = { header: readonly string[]; rows: readonly (readonly string[])[] };

const BYTE_ORDER_MARK = '\uFEFF';

/** Reads a CSV text; blank lines are skipped, names of columns are trimmed and lower-cased. */
export const parseTable = (text: string): Table => {
  const lines: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const input = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const endRow = (): void => {
    row.push(cell);
    cell = '';
    if (row.length > 1 || row[0] !== '') lines.push(row);
    row = [];
  };
  for (let i = 0; i < input.length; i++) {
    const c = input.charAt(i);
    if (quoted && c === '"' && input.charAt(i + 1) === '"') {
      cell += '"';
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (quoted) cell += c;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) endRow();
  const [header = [], ...rows] = lines;
  return { header: header.map((name) => name.trim().toLowerCase()), rows };
};

/** Reads a CSV file, or standard input for `-`; throws a UserError where it cannot be read or has no header. */
export const readTable = (path: string): Table => {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw asUserError(error, path);
  }
  const table = parseTable(text);
  if (table.header.length === 0) throw new UserError(`${path} is empty`);
  return table;
};

/** A row's cell by column name, trimmed; '' where the column or the cell is absent. */
export const cellOf = (table: Table, row: readonly string[], name: string): string => {
  const at = table.header.indexOf(name);
  return at < 0 ? '' : (row[at] ?? '').trim();
};

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One line of CSV, with its line feed. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quote).join(',')}\n`;
