import { describe, expect, test } from 'vitest';
import { fakeDrugs, readBundle, readOne } from '../../../test/malformed/fake-drugs.ts';
import { readFhir } from './index.ts';

const subject = { reference: 'Patient/p' };

describe('Condition', () => {
  const condition = (more: object) =>
    readOne({ resourceType: 'Condition', id: 'c', subject, code: { text: 'Depression' }, ...more });
  const status = (code: string): object => ({ coding: [{ code }] });

  test('a mistaken one is set aside, a refuted one kept as inactive', () => {
    expect(condition({ verificationStatus: status('entered-in-error') })).toMatchObject({
      conditions: [],
      counts: { setAside: 1 },
    });
    const refuted = condition({ verificationStatus: status('refuted'), clinicalStatus: status('active') });
    expect(refuted.conditions).toMatchObject([{ status: 'inactive', verification: 'refuted' }]);
  });

  test.each([
    ['recurrence', 'active'],
    ['remission', 'inactive'],
  ])('%s is %s', (code, expected) =>
    expect(condition({ clinicalStatus: status(code) }).conditions[0]?.status).toBe(expected),
  );

  test('an age at onset is dated from the birth; an abatement without status is inactive', () => {
    expect(condition({ onsetAge: { value: 35, unit: 'a' } }).conditions[0]?.onset?.iso).toBe('1995');
    expect(condition({ abatementDateTime: '2020-01-01' }).conditions[0]?.status).toBe('inactive');
  });
});

describe('reactions', () => {
  test('an intolerance to a medicine names it as suspect', () =>
    expect(
      readOne({
        resourceType: 'AllergyIntolerance',
        id: 'a',
        patient: subject,
        type: 'intolerance',
        category: ['medication'],
        code: { text: 'lisinopril' },
        reaction: [{ manifestation: [{ text: 'Cough' }], severity: 'moderate', onset: '2023-05-01' }],
      }).reactions[0],
    ).toMatchObject({
      kind: 'intolerance',
      what: { text: 'Cough' },
      severity: 'moderate',
      at: { iso: '2023-05-01' },
      suspects: [{ text: 'lisinopril' }],
    }));

  test('dust is no medicine, and no allergy is none', () => {
    const allergy = (more: object) =>
      readOne({ resourceType: 'AllergyIntolerance', id: 'a', patient: subject, ...more });
    expect(allergy({ category: ['environment'], code: { text: 'House dust' } })).toMatchObject({
      reactions: [{ suspects: [] }],
      problems: [],
    });
    expect(allergy({ code: { text: 'shellfish' } })).toMatchObject({ reactions: [{ suspects: [] }], problems: [] });
    expect(allergy({ code: { text: 'No known drug allergies' } })).toMatchObject({
      reactions: [],
      counts: { setAside: 1 },
    });
  });

  test('an adverse event follows its suspect to the drug', () => {
    const order = {
      resourceType: 'MedicationRequest',
      id: '1',
      subject,
      medicationCodeableConcept: { text: 'lisinopril' },
      authoredOn: '2024-01-01',
    };
    const event = {
      resourceType: 'AdverseEvent',
      id: 'e',
      subject,
      actuality: 'actual',
      event: { text: 'Angioedema' },
      date: '2024-02-01',
      seriousness: { coding: [{ code: 'serious' }] },
      suspectEntity: [{ instance: { reference: 'MedicationRequest/1' } }],
    };
    const record = readOne(order, event);
    expect(record.reactions[0]).toMatchObject({
      suspects: [{ text: 'lisinopril' }],
      suspectIds: ['MedicationRequest/1'],
      seriousness: 'serious',
    });
    expect(record.counts.medicationCodes).toEqual(readOne(order).counts.medicationCodes);
    expect(readOne({ ...event, actuality: 'potential' }).counts.setAside).toBe(1);
  });
});

