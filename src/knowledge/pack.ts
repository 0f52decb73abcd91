/** What every pack folder exports, so that one loader and one checker serve them all. */
import type { ZodType } from 'zod';

/**
 * A pack's tables by file name ("data.csv", "measures.json") with the schema of ONE row.
 *
 * A `.csv` row reaches the schema as an object of strings (empty cells as ''), a `.json` file must be an array of rows.
 * The schema turns cells into numbers and lists, so that the built index holds the finished rows.
 */
export type PackTables = Readonly<Record<string, ZodType>>;

/** The finished rows of all packs as the build leaves them: pack, then file, then rows. */
export type PackRows = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** One entry of the bibliography. */
export interface Source {
  id: string;
  kind: string;
  title: string;
  year: number | null;
  version?: string | undefined;
  pmid?: string | undefined;
  doi?: string | undefined;
  url?: string | undefined;
  licence: string;
  accessed: string;
}

/** Was the fact read at its source? */
export type Checked = 'yes' | 'no';

/** The provenance every row carries: `source` is "id" or "id, locator", several separated by " | ". */
export interface Provenance {
  source: string;
  checked: Checked;
}

/**
 * The bibliography ids of a row's `source` cell, locators dropped.
 * @example sourceIds('howes-2017-trrip, Table 1 | fda-label-clozapine') //=> ['howes-2017-trrip', 'fda-label-clozapine']
 */
export function sourceIds(source: string): string[] {
  return source
    .split('|')
    .map((part) => part.trim().split(',', 1)[0]?.trim() ?? '')
    .filter((id) => id !== '');
}
