/** Made-up hospital stays in the shape of a de-identified hospital export: every resistant pair is found, none invented. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/domain/time.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { assess } from '../../src/rxwhy.ts';
import { knowledge } from '../knowledge.ts';

const facts = await knowledge();

const RESISTANT = [
  'acquired-resistance',
  'intrinsic-resistance',
  'antimicrobial-resistance',
  'resistance-emerged-on-therapy',
];
const system = (name: string): string => `http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-${name}`;
const code = (name: string, value: string, display: string): object => ({
  coding: [{ system: system(name), code: value, display }],
});
const subject = { reference: 'Patient/p' };

/** Charted name, name of the laboratory's test. None of the pairs below is resistant by nature. */
const DRUGS = [
  ['CefePIME', 'CEFEPIME', 'cefepime'],
  ['CefTRIAXone', 'CEFTRIAXONE', 'ceftriaxone'],
  ['Ciprofloxacin IV', 'CIPROFLOXACIN', 'ciprofloxacin'],
  ['Gentamicin Sulfate', 'GENTAMICIN', 'gentamicin'],
  ['Meropenem', 'MEROPENEM', 'meropenem'],
  ['Piperacillin-Tazobactam', 'PIPERACILLIN/TAZO', 'piperacillin'],
  ['Tobramycin Sulfate', 'TOBRAMYCIN', 'tobramycin'],
] as const;
const GERMS = [
  'ESCHERICHIA COLI',
  'KLEBSIELLA PNEUMONIAE',
  'ENTEROBACTER CLOACAE COMPLEX',
  'CITROBACTER KOSERI',
] as const;
const DIAGNOSES = ['N390', 'J189', 'A419', 'L03115', 'I10', 'E119', 'K7031'] as const;
const SPECIMENS = ['BLOOD CULTURE', 'URINE', 'SPUTUM', 'BRONCHOALVEOLAR LAVAGE', 'ABSCESS', 'SWAB', 'TISSUE'] as const;

interface Stay {
  specimen: string;
  germ: string;
  /** category per drug tested; null: not tested */
  categories: ('S' | 'R' | null)[];
  /** hours from the collection to the first dose per drug; null: not given */
  given: (number | null)[];
  /** charted as not given */
  refused: boolean[];
  shape: 'hasMember' | 'derivedFrom' | 'both' | 'report' | 'component';
  ownCode: boolean;
  /** billing codes of the stay, without a date: they do not say what a drug was given for */
  diagnoses: string[];
  /** each drug has an order beside its charted doses */
  ordered: boolean;
}

const COLLECTED = Date.UTC(2150, 4, 10, 8);
const at = (hours: number): string => new Date(COLLECTED + hours * 3_600_000).toISOString().replace('.000Z', '-04:00');

