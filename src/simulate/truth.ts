/** What is true of a simulated patient, written down beside the record. */

/** Kinds of observation a record may lack. */
export const KINDS = [
  'outcome',
  'dispensing',
  'dose',
  'genotype',
  'perpetrator',
  'stop',
  'progression',
  'culture',
  'ambulatory',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * One true term. A trial has one course and a cause for every mechanism at work while it failed.
 *
 * `decisive`: without this mechanism, and all else equal, the trial would have reached its criterion. `standing` of a
 * label: `true`, or `pseudo` where the trials fail but too few had a fair chance. `hiddenBy`: kinds of observation the
 * term cannot be told without and this record lacks.
 */
export interface TruthRow {
  patient: string;
  scenario: string;
  /** ingredient of the trial; empty for a label */
  drug: string;
  kind: 'course' | 'cause' | 'label';
  term: string;
  decisive: boolean | null;
  standing: '' | 'true' | 'pseudo';
  hiddenBy: Kind[];
}

/** The columns of truth.csv. */
export const TRUTH_COLUMNS = [
  'patient_id',
  'scenario',
  'drug',
  'kind',
  'term',
  'decisive',
  'standing',
  'hidden_by',
] as const;

/** A truth row as the cells of truth.csv. */
export function truthCells(row: TruthRow): string[] {
  const decisive = row.decisive === null ? '' : row.decisive ? 'yes' : 'no';
  return [row.patient, row.scenario, row.drug, row.kind, row.term, decisive, row.standing, row.hiddenBy.join(' ')];
}
