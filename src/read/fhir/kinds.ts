/** Which resource types are read, which only serve others, and why the rest is set aside. */
import { readAdverseEvent } from './adverse-event.ts';
import { readAllergyIntolerance } from './allergy-intolerance.ts';
import type { ResourceReader } from './chart.ts';
import { readCondition } from './condition.ts';
import { readDiagnosticReport } from './diagnostic-report.ts';
import { readEncounter } from './encounter.ts';
import { readGoal } from './goal.ts';
import { readMedicationAdministration } from './medication-administration.ts';
import { readMedicationDispense } from './medication-dispense.ts';
import { readMedicationRequest } from './medication-request.ts';
import { readMedicationStatement } from './medication-statement.ts';
import { readObservation } from './observation.ts';
import { readPatient } from './patient.ts';
import { readProcedure } from './procedure.ts';
import { readQuestionnaireResponse } from './questionnaire-response.ts';

/** Readers by resource type; cultures and genotypes are taken out of the observations before these run. */
export const READERS: ReadonlyMap<string, ResourceReader> = new Map<string, ResourceReader>([
  ['Patient', readPatient],
  ['MedicationRequest', readMedicationRequest],
  ['MedicationDispense', readMedicationDispense],
  ['MedicationAdministration', readMedicationAdministration],
  ['MedicationStatement', readMedicationStatement],
  ['Condition', readCondition],
  ['Observation', readObservation],
  ['DiagnosticReport', readDiagnosticReport],
  ['AllergyIntolerance', readAllergyIntolerance],
  ['AdverseEvent', readAdverseEvent],
  ['Encounter', readEncounter],
  ['QuestionnaireResponse', readQuestionnaireResponse],
  ['Procedure', readProcedure],
  ['Goal', readGoal],
]);

/** Types that are looked up from others and have no row of their own. */
export const SUPPORTING: ReadonlySet<string> = new Set(['Medication', 'Specimen', 'Device', 'Substance']);

const REASONS: ReadonlyMap<string, string> = new Map([
  ['MolecularSequence', 'raw sequence; the genotype observations are read'],
  ['Provenance', 'says who recorded, not what happened'],
  ['AuditEvent', 'says who looked, not what happened'],
  ['Communication', 'a message'],
  ['CommunicationRequest', 'a message'],
  ['Flag', 'a warning sign of the source system'],
  ['DetectedIssue', "another system's conclusion"],
  ['GuidanceResponse', "another system's conclusion"],
  ['RiskAssessment', "another system's conclusion"],
  ['ClinicalImpression', "another system's conclusion"],
  ['Claim', 'billing'],
  ['ClaimResponse', 'billing'],
  ['ExplanationOfBenefit', 'billing'],
  ['Coverage', 'billing'],
  ['OperationOutcome', 'a message of the server'],
]);

/** Why a type RxWhy does not read is set aside. */
export function reasonNotRead(type: string): string {
  if (SUPPORTING.has(type)) return 'nothing refers to it';
  return REASONS.get(type) ?? 'a resource type RxWhy does not read';
}
