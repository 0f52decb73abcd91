/** What the readers of rows share while one person is read. */
import type { PatientRecord } from '../../domain/record.ts';
import type { DrugIndex, DrugResolution } from '../../knowledge/drugs/types.ts';
import type { Vocabulary } from './concepts.ts';

export interface Chart {
  record: PatientRecord;
  vocabulary: Vocabulary;
  drugs: DrugIndex;
  /** answers of the drug look-up by what was asked; shared by all persons of a run */
  remembered: Map<string, DrugResolution | null>;
  /** type concepts that did not tell what an exposure is */
  untold: Set<string>;
}

/** What became of a row. */
export type Treatment = { as: 'used' } | { as: 'refused' } | { as: 'set-aside'; reason: string };

export const USED: Treatment = { as: 'used' };
export const REFUSED: Treatment = { as: 'refused' };
export const setAside = (reason: string): Treatment => ({ as: 'set-aside', reason });
