/** What a writer of OMOP tables gives back. */
import type { PatientRecord } from '../../domain/record.ts';
import type { OmopTable } from './tables.ts';

/** One row with its table; cells in the order of the specification's columns. */
export interface OmopRow {
  table: OmopTable;
  cells: (string | number | null)[];
}

/** Writes any number of records; concepts and ids are numbered in the order in which they come. */
export interface OmopWriter {
  columns(table: OmopTable): string[];
  rows(record: PatientRecord): OmopRow[];
  /** the concepts used and the description of the source, once all records are written */
  vocabulary(): OmopRow[];
}
