/** What a source of people gives a run: rows to deal into buckets, and a reader that makes records of them. */
import type { Problem } from '../../domain/problem.ts';
import type { PatientRecord } from '../../domain/record.ts';
import type { DrugIndex } from '../../knowledge/drugs/types.ts';
import type { Engine } from '../engine.ts';

/**
 * One table to be clustered: a query of `person` (text), `kind` (name of the table) and `cells` (the row's cells joined
 * by `CELL`, in an order that puts equal rows beside each other).
 */
export interface Feed {
  kind: string;
  select: string;
  columns: readonly string[];
}

/** Rows nobody is judged by: how many of which table, and why. */
export interface RowCount {
  table: string;
  step: string;
  rows: number;
}

export interface PreparedSource {
  feeds: readonly Feed[];
  /** plain JSON the readers of buckets need beside the rows */
  side: unknown;
  /** rows of the whole source that reach no person */
  counts: readonly RowCount[];
  problems: readonly Problem[];
}

/** One person's rows by table; a row is its cells. */
export type PersonRows = ReadonlyMap<string, readonly (readonly string[])[]>;

export interface PersonRead {
  record: PatientRecord;
  setAside: readonly { table: string; reason: string; count: number }[];
}

export interface Source {
  /** finds the tables, and what lies beside them; `engine` has the whole run's threads and memory */
  prepare(path: string, engine: Engine): Promise<PreparedSource>;
  reader(side: unknown, drugs: DrugIndex): (person: string, rows: PersonRows) => PersonRead;
}

/** Separates cells; the control character cannot be part of a cleaned text. */
export const CELL = '\u001f';

/** SQL: a text expression without the separator. */
export const cellSql = (expression: string, isText: boolean): string =>
  isText ? `coalesce(replace(${expression}, chr(31), ''), '')` : `coalesce(CAST(${expression} AS VARCHAR), '')`;

/** SQL: cells of a row as one text. */
export const joined = (cells: readonly string[]): string => (cells.length === 0 ? "''" : cells.join(` || chr(31) || `));
