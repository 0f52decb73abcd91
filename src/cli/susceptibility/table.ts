/** The tables of `rxwhy susceptibility`: one test a line, or one isolate a line. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { delimited } from '../../methods/susceptibility/delimited.ts';
import { asUserError } from '../failures.ts';

export interface Table {
  header: string[];
  rows: string[][];
}

/** Reads a delimited file, or standard input for "-"; throws a UserError where it has no header or lacks a column. */
export function readTable(path: string, needed: readonly string[]): Table {
  const [header, ...rows] = delimited(textOf(path));
  if (!header) throw new UserError(`${path} is empty`);
  const names = header.map((name) => name.trim());
  const absent = needed.filter((name) => !names.includes(name));
  if (absent.length > 0)
    throw new UserError(`${path} needs the columns ${needed.join(', ')}; ${absent.join(', ')} is missing`);
  return { header: names, rows };
}

/** Text of a file, or of standard input for "-". */
export function textOf(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw asUserError(error, path);
  }
}

/** One line of CSV; null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? '' : String(cell);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(',')}\n`;
}
