/** Dates that cannot be: each costs only its own field, and shifted calendars pass as a whole. */
import { describe, expect, test } from 'vitest';
import type { FhirReading } from '../../src/read/fhir/index.ts';
import { readBundle, readOne } from './fake-drugs.ts';

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

describe('dates', () => {
  test('a bad date costs only its field', () => {
    const record = readOne(order('1', { authoredOn: '2024-02-30' }));
    expect(record.orders[0]).toMatchObject({ authored: null, start: null });
    expect(record.problems).toMatchObject([{ code: 'bad-date', where: 'MedicationRequest/1' }]);
  });

  test('a date in 2300 costs only its field', () => {
    const record = readOne(order('1'), order('2', { authoredOn: '2300-01-01' }));
    expect(record.orders.map((one) => one.authored?.iso ?? null)).toEqual(['2024-03-01', null]);
    expect(new Set(record.problems.map((problem) => problem.code))).toEqual(new Set(['date-out-of-range']));
  });

  test('a lone date in 2300 is judged by the birth', () => {
    expect(readOne(order('1', { authoredOn: '2300-01-01' })).orders[0]?.authored).toBeNull();
  });

  test('a shifted calendar passes as a whole', () => {
    const shifted = { resourceType: 'Patient', id: 'm', birthDate: '2110-01-01' };
    const of = { subject: { reference: 'Patient/m' } };
    const reading = readBundle(
      shifted,
      order('1', { ...of, authoredOn: '2180-05-06' }),
      order('2', { ...of, authoredOn: '2201-01-01' }),
    );
    expect(codesOf(reading)).toEqual([]);
    expect(reading.records[0]?.orders[1]?.start?.iso).toBe('2201-01-01');
  });

  test('a stop before the start is left out', () => {
    const bounds = { timing: { repeat: { boundsPeriod: { start: '2024-03-01', end: '2024-02-01' } } } };
    const record = readOne(order('1', { dosageInstruction: [bounds] }));
    expect(record.orders[0]).toMatchObject({ end: null, start: { iso: '2024-03-01' } });
    expect(record.problems.map((problem) => problem.code)).toEqual(['stop-before-start']);
  });

  test('an event before birth loses its date; a birth that all contradict goes itself', () => {
    const one = readOne(order('1', { authoredOn: '1950-01-01' }), order('2'), order('3', { authoredOn: '2024-04-01' }));
    expect(one.birth?.iso).toBe('1960-01-01');
    expect(one.problems[0]?.code).toBe('before-birth');
    const all = readBundle({ ...patient, birthDate: '2030-01-01' }, order('1'), order('2'), order('3')).records[0];
    expect(all?.birth).toBeNull();
    expect(all?.problems.map((problem) => problem.code)).toEqual(['birth-after-event']);
    expect(all?.orders.every((row) => row.start !== null)).toBe(true);
  });

  test('a row that loses its required date is refused and counted so', () => {
    const dispense = (id: string, whenHandedOver: string): object => ({
      resourceType: 'MedicationDispense',
      id,
      status: 'completed',
      subject: { reference: 'Patient/p' },
      medicationCodeableConcept: { text: 'lisinopril' },
      whenHandedOver,
    });
    const record = readOne(dispense('1', '2024-01-01'), dispense('2', '2400-01-01'));
    expect(record.supplies).toHaveLength(1);
    expect(record.counts).toMatchObject({ read: 3, used: 2, refused: 1 });
  });
});
