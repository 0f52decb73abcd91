/** The answer to one trial as a GuidanceResponse: did it succeed, and which data would it still need? */
import type { DataRequirement, Extension, GuidanceResponse } from 'fhir/r4.js';
import type { NextCheck, TrialAssessment } from '../../domain/assessment.ts';
import { MODULE_CANONICAL, NEED_EXTENSION, TERM_SYSTEM, TRIAL_EXTENSION } from '../../domain/canonical.ts';
import { nameOf } from '../../explain/index.ts';
import { termConcept } from './detected-issue.ts';
import { patientReference } from './references.ts';
import type { FhirWords } from './words.ts';

type AnsweredBy = NonNullable<NextCheck['answeredBy']>;

/** The resources in which each kind of answer arrives. */
const ARRIVES_AS: Readonly<Record<AnsweredBy, DataRequirement['type'][]>> = {
  taking: ['MedicationDispense', 'MedicationStatement'],
  'drug-level': ['Observation'],
  genotype: ['Observation'],
  culture: ['Observation'],
  'antibody-test': ['Observation'],
  'tumour-test': ['Observation'],
};

function requirement(type: DataRequirement['type'], text: string): DataRequirement {
  // FHIR R4 gives a requirement no words of its own.
  const extension: Extension[] = [{ url: NEED_EXTENSION, valueString: text }];
  return { extension, type };
}

function requirementsOf(trial: TrialAssessment, words: FhirWords): DataRequirement[] {
  const asked = trial.nextChecks.flatMap((check) => {
    const types = check.answeredBy ? ARRIVES_AS[check.answeredBy] : (['QuestionnaireResponse'] as const);
    return types.map((type) => requirement(type, `${check.text} ${check.why}`));
  });
  const open = trial.notAssessed.map(({ term, missing }) =>
    requirement('Resource', `${nameOf(term, words.names)}: ${missing.join('; ')}`),
  );
  const course = trial.course.missing.map((phrase) => requirement('Observation', `course: ${phrase}`));
  return [...course, ...asked, ...open];
}

/**
 * `data-required`: without more data there is no verdict, or nobody can say whether the drug had a fair chance;
 * `data-requested`: there is one, and more data would sharpen it; `success`: nothing is missing.
 */
function statusOf(trial: TrialAssessment, needs: number): GuidanceResponse['status'] {
  if (needs === 0) return 'success';
  return trial.failure === null || trial.fairChance === 'unknown' ? 'data-required' : 'data-requested';
}

/** The envelope of one trial's verdict. */
export function guidanceResponse(
  patient: { id: string; asOf: string | null },
  trial: TrialAssessment,
  about: { id: string; author: string },
  words: FhirWords,
): GuidanceResponse {
  const needs = requirementsOf(trial, words);
  return {
    resourceType: 'GuidanceResponse',
    id: about.id,
    extension: [{ url: TRIAL_EXTENSION, valueString: trial.id }],
    moduleCanonical: MODULE_CANONICAL,
    status: statusOf(trial, needs.length),
    subject: patientReference(patient.id),
    ...(patient.asOf === null ? {} : { occurrenceDateTime: patient.asOf }),
    performer: { reference: about.author },
    reasonCode: [
      termConcept(trial.course.term, words),
      { coding: [{ system: TERM_SYSTEM, code: trial.headline.term }], text: nameOf(trial.headline.term, words.names) },
    ],
    note: [{ text: trial.summary.clinician }],
    ...(needs.length === 0 ? {} : { dataRequirement: needs }),
  };
}
