import { expect, test } from 'vitest';
import { fakeDrugs, readBundle, readOne } from '../../../test/malformed/fake-drugs.ts';
import { readFhir } from './index.ts';

const subject = { reference: 'Patient/p' };
const drug = { medicationCodeableConcept: { text: 'sertraline 50 mg tablet' } };
const row = (resourceType: string, more: object): object => ({ resourceType, id: '1', subject, ...drug, ...more });
const codes = (record: { problems: { code: string }[] }): string[] => record.problems.map((problem) => problem.code);

test('one record each, strangers with a problem, no subject in the only bundle means its only person', () => {
  const of = (id: string, reference: string): object => ({
    ...row('MedicationRequest', { authoredOn: '2024-01-01' }),
    id,
    subject: { reference },
  });
  const people = ['a', 'b'].map((id) => ({ resourceType: 'Patient', id }));
  const reading = readBundle(...people, of('1', 'Patient/a'), of('2', 'Patient/stranger'), {
    ...of('3', ''),
    subject: undefined,
  });
  expect(reading.records.map((record) => [record.id, codes(record)])).toEqual([
    ['a', []],
    ['b', []],
    ['stranger', ['unknown-patient']],
    ['unknown', ['no-subject']],
  ]);
  expect(readOne({ ...of('3', ''), subject: undefined }).orders).toHaveLength(1);
});

test.each([
  ['relative', 'Patient/p'],
  ['absolute', 'https://ehr.example/fhir/Patient/p'],
  ['versioned', 'Patient/p/_history/3'],
  ['urn:uuid', 'urn:uuid:p'],
  ['conditional', 'Patient?identifier=http://mrn.example|77'],
  ['conditional, encoded', 'Patient?identifier=http%3A%2F%2Fmrn.example%7C77'],
])('%s references are followed', (_, reference) => {
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'http://mrn.example', value: '77' }] };
  const reading = readBundle(patient, row('MedicationRequest', { subject: { reference } }));
  expect(reading.records.map((record) => [record.id, record.orders.length])).toEqual([['p', 1]]);
});

test('logical identifiers are followed', () => {
  const identifier = { system: 'http://mrn.example', value: '77' };
  const reading = readBundle(
    { resourceType: 'Patient', id: 'p', identifier: [identifier] },
    row('MedicationRequest', { subject: { identifier } }),
  );
  expect(reading.records.map((record) => record.id)).toEqual(['p']);
});

test('a bundle looks among its own resources first', () => {
  const bundle = (person: string, text: string): object => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: { resourceType: 'Patient', id: person } },
      { resource: { resourceType: 'Medication', id: 'm', code: { text } } },
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: '1',
          subject: { reference: `Patient/${person}` },
          medicationReference: { reference: 'Medication/m' },
        },
      },
    ],
  });
  const input = [bundle('a', 'lisinopril'), bundle('b', 'sertraline')].map((value) => ({ name: 'x', value }));
  const reading = readFhir(input, { drugs: fakeDrugs });
  expect(reading.records.map((record) => record.orders[0]?.drug.text)).toEqual(['lisinopril', 'sertraline']);
  expect(reading.records.flatMap((record) => record.problems)).toEqual([]);
  expect(reading.counts).toMatchObject({ read: 6, used: 6 });
});

test('references go across files', () => {
  const files = [
    {
      resourceType: 'MedicationRequest',
      id: '1',
      subject: { reference: 'Patient/a' },
      medicationReference: { reference: 'Medication/m' },
    },
    { resourceType: 'Patient', id: 'a' },
    { resourceType: 'Patient', id: 'b' },
    { resourceType: 'Medication', id: 'm', code: { text: 'lisinopril' } },
  ];
  const reading = readFhir(
    files.map((file, i) => ({ name: `${i}.ndjson`, text: JSON.stringify(file) })),
    { drugs: fakeDrugs },
  );
  expect(reading.records.map((record) => record.orders.length)).toEqual([1, 0]);
  expect(reading.counts).toMatchObject({ read: 4, used: 4 });
});
