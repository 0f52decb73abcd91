import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const observation = (id: string, more: object): object => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  ...more,
});
const coded = (code: string, display: string): object => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const ecoli = { coding: [{ system: 'http://snomed.info/sct', code: '112283007', display: 'Escherichia coli' }] };
const cipro = (more: object): object =>
  observation('cip', { code: coded('18906-8', 'Ciprofloxacin [Susceptibility]'), ...more });

describe('growth', () => {
  test.each([
    ['No growth', false],
    ['No growth after 5 days', false],
    ['Negative', false],
    ['Positive', true],
  ])('%s', (text, growth) => {
    const record = readOne(
      observation('c', { code: coded('600-7', 'Bacteria identified in Blood by Culture'), valueString: text }),
    );
    expect(record.cultures).toMatchObject([{ organism: null, growth, results: [] }]);
  });

  test('a screening swab says so', () =>
    expect(
      readOne(observation('c', { code: { text: 'MRSA screening culture' }, valueString: 'Staphylococcus aureus' }))
        .cultures[0]?.screening,
    ).toBe(true));

  test('a report may name the organism itself', () => {
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      subject,
      code: { text: 'Blood culture' },
      conclusionCode: [ecoli],
      effectiveDateTime: '2024-01-01',
    };
    expect(readOne(report).cultures).toMatchObject([
      { id: 'DiagnosticReport/r', organism: { text: 'Escherichia coli' }, growth: true },
    ]);
  });
});

test('agents without a named organism stay one isolate', () => {
  const record = readOne(cipro({ interpretation: [{ coding: [{ code: 'R' }] }], effectiveDateTime: '2024-01-01' }));
  expect(record.cultures).toMatchObject([{ organism: null, growth: true, results: [{ category: 'R' }] }]);
});

test('zone, method and guideline are kept apart from a MIC', () => {
  const record = readOne(
    cipro({
      valueQuantity: { value: 18, unit: 'mm' },
      method: { text: 'Disk diffusion' },
      interpretation: [{ text: 'R' }],
      note: [{ text: 'EUCAST 2024' }],
    }),
  );
  expect(record.cultures[0]?.results[0]).toMatchObject({
    mic: null,
    zoneMm: 18,
    method: 'Disk diffusion',
    guideline: 'EUCAST 2024',
    category: 'R',
  });
});

test('a normal flag S or R on another test is no susceptibility', () => {
  const record = readOne(
    observation('x', {
      code: { text: 'Rheumatoid factor' },
      interpretation: [{ coding: [{ code: 'R' }] }],
      valueInteger: 3,
    }),
  );
  expect(record.cultures).toEqual([]);
  expect(record.observations).toHaveLength(1);
});

test('resistance to a medicine that is not against germs is no susceptibility', () => {
  const record = readOne(observation('x', { code: { text: 'Lisinopril response' }, valueString: 'Resistant' }));
  expect(record.cultures).toEqual([]);
  expect(record.observations).toHaveLength(1);
});

test('one agent with its MIC and category as components', () => {
  const component = [
    { code: { text: 'MIC' }, valueQuantity: { value: 8, unit: 'mg/L' } },
    { code: { text: 'Interpretation' }, valueCodeableConcept: { text: 'Resistant' } },
  ];
  expect(readOne(cipro({ component })).cultures[0]?.results).toMatchObject([
    { agent: { text: 'Ciprofloxacin' }, category: 'R', mic: { value: 8, unit: 'mg/L' } },
  ]);
});
