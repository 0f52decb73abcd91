/** What the conditions pack answers to rooms that only need to know which condition is meant. */
import type { Concept } from '../../domain/record.ts';

/** Matching of diagnoses and drugs to the pack's conditions. */
export interface ConditionMatcher {
  /** the pack's condition a diagnosis means, by ICD-10-CM, SNOMED CT or plain name; null where none fits */
  match(concept: Concept): string | null;
  /** ids of the conditions a drug is usually given for, most usual first; by class id, ATC prefix or ingredient id */
  treatedBy(drug: { id: string; atc: readonly string[]; classes: readonly string[] }): string[];
  /** plain name of a condition id */
  name(condition: string): string;
}
