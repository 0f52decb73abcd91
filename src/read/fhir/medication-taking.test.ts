import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const drug = { medicationCodeableConcept: { text: 'sertraline 50 mg tablet' } };
const row = (resourceType: string, more: object): object => ({ resourceType, id: '1', subject, ...drug, ...more });
const codes = (record: { problems: { code: string }[] }): string[] => record.problems.map((problem) => problem.code);

describe('MedicationDispense', () => {
  const supply = (more: object) =>
    readOne(row('MedicationDispense', { whenHandedOver: '2024-02-01', ...more })).supplies[0];

  test.each([
    ['completed', 'done'],
    ['in-progress', 'done'],
    ['declined', 'not-done'],
    ['cancelled', 'not-done'],
    ['stopped', 'done'],
    ['on-hold', 'unknown'],
  ])('%s is %s once handed over', (status, expected) => expect(supply({ status })?.status).toBe(expected));

  test('prepared but never handed over is not done where stopped, else unknown', () => {
    const prepared = { whenHandedOver: undefined, whenPrepared: '2024-02-01' };
    expect(supply({ status: 'stopped', ...prepared })?.status).toBe('not-done');
    expect(supply({ status: 'preparation', ...prepared })?.status).toBe('unknown');
    expect(supply({ status: 'completed', ...prepared })).toMatchObject({ status: 'done', at: { iso: '2024-02-01' } });
  });

  test('amount, days, reason and substitution are kept', () =>
    expect(
      supply({
        status: 'declined',
        statusReasonCodeableConcept: { text: 'Too expensive' },
        daysSupply: { value: 4, unit: 'wk' },
        quantity: { value: 28, unit: 'tab' },
        authorizingPrescription: [{ reference: 'MedicationRequest/7' }],
        substitution: { wasSubstituted: true, reason: [{ text: 'formulary policy' }] },
      }),
    ).toMatchObject({
      orderId: 'MedicationRequest/7',
      daysSupply: 28,
      quantity: { value: 28, unit: '{tablet}' },
      reason: { text: 'Too expensive' },
      notes: ['substituted: formulary policy'],
    }));

  test('without a date it stands on the day of its prescription, with a problem; without one it is refused', () => {
    const undated = row('MedicationDispense', {
      status: 'completed',
      authorizingPrescription: [{ reference: 'MedicationRequest/1' }],
    });
    const dated = readOne(undated, row('MedicationRequest', { authoredOn: '2024-01-01' }));
    expect(dated.supplies[0]?.at.iso).toBe('2024-01-01');
    expect(codes(dated)).toEqual(['missing-date']);
    expect(readOne(undated).counts.refused).toBe(1);
  });
});

describe('MedicationAdministration', () => {
  const intake = (more: object) =>
    readOne(
      row('MedicationAdministration', { status: 'completed', effectiveDateTime: '2024-02-01T08:00:00Z', ...more }),
    ).intakes[0];

  test('status, charted words and a zero dose tell what was taken', () => {
    expect(intake({})?.status).toBe('taken');
    expect(intake({ status: 'not-done', statusReason: [{ text: 'refused' }] })).toMatchObject({
      status: 'not-taken',
      reason: { text: 'refused' },
    });
    expect(intake({ dosage: { text: 'Not Given per Sliding Scale' } })).toMatchObject({ status: 'not-taken' });
    expect(intake({ dosage: { text: 'Hold Dose' } })?.status).toBe('not-taken');
    expect(intake({ dosage: { dose: { value: 0, unit: 'mg' } } })?.status).toBe('not-taken');
    expect(intake({ status: 'unknown' })?.status).toBe('unknown');
  });

  test('a monitor and the person are sources of their own', () => {
    expect(intake({})?.source).toBe('observed');
    expect(intake({ device: [{ display: 'MEMS cap' }] })?.source).toBe('monitor');
    expect(intake({ performer: [{ actor: subject }] })?.source).toBe('own');
  });

  test('a run of doses keeps both ends', () =>
    expect(
      intake({ effectiveDateTime: undefined, effectivePeriod: { start: '2024-02-01', end: '2024-02-03' } }),
    ).toMatchObject({
      at: { iso: '2024-02-01' },
      end: { iso: '2024-02-03' },
    }));

  test('an absurd dose costs only itself, and so do absurd days of supply', () => {
    const dosed = readOne(
      row('MedicationAdministration', {
        status: 'completed',
        effectiveDateTime: '2024-02-01',
        dosage: { dose: { value: 9999, unit: 'tablets' } },
      }),
    );
    expect(dosed.intakes).toMatchObject([{ status: 'taken', dose: null }]);
    expect(codes(dosed)).toEqual(['absurd-dose']);
    const supplied = readOne(
      row('MedicationDispense', {
        status: 'completed',
        whenHandedOver: '2024-02-01',
        daysSupply: { value: -30, unit: 'd' },
      }),
    );
    expect(supplied.supplies).toMatchObject([{ daysSupply: null }]);
    expect(codes(supplied)).toEqual(['absurd-days-supply']);
  });

  test('without a time it is refused', () =>
    expect(readOne(row('MedicationAdministration', { status: 'completed' })).counts.refused).toBe(1));
});

