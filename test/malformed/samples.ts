/** One invented person with a resource of every kind that is read. */
const subject = { reference: 'Patient/p' };
const loinc = (code: string, display: string): object => ({
  coding: [{ system: 'http://loinc.org', code, display }],
  text: display,
});
const row = (resourceType: string, id: string, rest: object): object => ({ resourceType, id, subject, ...rest });

export const samplesOfEveryKind: readonly object[] = [
  { resourceType: 'Patient', id: 'p', birthDate: '1960-01-01', gender: 'female' },
  { resourceType: 'Medication', id: 'm', code: { text: 'lisinopril 10 mg' }, form: { text: 'tablet' } },
  row('MedicationRequest', '1', {
    status: 'active',
    intent: 'order',
    medicationReference: { reference: 'Medication/m' },
    authoredOn: '2024-01-01',
    reasonReference: [{ reference: 'Condition/c' }],
    dosageInstruction: [{ text: 'take 1 tablet daily' }],
  }),
  row('MedicationRequest', '2', {
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'lisinopril 20 mg' },
    authoredOn: '2024-01-01',
  }),
  row('MedicationDispense', '1', {
    status: 'completed',
    medicationReference: { reference: 'Medication/m' },
    whenHandedOver: '2024-01-02',
    daysSupply: { value: 30, unit: 'days' },
    authorizingPrescription: [{ reference: 'MedicationRequest/1' }],
  }),
  row('MedicationAdministration', '1', {
    status: 'completed',
    medicationCodeableConcept: { text: 'ceftriaxone' },
    effectiveDateTime: '2024-02-01T08:00:00Z',
    dosage: { dose: { value: 1, unit: 'g' } },
  }),
  row('MedicationStatement', '1', {
    status: 'active',
    medicationCodeableConcept: { text: 'lisinopril' },
    effectiveDateTime: '2024-02-01',
    informationSource: subject,
    note: [{ text: 'misses 3 of 7 doses' }],
  }),
  row('Condition', 'c', { code: { text: 'Hypertension' }, onsetDateTime: '2020' }),
  row('Observation', 'bp', {
    status: 'final',
    code: loinc('85354-9', 'Blood pressure panel'),
    effectiveDateTime: '2024-02-02',
    component: [
      { code: loinc('8480-6', 'Systolic'), valueQuantity: { value: 150, unit: 'mmHg' } },
      { code: loinc('8462-4', 'Diastolic'), valueQuantity: { value: 95, unit: 'mmHg' } },
    ],
  }),
  row('Observation', 'lone', {
    status: 'final',
    code: loinc('2339-0', 'Glucose'),
    valueQuantity: { value: 5, unit: 'blobs' },
  }),
  row('DiagnosticReport', 'r', {
    status: 'final',
    code: loinc('630-4', 'Urine culture'),
    effectiveDateTime: '2024-03-01',
    specimen: [{ reference: 'Specimen/s' }],
    result: [{ reference: 'Observation/org' }, { reference: 'Observation/ast1' }, { reference: 'Observation/ast2' }],
  }),
  row('Specimen', 's', { type: { text: 'Urine' }, collection: { collectedDateTime: '2024-02-28T10:00:00Z' } }),
  row('Observation', 'org', {
    status: 'final',
    code: loinc('630-4', 'Bacteria identified in Urine by Culture'),
    valueCodeableConcept: { text: 'Escherichia coli' },
  }),
  row('Observation', 'ast1', {
    status: 'final',
    code: loinc('18906-8', 'Ciprofloxacin [Susceptibility]'),
    interpretation: [{ coding: [{ code: 'R' }] }],
    valueQuantity: { value: 4, comparator: '>', unit: 'mg/L' },
  }),
  row('Observation', 'ast2', {
    status: 'final',
    code: loinc('18895-3', 'Ceftriaxone [Susceptibility]'),
    valueCodeableConcept: { coding: [{ code: 'S' }] },
  }),
  row('Observation', 'gene', {
    status: 'final',
    code: loinc('84413-4', 'Genotype display name'),
    valueCodeableConcept: { text: 'CYP2C19 *2/*2' },
    effectiveDateTime: '2023-01-01',
  }),
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    patient: subject,
    code: { text: 'penicillin' },
    category: ['medication'],
  },
  row('AdverseEvent', 'e', {
    actuality: 'actual',
    event: { text: 'Cough' },
    date: '2024-02-03',
    suspectEntity: [{ instance: { reference: 'MedicationRequest/1' } }],
  }),
  row('Encounter', 'in', {
    status: 'finished',
    class: { code: 'IMP' },
    period: { start: '2024-02-01', end: '2024-02-05' },
  }),
  row('Encounter', 'out', { status: 'finished', class: { code: 'AMB' }, period: { start: '2024-04-01' } }),
  row('QuestionnaireResponse', 'q', {
    status: 'completed',
    authored: '2024-04-01',
    item: [{ linkId: '/44261-6', text: 'PHQ-9 total score', answer: [{ valueInteger: 14 }] }],
  }),
  row('Procedure', 'x', { status: 'completed', code: { text: 'Gastric bypass' }, performedDateTime: '2019-05-05' }),
  row('Goal', 'g', {
    lifecycleStatus: 'active',
    description: { text: 'LDL below 70 mg/dL' },
    target: [{ measure: { text: 'LDL' }, detailQuantity: { value: 70, comparator: '<', unit: 'mg/dL' } }],
  }),
  row('Claim', 'bill', {}),
];
