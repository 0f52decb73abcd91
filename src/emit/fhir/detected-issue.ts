/** One cause of one trial as a DetectedIssue: a machine's finding, preliminary until a person has looked at it. */
import type { CodeableConcept, Coding, DetectedIssue, DetectedIssueEvidence, Extension } from 'fhir/r4.js';
import type { CauseEntry, Evidence, TrialAssessment } from '../../domain/assessment.ts';
import {
  ACT_CODE_SYSTEM,
  CERTAINTY_EXTENSION,
  ROLE_EXTENSION,
  TERM_SYSTEM,
  TRIAL_EXTENSION,
} from '../../domain/canonical.ts';
import { nameOf } from '../../explain/index.ts';
import { patientReference, rowReferences } from './references.ts';
import { addressOf, type FhirWords } from './words.ts';

/** `cause` explains a failure; `risk` was found while the trial responds or runs too early to judge. */
export type IssueRole = 'cause' | 'risk';

/** A term in our vocabulary, in HL7's reasons of issues, and in words. */
export function termConcept(term: string, { names, codesOf }: FhirWords): CodeableConcept {
  const theirs = codesOf(term)
    .filter(({ system, code }) => system === ACT_CODE_SYSTEM && code !== 'none')
    .map(({ system, code }): Coding => ({ system, code }));
  const display = nameOf(term, names);
  return { coding: [...theirs, { system: TERM_SYSTEM, code: term, display }], text: display };
}

/** The orders of the trial, and the medicines beside it that the cause's evidence rests on. */
function implicatedRows(trial: TrialAssessment, cause: CauseEntry): string[] {
  const orders = trial.doses.flatMap((step) => step.records);
  const own = orders.length > 0 ? orders : trial.supply.flatMap((run) => run.records).slice(0, 1);
  const beside = new Set(trial.exposure.beside.flatMap((drug) => drug.records));
  return [...own, ...cause.evidence.flatMap((each) => each.records.filter((row) => beside.has(row)))];
}

function issueEvidence(evidence: Evidence, cause: CauseEntry): DetectedIssueEvidence {
  const code: CodeableConcept = { coding: [{ system: TERM_SYSTEM, code: cause.term }], text: evidence.text };
  const detail = rowReferences(evidence.records);
  return { code: [code], ...(detail.length === 0 ? {} : { detail }) };
}

/** The sentences for and against, with what they rest on: the issue as it is read. */
function detailOf(trial: TrialAssessment, cause: CauseEntry, role: IssueRole, words: FhirWords): string {
  const sign = { supports: 'For', opposes: 'Against', missing: 'Missing' } as const;
  const title = `${nameOf(cause.term, words.names)} (${cause.certainty})`;
  const head =
    role === 'cause'
      ? `${trial.medication.name}: ${title}.`
      : `${trial.medication.name}: ${title}; it explains no failure so far.`;
  const sources = [...new Set(cause.evidence.flatMap((each) => each.sources))];
  return [
    head,
    ...cause.evidence.map((each) => `${sign[each.bearing]}: ${each.text}${each.checked ? '' : ' (unchecked fact)'}`),
    ...(sources.length === 0
      ? []
      : [`Sources: ${sources.map((id) => words.sources.get(id)?.title ?? id).join('; ')}.`]),
  ].join('\n');
}

function referenceOf(cause: CauseEntry, words: FhirWords): string | null {
  for (const id of cause.evidence.flatMap((each) => each.sources)) {
    const address = addressOf(words.sources.get(id));
    if (address !== null) return address;
  }
  return null;
}

/** The issue; `id` names it in the bundle, `author` is the device that found it. */
export function detectedIssue(
  patient: { id: string; asOf: string | null },
  trial: TrialAssessment,
  cause: CauseEntry,
  about: { id: string; role: IssueRole; author: string },
  words: FhirWords,
): DetectedIssue {
  const extension: Extension[] = [
    { url: TRIAL_EXTENSION, valueString: trial.id },
    { url: CERTAINTY_EXTENSION, valueCode: cause.certainty },
    { url: ROLE_EXTENSION, valueCode: about.role },
  ];
  const told = cause.evidence.filter((each) => each.bearing !== 'missing');
  const implicated = rowReferences(implicatedRows(trial, cause));
  const reference = referenceOf(cause, words);
  return {
    resourceType: 'DetectedIssue',
    id: about.id,
    extension,
    status: 'preliminary',
    code: termConcept(cause.term, words),
    patient: patientReference(patient.id),
    ...(patient.asOf === null ? {} : { identifiedDateTime: patient.asOf }),
    author: { reference: about.author },
    ...(implicated.length === 0 ? {} : { implicated }),
    ...(told.length === 0 ? {} : { evidence: told.map((each) => issueEvidence(each, cause)) }),
    detail: detailOf(trial, cause, about.role, words),
    ...(reference === null ? {} : { reference }),
  };
}
