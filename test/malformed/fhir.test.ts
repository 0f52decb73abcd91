/** Malformed FHIR: always a clear problem, never an exception, and one bad resource costs only itself. */
import { describe, expect, test } from 'vitest';
import type { FhirReading } from '../../src/read/fhir/index.ts';
import { fhirCollector, readFhir, readNdjsonLine } from '../../src/read/fhir/index.ts';
import { fakeDrugs, readBundle, readOne } from './fake-drugs.ts';

const readText = (text: string, name = 'x.json'): FhirReading => readFhir([{ name, text }], { drugs: fakeDrugs });
const codesOf = (reading: FhirReading): string[] =>
  [...reading.problems, ...reading.records.flatMap((record) => record.problems)].map((problem) => problem.code);
const patient = { resourceType: 'Patient', id: 'p', birthDate: '1960-01-01' };
const order = (id: string, more: object = {}): object => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: { text: 'lisinopril 10 mg' },
  authoredOn: '2024-03-01',
  ...more,
});

describe('text that is no FHIR', () => {
  test.each([
    ['truncated', '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat', 'ends in the middle'],
    ['null byte', '{"resourceType":"Patient"\u0000}', 'null byte'],
    ['xml', '<Patient xmlns="http://hl7.org/fhir"/>', 'XML'],
    ['words', 'hello', 'out of place'],
    ['empty', '  \n ', 'empty'],
    ['invalid UTF-8', '\ufffd\ufffd{"a":1}', 'UTF-8'],
  ])('%s is not-json', (_, text, cause) => {
    const reading = readText(text);
    expect(reading.records).toEqual([]);
    expect(reading.problems.map((problem) => problem.code)).toEqual(['not-json']);
    expect(reading.problems[0]?.what).toContain(cause);
    expect(reading.counts).toMatchObject({ read: 1, used: 0, refused: 1 });
  });

  test.each([
    ['a number', '7'],
    ['a text', '"Patient"'],
    ['an object without type', '{"id":"1"}'],
    ['an unheard-of type', '{"resourceType":"patient"}'],
    ['the type of a prototype', '{"resourceType":"__proto__"}'],
    ['a type that is a list', '{"resourceType":["Patient"]}'],
  ])('%s is not-fhir', (_, text) => expect(codesOf(readText(text))).toEqual(['not-fhir']));

  test('a bad line costs only itself', () => {
    const lines = [JSON.stringify(patient), '{"resourceType":"Obs', JSON.stringify(order('1'))].join('\n');
    const reading = readText(`\ufeff${lines}\n`, 'all.ndjson');
    expect(reading.records[0]?.orders).toHaveLength(1);
    expect(reading.records[0]?.problems).toMatchObject([{ code: 'not-json', where: 'all.ndjson:2' }]);
    expect(reading.counts).toMatchObject({ read: 3, used: 2, refused: 1 });
  });

  test('lines can be streamed', () => {
    const collector = fhirCollector({ drugs: fakeDrugs });
    [JSON.stringify(patient), '', 'x', JSON.stringify(order('1'))].forEach((line, i) => {
      const { values, problems } = readNdjsonLine(line, 's', i + 1);
      for (const { value, where } of values) collector.add(value, where);
      for (const problem of problems) collector.refuse(problem);
    });
    expect(collector.finish().counts).toMatchObject({ read: 3, used: 2, refused: 1 });
  });
});

