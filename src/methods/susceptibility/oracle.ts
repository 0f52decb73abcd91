/** Answers from outside, read for the tests; null where the folder is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { delimited } from './delimited.ts';

const folder = new URL('../../../../shared/oracle/resistance/', import.meta.url);

/** Rows of one oracle table by column; null where it is absent. */
export function oracleRows(file: string): Record<string, string>[] | null {
  const path = new URL(file, folder);
  if (!existsSync(path)) return null;
  const [header = [], ...rows] = delimited(readFileSync(path, 'utf8'));
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
}

/** Text of one oracle table. */
export function oracleText(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}
