import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const loinc = (code: string, display: string): object => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const observation = (more: object): object => ({
  resourceType: 'Observation',
  id: 'x',
  status: 'final',
  subject,
  code: loinc('4548-4', 'Hemoglobin A1c'),
  effectiveDateTime: '2024-01-10T08:00:00Z',
  ...more,
});
const first = (more: object) => readOne(observation(more)).observations[0];

describe('values', () => {
  test.each([
    [
      'a UCUM code against another unit text',
      { valueQuantity: { value: 5, unit: 'mg/dL', code: 'mmol/L', system: 'http://unitsofmeasure.org' } },
      { value: 5, unit: 'mmol/L', comparator: null },
    ],
    [
      'a quantity, UCUM code before unit',
      { valueQuantity: { value: 7.1, unit: 'percent', code: '%', system: 'http://unitsofmeasure.org' } },
      { value: 7.1, unit: '%', comparator: null },
    ],
    [
      'a comparator',
      { valueQuantity: { value: 20, comparator: '<', unit: 'copies/mL' } },
      { value: 20, unit: '{copies}/mL', comparator: '<' },
    ],
    ['an integer', { valueInteger: 14 }, { value: 14, unit: null, comparator: null }],
    ['a number as text', { valueString: '7' }, { value: 7, unit: null, comparator: null }],
    ['a bounded number as text', { valueString: '<20' }, { value: 20, unit: null, comparator: '<' }],
    ['a number and unit as text', { valueString: '5.4 mmol/L' }, { value: 5.4, unit: 'mmol/L', comparator: null }],
    [
      'a range open below',
      { valueRange: { high: { value: 5, unit: 'mg/dL' } } },
      { value: 5, unit: 'mg/dL', comparator: '<=' },
    ],
    [
      'a titre',
      { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
      { value: 128, unit: '{titer}', comparator: null },
    ],
    [
      'a quotient',
      { valueRatio: { numerator: { value: 30, unit: 'mg' }, denominator: { value: 2, unit: 'g' } } },
      { value: 15, unit: 'mg/g', comparator: null },
    ],
  ])('%s', (_, more, value) => expect(first(more)).toMatchObject({ value, coded: null }));

  test.each([
    ['a code', { valueCodeableConcept: { text: 'Positive' } }, 'Positive'],
    ['words', { valueString: 'not much better' }, 'not much better'],
    ['a flag', { valueBoolean: true }, 'true'],
    ['a closed range', { valueRange: { low: { value: 0 }, high: { value: 2 } } }, '0-2'],
  ])('%s', (_, more, text) => expect(first(more)).toMatchObject({ value: null, coded: { text } }));

  test('a coded answer keeps its score', () => {
    const extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 3 }];
    expect(
      first({ valueCodeableConcept: { coding: [{ code: 'LA6571-9', extension }], text: 'Nearly every day' } }),
    ).toMatchObject({
      value: { value: 3 },
      coded: { text: 'Nearly every day' },
    });
  });

  test('an absent value is set aside, a finding without value is kept', () => {
    const absent = readOne(observation({ dataAbsentReason: { text: 'Not performed' } }));
    expect(absent.observations).toEqual([]);
    expect(absent.counts.setAside).toBe(1);
    expect(first({ code: { text: 'Loss of effect' } })).toMatchObject({ value: null, coded: null });
  });

  test('an unknown unit is kept as written, with a problem', () => {
    const record = readOne(observation({ valueQuantity: { value: 3, unit: 'blobs' } }));
    expect(record.observations[0]?.value).toMatchObject({ value: 3, unit: 'blobs' });
    expect(record.problems).toMatchObject([{ code: 'unknown-unit', where: 'Observation/x' }]);
  });

  test('invisible characters are dropped from displays', () =>
    expect(first({ code: loinc('4548-4', 'Hemo\u200bglobin\u200b A1c') })?.what.text).toBe('Hemoglobin A1c'));
});