function bundleOf(stay: Stay): unknown {
  const below = stay.shape === 'hasMember' || stay.shape === 'both';
  const above = stay.shape === 'derivedFrom' || stay.shape === 'both';
  const isFlat = stay.shape === 'report' || stay.shape === 'component';
  const ofSpecimen = isFlat ? { specimen: { reference: 'Specimen/spec' } } : {};
  const category = (value: string): object =>
    stay.ownCode
      ? code('microbiology-interpretation', value, value)
      : { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: value }] };
  const tested = DRUGS.flatMap(([, test], index) => {
    const answer = stay.categories[index];
    return answer === null || answer === undefined ? [] : [{ test, answer, id: `susc-${index}` }];
  });
  const rows = [
    { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '2090-01-01' },
    {
      resourceType: 'Specimen',
      id: 'spec',
      subject,
      type: code('spec-type-desc', '70012', stay.specimen),
      collection: { collectedDateTime: at(0) },
    },
    isFlat
      ? {
          resourceType: 'DiagnosticReport',
          id: 'report',
          status: 'final',
          subject,
          code: { text: 'Bacterial culture and susceptibility' },
          specimen: [{ reference: 'Specimen/spec' }],
          issued: at(66),
          result: ['org', ...(stay.shape === 'report' ? tested.map(({ id }) => id) : [])].map((id) => ({
            reference: `Observation/${id}`,
          })),
        }
      : {
          resourceType: 'Observation',
          id: 'test',
          status: 'final',
          subject,
          code: code('microbiology-test', '90201', `${stay.specimen} - ROUTINE CULTURE`),
          specimen: { reference: 'Specimen/spec' },
          effectiveDateTime: at(0),
          ...(below ? { hasMember: [{ reference: 'Observation/org' }] } : {}),
        },
    {
      resourceType: 'Observation',
      id: 'org',
      status: 'final',
      subject,
      ...(isFlat
        ? {
            code: { coding: [{ system: 'http://loinc.org', code: '634-6', display: 'Bacteria identified' }] },
            valueCodeableConcept: { text: stay.germ },
            ...ofSpecimen,
          }
        : { code: code('microbiology-organism', '80002', stay.germ) }),
      // What is flat carries the time of the result; the specimen tells when it was taken.
      effectiveDateTime: at(isFlat ? 66 : 0),
      ...(stay.shape === 'component'
        ? {
            component: tested.map(({ test, answer }) => ({
              code: { text: `${test} [Susceptibility]` },
              valueCodeableConcept: category(answer),
            })),
          }
        : {}),
      ...(below ? { hasMember: tested.map(({ id }) => ({ reference: `Observation/${id}` })) } : {}),
      ...(above ? { derivedFrom: [{ reference: 'Observation/test' }] } : {}),
    },
    ...(stay.shape === 'component' ? [] : tested).map(({ test, answer, id }) => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      subject,
      code: code('microbiology-antibiotic', '90012', test),
      effectiveDateTime: at(66),
      valueCodeableConcept: category(answer),
      ...ofSpecimen,
      extension: [
        {
          url: 'http://mimic.mit.edu/fhir/mimic/StructureDefinition/dilution-details',
          valueQuantity: { value: 4, comparator: '<=' },
        },
      ],
      ...(above ? { derivedFrom: [{ reference: 'Observation/org' }] } : {}),
    })),
    { resourceType: 'Encounter', id: 'e', status: 'finished', subject, period: { start: at(-72), end: at(240) } },
    ...stay.diagnoses.map((value, index) => ({
      resourceType: 'Condition',
      id: `dx-${index}`,
      subject,
      encounter: { reference: 'Encounter/e' },
      category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
      code: { coding: [{ system: system('diagnosis-icd10'), code: value, display: value }] },
    })),
    ...DRUGS.flatMap(([name], index) => {
      const first = stay.given[index] ?? null;
      if (first === null || !stay.ordered) return [];
      return [
        {
          resourceType: 'MedicationRequest',
          id: `req-${index}`,
          status: 'completed',
          intent: 'order',
          subject,
          authoredOn: at(first - 1),
          medicationCodeableConcept: code('medication-name', name, name),
          dosageInstruction: [
            { route: { coding: [{ code: 'IV' }] }, timing: { code: { coding: [{ code: 'Q12H' }] } } },
          ],
        },
      ];
    }),
    ...DRUGS.flatMap(([name], index) => {
      const first = stay.given[index] ?? null;
      if (first === null) return [];
      return [0, 12, 24, 36].map((later) => ({
        resourceType: 'MedicationAdministration',
        id: `adm-${index}-${later}`,
        status: stay.refused[index] ? 'not-done' : 'completed',
        subject,
        medicationCodeableConcept: code('medication-formulary-drug-cd', `X${index}`, name),
        effectiveDateTime: at(first + later),
        dosage: { text: stay.refused[index] ? 'Not Given' : 'Administered', dose: { value: 1000, unit: 'mg' } },
      }));
    }),
  ];
  return { resourceType: 'Bundle', type: 'collection', entry: rows.map((resource) => ({ resource })) };
}

const perDrug = <Value>(each: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(each, { minLength: DRUGS.length, maxLength: DRUGS.length });
const stays: fc.Arbitrary<Stay> = fc.record({
  specimen: fc.constantFrom(...SPECIMENS),
  germ: fc.constantFrom(...GERMS),
  categories: perDrug(fc.constantFrom('S' as const, 'R' as const, null)),
  // The first dose from two days before the collection, to three days after it: the isolate speaks for the start.
  given: perDrug(fc.option(fc.integer({ min: -47, max: 71 }), { nil: null })),
  refused: perDrug(fc.boolean()),
  shape: fc.constantFrom('hasMember', 'derivedFrom', 'both', 'report', 'component'),
  ownCode: fc.boolean(),
  diagnoses: fc.subarray([...DIAGNOSES]),
  ordered: fc.boolean(),
});

function causesByDrug(stay: Stay): Map<string, string[]> {
  const { records } = readFhir([{ name: 'stay', value: bundleOf(stay) }], { drugs: facts.drugs });
  const record = records[0];
  if (!record) throw new Error('no record');
  const asOf = parseMoment('2150-06-30');
  if (!asOf) throw new Error('no date');
  const person = assess(record, { knowledge: facts, asOf });
  // Beside outcomes that say the drug works, or are too early to say anything, a cause stands among the risks.
  return new Map(
    person.trials.map(({ medication, causes, risks }) => [
      medication.name,
      [...causes, ...risks].map((cause) => cause.term),
    ]),
  );
}

describe('charted drugs against isolates', () => {
  it('every drug given against a resistant isolate is found, none where it is susceptible or was not given', () => {
    fc.assert(
      fc.property(stays, (stay) => {
        const causes = causesByDrug(stay);
        for (const [index, [, , ingredient]] of DRUGS.entries()) {
          const named = (causes.get(ingredient) ?? []).filter((term) => RESISTANT.includes(term));
          const isGiven = stay.given[index] !== null && !stay.refused[index];
          const isResistant = isGiven && stay.categories[index] === 'R';
          expect({ ingredient, named: named.length > 0 }).toEqual({ ingredient, named: isResistant });
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