describe('FHIR of a wrong shape', () => {
  test('null and non-object entries are refused, the rest is read', () => {
    const reading = readFhir(
      [
        {
          name: 'b',
          value: { resourceType: 'Bundle', entry: [null, 7, { resource: null }, { resource: patient }, []] },
        },
      ],
      { drugs: fakeDrugs },
    );
    expect(reading.records).toHaveLength(1);
    expect(reading.counts).toMatchObject({ read: 4, used: 1, refused: 3 });
    expect(codesOf(reading).sort()).toEqual(['not-fhir', 'null-entry', 'null-entry']);
  });

  test('an entry that is no list is one problem', () => {
    expect(codesOf(readText('{"resourceType":"Bundle","entry":{"resource":{}}}'))).toEqual(['not-fhir']);
  });

  test('lists where objects belong and texts for numbers are understood', () => {
    const record = readOne(
      order('1', {
        medicationCodeableConcept: [{ text: 'lisinopril' }],
        dispenseRequest: [{ numberOfRepeatsAllowed: '3', quantity: { value: '90', unit: 'tablet' } }],
      }),
    );
    expect(record.orders[0]).toMatchObject({ refillsAllowed: 3, quantity: { value: 90, unit: '{tablet}' } });
  });

  test('polluting keys reach no prototype', () => {
    readText(
      '{"resourceType":"Patient","id":"p","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('deep nesting is refused', () => {
    const deep = `${'{"item":['.repeat(5000)}${']}'.repeat(5000)}`;
    expect(codesOf(readText(`{"resourceType":"QuestionnaireResponse","item":[${deep}]}`))).toEqual(['too-deep']);
    expect(codesOf(readText('['.repeat(20000) + ']'.repeat(20000)))).toEqual(['too-deep']);
  });

  test('cyclic references end', () => {
    const medication = (id: string, of: string): object => ({
      resourceType: 'Medication',
      id,
      ingredient: [{ itemReference: { reference: `Medication/${of}` } }],
    });
    const panel = (id: string, of: string): object => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      subject: { reference: 'Patient/p' },
      code: { text: 'panel' },
      hasMember: [{ reference: `Observation/${of}` }],
      derivedFrom: [{ reference: `Observation/${of}` }],
      valueQuantity: { value: 1 },
    });
    const record = readOne(
      medication('a', 'b'),
      medication('b', 'a'),
      order('1', { medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/a' } }),
      order('2', {
        priorPrescription: { reference: 'MedicationRequest/2' },
        basedOn: [{ reference: 'MedicationRequest/2' }],
      }),
      panel('x', 'y'),
      panel('y', 'x'),
      panel('z', 'z'),
    );
    expect(record.observations).toHaveLength(3);
    expect(record.orders).toHaveLength(2);
  });

  test('10,000 requests are read', () => {
    const reading = readBundle(patient, ...Array.from({ length: 10_000 }, (_, i) => order(String(i))));
    expect(reading.counts).toMatchObject({ read: 10_001, used: 10_001 });
  });
});

describe('copies', () => {
  test('identical copies are read once and counted', () => {
    const reading = readBundle(patient, order('1'), { ...order('1'), meta: { lastUpdated: '2025-01-01T00:00:00Z' } });
    expect(reading.records[0]?.orders).toHaveLength(1);
    expect(codesOf(reading)).toEqual([]);
    expect(reading.counts).toMatchObject({ read: 3, used: 2, setAside: 1 });
    expect(reading.setAside).toEqual([
      { person: 'p', type: 'MedicationRequest', reason: 'an identical copy', count: 1 },
    ]);
  });

  test('of differing copies the last updated wins, else the later', () => {
    const updated = (status: string, lastUpdated: string): object => ({
      ...order('1', { status }),
      meta: { lastUpdated },
    });
    const byDate = readBundle(patient, updated('stopped', '2025-06-01'), updated('active', '2025-01-01'));
    expect(byDate.records[0]?.orders[0]?.status).toBe('stopped');
    expect(codesOf(byDate)).toEqual(['duplicate-id']);
    const later = updated('stopped', '2024-12-31T23:00:00Z');
    const earlierInAnotherZone = updated('active', '2025-01-01T00:30:00+02:00');
    expect(readBundle(patient, later, earlierInAnotherZone).records[0]?.orders[0]?.status).toBe('stopped');
    expect(readBundle(patient, order('1'), order('1', { status: 'stopped' })).records[0]?.orders[0]?.status).toBe(
      'stopped',
    );
  });

  test('two people may use the same id', () => {
    const of = (person: string, status: string): object =>
      order('1', { status, subject: { reference: `Patient/${person}` } });
    const reading = readBundle(patient, { ...patient, id: 'q' }, of('p', 'active'), of('q', 'stopped'));
    expect(reading.records.map((record) => record.orders[0]?.status)).toEqual(['active', 'stopped']);
    expect(codesOf(reading)).toEqual([]);
  });

  test('rows without an id are all kept', () => {
    const { id: _, ...nameless } = order('1') as { id: string };
    const ids = readOne(nameless, nameless).orders.map((one) => one.id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^MedicationRequest\/unnamed-[0-9a-f]{8}$/);
  });
});

test('absurd doses and unknown units are problems', () => {
  const dosed = (value: number, unit: string): object => ({
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value, unit } }],
      },
    ],
  });
  const absurd = readOne(order('1', dosed(9999, 'tablet')));
  expect(absurd.problems.map((problem) => problem.code)).toEqual(['absurd-dose']);
  expect(absurd.orders[0]?.directions[0]?.perIntake).toBeNull();
  const unknown = readOne(order('1', dosed(2, 'blobs')));
  expect(unknown.problems.map((problem) => problem.code)).toEqual(['unknown-unit']);
  expect(unknown.orders[0]?.directions[0]?.perIntake).toMatchObject({ value: 2, unit: 'blobs' });
});
