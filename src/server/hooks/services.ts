/** The three CDS services and what they ask of a record, within the prefetch syntax the standard allows. */

export interface Prefetch {
  key: string;
  template: string;
  /** without it there is nothing to say, and the call is answered 412 */
  isEssential: boolean;
}

const ofPatient = (key: string, type: string, more = '', isEssential = false): Prefetch => ({
  key,
  template: `${type}?patient={{context.patientId}}${more}`,
  isEssential,
});

/** Reads of one instance and searches by patient, `_count` and `_sort`: nothing beyond what every client can do. */
export const PREFETCH: readonly Prefetch[] = [
  { key: 'patient', template: 'Patient/{{context.patientId}}', isEssential: true },
  ofPatient('medicationRequests', 'MedicationRequest', '&_count=200', true),
  ofPatient('medicationDispenses', 'MedicationDispense', '&_count=500'),
  ofPatient('medicationStatements', 'MedicationStatement', '&_count=200'),
  ofPatient('medicationAdministrations', 'MedicationAdministration', '&_count=500'),
  ofPatient('conditions', 'Condition', '&_count=200'),
  ofPatient('observations', 'Observation', '&_count=500&_sort=-date'),
  ofPatient('diagnosticReports', 'DiagnosticReport', '&_count=200&_sort=-date'),
  ofPatient('encounters', 'Encounter', '&_count=200'),
  ofPatient('allergies', 'AllergyIntolerance', '&_count=100'),
  ofPatient('procedures', 'Procedure', '&_count=100'),
  ofPatient('questionnaireResponses', 'QuestionnaireResponse', '&_count=100'),
  ofPatient('goals', 'Goal', '&_count=50'),
];

export interface HookService {
  id: string;
  hook: 'patient-view' | 'order-select' | 'order-sign';
  title: string;
  description: string;
}

export const SERVICES: readonly HookService[] = [
  {
    id: 'rxwhy-patient-view',
    hook: 'patient-view',
    title: 'Why is it not working?',
    description:
      'Names, for medicines that are failing or were never started, what defeated them and what to find out.',
  },
  {
    id: 'rxwhy-order-select',
    hook: 'order-select',
    title: 'Was it tried before?',
    description: 'Says of a medicine being ordered why it failed before, and whether enough of it would arrive.',
  },
  {
    id: 'rxwhy-order-sign',
    hook: 'order-sign',
    title: 'Was it tried before?',
    description: 'Says of a medicine being signed why it failed before, and whether enough of it would arrive.',
  },
];

/** The discovery document. */
export function discovery(): {
  services: (HookService & { prefetch: Record<string, string>; usageRequirements: string })[];
} {
  const prefetch = Object.fromEntries(PREFETCH.map(({ key, template }) => [key, template]));
  const usageRequirements =
    'Reads FHIR R4. What is not prefetched is read from fhirServer; patient and medicationRequests are needed.';
  return { services: SERVICES.map((service) => ({ ...service, prefetch, usageRequirements })) };
}