describe('Encounter', () => {
  const encounter = (code: string, end: string, more: object = {}) =>
    readOne({
      resourceType: 'Encounter',
      id: 'e',
      status: 'finished',
      subject,
      class: { code },
      period: { start: '2024-02-01T22:00:00Z', end },
      ...more,
    });

  test.each(['IMP', 'ACUTE', 'NONAC', 'OBSENC'])('%s is a stay', (code) =>
    expect(encounter(code, '2024-02-05').stays).toMatchObject([
      { from: { iso: '2024-02-01T22:00:00Z' }, to: { iso: '2024-02-05' }, kind: code },
    ]),
  );

  test('emergency care is a stay only overnight', () => {
    expect(encounter('EMER', '2024-02-02T08:00:00Z').stays).toHaveLength(1);
    expect(encounter('EMER', '2024-02-01T23:00:00Z')).toMatchObject({ stays: [], visits: [{ kind: 'EMER' }] });
  });

  test('the rest are visits, what did not happen is set aside', () => {
    expect(encounter('AMB', '2024-02-01T23:00:00Z').visits).toHaveLength(1);
    expect(encounter('IMP', '2024-02-05', { status: 'cancelled' })).toMatchObject({
      stays: [],
      counts: { setAside: 1 },
    });
  });
});

test('goals bound the side their comparator names', () => {
  const target = (detailQuantity: object): object => ({
    resourceType: 'Goal',
    id: 'g',
    subject,
    lifecycleStatus: 'active',
    target: [{ measure: { text: 'LDL' }, detailQuantity }],
  });
  expect(readOne(target({ value: 70, comparator: '<', unit: 'mg/dL' })).goals[0]).toMatchObject({
    low: null,
    high: { value: 70 },
  });
  expect(readOne(target({ value: 40, comparator: '>=', unit: 'mg/dL' })).goals[0]).toMatchObject({
    low: { value: 40 },
    high: null,
  });
});

test('what is not read is set aside with its reason', () => {
  const reading = readBundle(
    { resourceType: 'Patient', id: 'p' },
    ...['Provenance', 'Flag', 'Communication', 'MolecularSequence', 'Claim', 'Practitioner'].map((resourceType) => ({
      resourceType,
      id: 'x',
      subject,
    })),
  );
  expect(reading.counts).toMatchObject({ read: 7, used: 1, setAside: 6 });
  expect(reading.setAside.map((one) => one.type)).toEqual([
    'Claim',
    'Communication',
    'Flag',
    'MolecularSequence',
    'Practitioner',
    'Provenance',
  ]);
  expect(reading.setAside.every((one) => one.reason !== '')).toBe(true);
});

test('a bundle put together from a server shows the person until then', () => {
  const bundle = (type: string): object => ({
    resourceType: 'Bundle',
    type,
    timestamp: '2025-06-01T00:00:00Z',
    entry: [{ resource: { resourceType: 'Patient', id: 'p' } }],
  });
  const read = (type: string) =>
    readFhir([{ name: 'b', value: bundle(type) }], { drugs: fakeDrugs }).records[0]?.observedUntil?.iso;
  expect(read('searchset')).toBe('2025-06-01T00:00:00Z');
  expect(read('transaction')).toBeUndefined();
});

test.each(['batch', 'transaction', 'searchset', 'collection', 'document'])('a %s bundle is read', (type) => {
  const entry = [
    {
      fullUrl: 'urn:uuid:aaaa',
      resource: { resourceType: 'Patient', birthDate: '1970-01-01' },
      request: { method: 'POST' },
    },
    {
      fullUrl: 'urn:uuid:bbbb',
      resource: { resourceType: 'Condition', subject: { reference: 'urn:uuid:aaaa' }, code: { text: 'x' } },
    },
    { request: { method: 'DELETE', url: 'Condition/9' } },
  ];
  const reading = readFhir([{ name: 'b', text: JSON.stringify({ resourceType: 'Bundle', type, entry }) }], {
    drugs: fakeDrugs,
  });
  expect(reading.records).toMatchObject([
    { id: 'aaaa', birth: { iso: '1970-01-01' }, conditions: [{ id: 'urn:uuid:bbbb' }] },
  ]);
  expect(reading.counts).toMatchObject({ read: 2, used: 2 });
});
