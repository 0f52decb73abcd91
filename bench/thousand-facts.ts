/** A made-up person with about 1,000 facts: a few long treatments, monthly fills, monthly outcomes. Same every time. */

const DRUGS = [
  {
    name: 'sertraline 50 MG Oral Tablet',
    condition: 'Major depressive disorder',
    measure: 'PHQ-9 total score',
    unit: '{score}',
    from: 18,
  },
  {
    name: 'lisinopril 20 MG Oral Tablet',
    condition: 'Essential hypertension',
    measure: 'Systolic blood pressure',
    unit: 'mm[Hg]',
    from: 152,
  },
  {
    name: 'atorvastatin 40 MG Oral Tablet',
    condition: 'Hyperlipidemia',
    measure: 'LDL cholesterol',
    unit: 'mg/dL',
    from: 160,
  },
  {
    name: 'metformin 1000 MG Oral Tablet',
    condition: 'Type 2 diabetes mellitus',
    measure: 'Hemoglobin A1c',
    unit: '%',
    from: 8.4,
  },
  {
    name: 'amlodipine 5 MG Oral Tablet',
    condition: 'Essential hypertension',
    measure: 'Diastolic blood pressure',
    unit: 'mm[Hg]',
    from: 95,
  },
] as const;

const isoMonth = (index: number, day: number): string =>
  `${2010 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The person as a FHIR Bundle of `facts` resources, half of them dispensings, the rest outcomes. */
export function thousandFacts(facts = 1000): {
  resourceType: 'Bundle';
  type: 'collection';
  entry: { resource: unknown }[];
} {
  const resources: unknown[] = [{ resourceType: 'Patient', id: 'bench', birthDate: '1960-01-01' }];
  for (const [place, drug] of DRUGS.entries()) {
    resources.push(
      {
        resourceType: 'Condition',
        id: `c${place}`,
        code: { text: drug.condition },
        subject: { reference: 'Patient/bench' },
        onsetDateTime: '2009-06-01',
      },
      {
        resourceType: 'MedicationRequest',
        id: `m${place}`,
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/bench' },
        authoredOn: '2010-01-03',
        medicationCodeableConcept: { text: drug.name },
        reasonReference: [{ reference: `Condition/c${place}` }],
        dosageInstruction: [
          {
            text: 'Take 1 tablet by mouth daily',
            timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: { value: 1 } }],
          },
        ],
      },
    );
  }
  for (let index = 0; resources.length < facts; index += 1) {
    const drug = DRUGS[index % DRUGS.length] ?? DRUGS[0];
    const place = index % DRUGS.length;
    const month = Math.floor(index / DRUGS.length);
    resources.push(
      {
        resourceType: 'MedicationDispense',
        id: `d${index}`,
        status: 'completed',
        subject: { reference: 'Patient/bench' },
        authorizingPrescription: [{ reference: `MedicationRequest/m${place}` }],
        medicationCodeableConcept: { text: drug.name },
        daysSupply: { value: 30 },
        quantity: { value: 30 },
        whenHandedOver: isoMonth(month, 3 + place),
      },
      {
        resourceType: 'Observation',
        id: `o${index}`,
        status: 'final',
        subject: { reference: 'Patient/bench' },
        code: { text: drug.measure },
        effectiveDateTime: isoMonth(month, 20),
        valueQuantity: { value: drug.from * (1 - 0.02 * (month % 9)), unit: drug.unit, code: drug.unit },
      },
    );
  }
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}