describe('MedicationStatement', () => {
  const statement = (more: object) => readOne(row('MedicationStatement', { status: 'active', ...more })).statements[0];

  test.each([
    ['active', 'taking'],
    ['completed', 'taking'],
    ['not-taken', 'not-taking'],
    ['stopped', 'stopped'],
    ['intended', 'planned'],
    ['on-hold', 'unknown'],
    ['unknown', 'unknown'],
  ])('%s means %s', (status, expected) => expect(statement({ status })?.status).toBe(expected));

  test('who said it, when, and until when', () => {
    expect(
      statement({ informationSource: subject, dateAsserted: '2024-03-01', effectivePeriod: { start: '2024-01-01' } }),
    ).toMatchObject({
      by: 'patient',
      from: { iso: '2024-01-01' },
      to: null,
      asserted: { iso: '2024-03-01' },
    });
    expect(statement({ informationSource: { reference: 'Practitioner/1' } })?.by).toBe('clinician');
    expect(statement({ status: 'completed', dateAsserted: '2024-03-01' })?.to?.iso).toBe('2024-03-01');
  });
});

describe('the batch of the product', () => {
  const used = (type: string, batch: object, more: object) => {
    const pen = { resourceType: 'Medication', id: 'pen', code: { text: 'EpiPen' }, batch };
    const medication = { medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/pen' } };
    return readOne(pen, row(type, { status: 'completed', ...medication, ...more }));
  };
  const given = (expirationDate: string, day = '2023-05-04T13:05:00Z') =>
    used('MedicationAdministration', { expirationDate }, { effectiveDateTime: day }).intakes[0]?.notes;

  test('out of date on the day it was given, handed over or begun', () => {
    expect(given('2021-02-28')).toEqual(['batch expired on 2021-02-28']);
    expect(
      used('MedicationDispense', { expirationDate: '2021' }, { whenHandedOver: '2023-05-04' }).supplies[0]?.notes,
    ).toEqual(['batch expired on 2021']);
    expect(
      used('MedicationStatement', { expirationDate: '2023-04' }, { effectivePeriod: { start: '2023-05-01' } })
        .statements[0]?.notes,
    ).toEqual(['batch expired on 2023-04']);
  });

  test('the day, the month and the year of the date still count', () => {
    expect(given('2023-05-04')).toEqual([]);
    expect(given('2023-05-04T00:00:00Z')).toEqual([]);
    expect(given('2023-05')).toEqual([]);
    expect(given('2023')).toEqual([]);
    expect(given('2024-08-31')).toEqual([]);
    expect(given('2023-05-03')).toEqual(['batch expired on 2023-05-03']);
  });

  test('a batch without a date says nothing', () =>
    expect(
      used('MedicationAdministration', { lotNumber: '1' }, { effectiveDateTime: '2023-05-04' }).intakes[0]?.notes,
    ).toEqual([]));
});

describe('not taken', () => {
  const told = (more: object) =>
    readOne(row('MedicationStatement', { status: 'not-taken', dateAsserted: '2024-03-01', ...more })).statements[0];

  test('a period without an end stays open, a single day is that day', () => {
    expect(told({ effectivePeriod: { start: '2024-01-01' } })?.to).toBeNull();
    expect(told({ effectiveDateTime: '2024-01-01' })?.to?.iso).toBe('2024-01-01');
    expect(told({ effectiveDateTime: '2024-03-01' })?.to).toBeNull();
  });
});
