import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const loinc = (code: string, display: string): object => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const observation = (id: string, more: object): object => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  effectiveDateTime: '2023-01-01',
  ...more,
});
const gene = (symbol: string): object => ({
  code: loinc('48018-6', 'Gene studied'),
  valueCodeableConcept: { coding: [{ system: 'http://www.genenames.org', code: 'HGNC:2621', display: symbol }] },
});
const genotypes = (...rows: object[]) => readOne(...rows).genotypes;

describe('the four shapes', () => {
  test('genotype with gene component, implication derived from it', () => {
    const found = genotypes(
      observation('g', {
        code: loinc('84413-4', 'Genotype display name'),
        valueCodeableConcept: { coding: [{ code: 'x', display: 'CYP2C19 *2/*17' }] },
        component: [gene('CYP2C19')],
      }),
      observation('i', {
        code: {
          coding: [
            {
              system: 'http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs',
              code: 'therapeutic-implication',
            },
          ],
        },
        derivedFrom: [{ reference: 'Observation/g' }],
        component: [
          {
            code: { coding: [{ code: 'therapeutic-implication' }] },
            valueCodeableConcept: loinc('LA10317-8', 'Intermediate metabolizer'),
          },
          { code: loinc('51963-7', 'Medication assessed'), valueCodeableConcept: { text: 'clopidogrel' } },
        ],
      }),
    );
    expect(found).toMatchObject([
      { id: 'Observation/g', gene: 'CYP2C19', diplotype: '*2/*17', phenotype: null },
      { id: 'Observation/i', gene: 'CYP2C19', diplotype: null, phenotype: 'Intermediate metabolizer' },
    ]);
  });

  test('components of the first release', () =>
    expect(
      genotypes(
        observation('g', {
          code: loinc('51961-1', 'Genetic variation effect on drug efficacy'),
          component: [
            gene('CYP2D6'),
            {
              code: loinc('53040-2', 'Drug metabolism'),
              valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA10315-2' }] },
            },
          ],
        }),
      ),
    ).toMatchObject([{ gene: 'CYP2D6', phenotype: 'Ultrarapid metabolizer' }]));

  test('core extensions', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/observation-genetics';
    const allele = (text: string): object => ({ url: `${url}AlleleName`, valueCodeableConcept: { text } });
    const extension = [
      { url: `${url}Gene`, valueCodeableConcept: { coding: [{ code: '2621', display: 'CYP2C19' }] } },
      allele('*2'),
      allele('*3'),
    ];
    expect(genotypes(observation('g', { code: loinc('84413-4', 'Genotype display name'), extension }))).toMatchObject([
      { gene: 'CYP2C19', diplotype: '*2/*3' },
    ]);
  });

  test('laboratory code of one gene', () =>
    expect(
      genotypes(
        observation('g', {
          code: loinc('79715-9', 'CYP2D6 gene product metabolic activity interpretation'),
          valueCodeableConcept: loinc('LA9657-3', 'Poor metabolizer'),
        }),
      ),
    ).toMatchObject([{ gene: 'CYP2D6', phenotype: 'Poor metabolizer', at: { iso: '2023-01-01' } }]));
});

describe('plain words', () => {
  test.each([
    ['CYP2D6 genotype', '*1x2/*4', { gene: 'CYP2D6', diplotype: '*1x2/*4', phenotype: null }],
    [
      'CYP2C19',
      '*1 / *17 (rapid metabolizer)',
      { gene: 'CYP2C19', diplotype: '*1/*17', phenotype: 'rapid metabolizer' },
    ],
    ['Pharmacogenomics', 'CYP2D6 *36+*10/*1', { gene: 'CYP2D6', diplotype: '*36+*10/*1', phenotype: null }],
    ['CYP2D6 activity score', '2.5', { gene: 'CYP2D6', activityScore: '2.5' }],
    [
      'CYP2D6 result',
      'Activity score: >=3.0, ultra-rapid metaboliser',
      { activityScore: '>=3.0', phenotype: 'ultra-rapid metaboliser' },
    ],
    ['CFTR genotype', 'F508del/G551D', { gene: 'CFTR', diplotype: 'F508del/G551D' }],
    ['CYP2C19', '*1/*4 or *1/*17', { diplotype: '*1/*4 or *1/*17' }],
  ])('%s: %s', (code, valueString, expected) =>
    expect(genotypes(observation('g', { code: { text: code }, valueString }))).toMatchObject([expected]),
  );

  test('several genes in one row', () =>
    expect(
      genotypes(
        observation('g', { code: { text: 'PGx panel' }, valueString: 'CYP2C19 *2/*2; CYP2D6 *4/*4 poor metabolizer' }),
      ),
    ).toMatchObject([
      { id: 'Observation/g#CYP2C19', gene: 'CYP2C19', diplotype: '*2/*2', phenotype: null },
      { id: 'Observation/g#CYP2D6', gene: 'CYP2D6', diplotype: '*4/*4', phenotype: 'poor metabolizer' },
    ]));

  test('one component a gene', () =>
    expect(
      genotypes(
        observation('g', {
          code: { text: 'PGx panel' },
          component: [
            { code: { text: 'CYP2C19 genotype' }, valueString: '*1/*1' },
            { code: { text: 'CYP2D6 phenotype' }, valueCodeableConcept: { text: 'Poor metabolizer' } },
          ],
        }),
      ),
    ).toMatchObject([
      { gene: 'CYP2C19', diplotype: '*1/*1', phenotype: null },
      { gene: 'CYP2D6', diplotype: null, phenotype: 'Poor metabolizer' },
    ]));
});

test('an observation that only mentions a gene stays an observation', () => {
  const record = readOne(observation('x', { code: { text: 'CYP2D6 substrate note' }, valueString: 'n/a' }));
  expect(record.genotypes).toEqual([]);
  expect(record.observations).toHaveLength(1);
});

test('a report without results states genotypes in its conclusion', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    subject,
    code: { text: 'Pharmacogenomic panel' },
    effectiveDateTime: '2023-02-02',
    conclusion: 'CYP2C19 *2/*2, poor metabolizer. CYP2D6 *1/*1.',
  };
  const record = readOne(report);
  expect(record.genotypes).toMatchObject([
    { id: 'DiagnosticReport/r#CYP2C19', diplotype: '*2/*2', phenotype: 'poor metabolizer', at: { iso: '2023-02-02' } },
    { id: 'DiagnosticReport/r#CYP2D6', diplotype: '*1/*1', phenotype: null },
  ]);
  expect(record.counts).toMatchObject({ read: 2, used: 2 });
});
