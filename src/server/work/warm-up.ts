/** A small made-up record that touches every room once, for a thread to run before it is asked. */
const subject = { reference: 'Patient/warm-up' };

export const WARM_UP = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resourceType: 'Patient', id: 'warm-up', birthDate: '1970-01-01' },
    {
      resourceType: 'Condition',
      id: 'c',
      subject,
      code: { text: 'Major depressive disorder' },
      onsetDateTime: '2024-01-01',
    },
    {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      intent: 'order',
      subject,
      authoredOn: '2024-01-10',
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '312941' }],
        text: 'sertraline 50 MG Oral Tablet',
      },
      reasonReference: [{ reference: 'Condition/c' }],
      dosageInstruction: [{ text: 'Take 1 tablet by mouth daily' }],
    },
    {
      resourceType: 'MedicationDispense',
      id: 'd',
      status: 'completed',
      subject,
      medicationCodeableConcept: { text: 'sertraline 50 MG Oral Tablet' },
      whenHandedOver: '2024-01-10',
      daysSupply: { value: 30 },
    },
    {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      subject,
      code: { text: 'PHQ-9 total score' },
      effectiveDateTime: '2024-04-10',
      valueQuantity: { value: 17, code: '{score}' },
    },
  ].map((resource) => ({ resource })),
};