describe('panels', () => {
  test('components become rows with the time of the panel', () => {
    const component = [
      { code: loinc('8480-6', 'Systolic'), valueQuantity: { value: 150, unit: 'mmHg' } },
      { code: loinc('8462-4', 'Diastolic'), valueQuantity: { value: 95, unit: 'mm[Hg]' } },
    ];
    const rows = readOne(observation({ code: loinc('55284-4', 'Blood pressure'), component })).observations;
    expect(rows.map((row) => [row.id, row.value?.value, row.value?.unit, row.at?.iso])).toEqual([
      ['Observation/x#8462-4', 95, 'mm[Hg]', '2024-01-10T08:00:00Z'],
      ['Observation/x#8480-6', 150, 'mm[Hg]', '2024-01-10T08:00:00Z'],
    ]);
  });

  test('a pressure written as text becomes two rows', () => {
    const rows = readOne(observation({ code: { text: 'Blood pressure' }, valueString: '120/80 mmHg' })).observations;
    expect(rows.map((row) => [row.what.codings[0]?.code, row.value?.value])).toEqual([
      ['8462-4', 80],
      ['8480-6', 120],
    ]);
  });

  test('members without a time take that of their panel or report', () => {
    const panel = observation({ id: 'panel', code: { text: 'Lipids' }, hasMember: [{ reference: 'Observation/x' }] });
    const member = observation({ effectiveDateTime: undefined, valueInteger: 100 });
    const rows = readOne(panel, member).observations;
    expect(rows.map((row) => [row.id, row.at?.iso, row.panel])).toEqual([
      ['Observation/x', '2024-01-10T08:00:00Z', 'Lipids'],
    ]);
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      subject,
      status: 'final',
      code: { text: 'Lipids' },
      effectiveDateTime: '2024-05-05',
      result: [{ reference: 'Observation/x' }],
    };
    const reported = readOne(report, member);
    expect(reported.observations[0]?.at?.iso).toBe('2024-05-05');
    expect(reported.counts).toMatchObject({ read: 3, used: 3 });
  });

  test('the collection of the specimen and the start of a period stand beside the time', () => {
    const specimen = {
      resourceType: 'Specimen',
      id: 's',
      subject,
      collection: { collectedDateTime: '2024-01-09T06:00:00Z' },
    };
    const record = readOne(observation({ valueInteger: 1, specimen: { reference: 'Specimen/s' } }), specimen);
    expect(record.observations[0]).toMatchObject({
      at: { iso: '2024-01-10T08:00:00Z' },
      issued: { iso: '2024-01-09T06:00:00Z' },
    });
    expect(record.counts.used).toBe(3);
    const period = {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2024-01-01', end: '2024-01-14' },
      valueInteger: 1,
    };
    expect(first(period)).toMatchObject({ at: { iso: '2024-01-14' }, issued: { iso: '2024-01-01' } });
  });
});

test.each([
  ['4.0 - 12.0 mg/L', 4, 12],
  ['0,27 – 4,20 mIU/L', 0.27, 4.2],
  ['Therapeutic range: 10 to 20', 10, 20],
  ['<200', null, 200],
  ['up to 5.0 mg/dL', null, 5],
  ['>= 60', 60, null],
  ['age 18-60: 4-12', null, null],
  ['Negative', null, null],
])('a range in words: %s', (text, referenceLow, referenceHigh) =>
  expect(first({ valueQuantity: { value: 2, unit: 'mg/L' }, referenceRange: [{ text }] })).toMatchObject({
    referenceLow,
    referenceHigh,
  }),
);

test('range, flag, sayer and what it is about are kept', () =>
  expect(
    first({
      valueQuantity: { value: 2, unit: 'mg/L' },
      referenceRange: [{ low: { value: 4 }, high: { value: 12 } }],
      interpretation: [{ coding: [{ code: 'L' }] }],
      performer: [subject],
      focus: [{ reference: 'MedicationRequest/1' }],
      category: [{ coding: [{ code: 'survey' }] }],
      note: [{ text: 'trough' }],
    }),
  ).toMatchObject({
    referenceLow: 4,
    referenceHigh: 12,
    interpretation: 'L',
    by: 'patient',
    about: ['MedicationRequest/1'],
    category: 'survey',
    notes: ['trough'],
  }));

test('a report that only concludes becomes an observation', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    subject,
    status: 'final',
    code: { text: 'MRI brain' },
    effectiveDateTime: '2024-05-05',
    conclusion: 'Two new lesions',
  };
  expect(readOne(report).observations[0]).toMatchObject({
    id: 'DiagnosticReport/r',
    coded: { text: 'Two new lesions' },
  });
});

describe('questionnaires', () => {
  const response = (more: object): object => ({
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    source: subject,
    authored: '2024-04-01',
    ...more,
  });
  const items = (total: object): object => ({
    item: [
      { linkId: '/44250-9', text: 'Little interest', answer: [{ valueCoding: { code: 'LA6568-5' } }] },
      { linkId: 'scores', item: [total] },
    ],
  });

  test.each([
    ['LOINC link', { linkId: '/44261-6', text: 'PHQ-9', answer: [{ valueDecimal: 14 }] }],
    ['text', { linkId: '10', text: 'PHQ-9 total score', answer: [{ valueInteger: 14 }] }],
    ['link', { linkId: 'phq9-total', answer: [{ valueString: '14' }] }],
    ['quantity', { linkId: 'total', answer: [{ valueQuantity: { value: 14, unit: '{score}' } }] }],
  ])('total by %s', (_, total) => {
    const rows = readOne(response(items(total))).observations;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ value: { value: 14 }, by: 'patient', at: { iso: '2024-04-01' } });
  });

  test('without a total it is set aside', () =>
    expect(readOne(response({ item: [{ linkId: '1', answer: [{ valueInteger: 2 }] }] })).counts.setAside).toBe(1));
});
