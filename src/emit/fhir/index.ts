/** An assessment as a FHIR R4 Bundle: DetectedIssue per cause, GuidanceResponse per trial, Provenance, the Device. */
import type { Bundle, BundleEntry, Device, FhirResource, Provenance } from 'fhir/r4.js';
import type { Assessment, PatientAssessment } from '../../domain/assessment.ts';
import { CANONICAL_BASE } from '../../domain/canonical.ts';
import { detectedIssue } from './detected-issue.ts';
import { guidanceResponse } from './guidance-response.ts';
import { patientReference } from './references.ts';
import type { FhirWords } from './words.ts';

export type { FhirWords, SourceAddress } from './words.ts';

export interface FhirOutput {
  /** when the answer was given, as a FHIR instant; the core has no clock, so the caller says it */
  recorded: string;
}

const DEVICE = 'Device/rxwhy';
const PROVENANCE_TYPES = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

function device({ rxwhyVersion, knowledgeVersion }: Assessment): Device {
  return {
    resourceType: 'Device',
    id: 'rxwhy',
    status: 'active',
    deviceName: [{ name: 'RxWhy', type: 'user-friendly-name' }],
    version: [
      { type: { text: 'software' }, value: rxwhyVersion },
      { type: { text: 'knowledge' }, value: knowledgeVersion },
    ],
    note: [{ text: 'Decision support for professionals; not advice to start, stop or change a medicine.' }],
  };
}

function answersOf(patient: PatientAssessment, place: number, words: FhirWords): FhirResource[] {
  return patient.trials.flatMap((trial, index) => {
    const name = `${place + 1}-${index + 1}`;
    const issues = (['cause', 'risk'] as const).flatMap((role) =>
      (role === 'cause' ? trial.causes : trial.risks).map((cause) =>
        detectedIssue(patient, trial, cause, { id: `issue-${name}-${cause.term}`, role, author: DEVICE }, words),
      ),
    );
    return [...issues, guidanceResponse(patient, trial, { id: `guidance-${name}`, author: DEVICE }, words)];
  });
}

function provenance(
  patient: PatientAssessment,
  place: number,
  answers: readonly FhirResource[],
  assessment: Assessment,
  recorded: string,
): Provenance {
  return {
    resourceType: 'Provenance',
    id: `provenance-${place + 1}`,
    target: answers.map((answer) => ({ reference: `${answer.resourceType}/${answer.id}` })),
    recorded,
    activity: { text: `assessment by RxWhy ${assessment.rxwhyVersion}, knowledge ${assessment.knowledgeVersion}` },
    agent: [{ type: { coding: [{ system: PROVENANCE_TYPES, code: 'assembler' }] }, who: { reference: DEVICE } }],
    entity: [{ role: 'source', what: patientReference(patient.id) }],
  };
}

/**
 * The assessment as one Bundle of type `collection`. Pure; resources refer to the record's own rows by their ids.
 *
 * Causes and risks are DetectedIssues (told apart by an extension), what is missing stands in the GuidanceResponse of
 * its trial. Nothing in it proposes an order.
 */
export function fhirBundle(assessment: Assessment, words: FhirWords, { recorded }: FhirOutput): Bundle {
  const resources = assessment.patients.flatMap((patient, place): FhirResource[] => {
    const answers = answersOf(patient, place, words);
    return answers.length === 0 ? [] : [...answers, provenance(patient, place, answers, assessment, recorded)];
  });
  const entry = [device(assessment), ...resources].map(
    (resource): BundleEntry => ({
      fullUrl: `${CANONICAL_BASE}/${resource.resourceType}/${resource.id}`,
      resource,
    }),
  );
  return { resourceType: 'Bundle', type: 'collection', timestamp: recorded, entry };
}
