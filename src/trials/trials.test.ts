import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import type { PatientRecord } from '../domain/record.ts';
import { takenIn } from '../domain/taking.ts';
import { isoDay, parseMoment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import { type NumberedRow, recordsFromTables } from '../read/csv/index.ts';
import { asOfFor, trialsOf } from './index.ts';

const facts = await knowledge();
type Rows = Record<string, Record<string, string | number>[]>;

function recordFrom(tables: Rows): PatientRecord {
  const numbered = Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows.map(
        (row, place): NumberedRow => ({
          row: {
            patient_id: 'p',
            ...Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, String(cell)])),
          },
          line: place + 2,
        }),
      ),
    ]),
  );
  const record = recordsFromTables(numbered, { drugs: facts.drugs }).records[0];
  if (!record) throw new Error('no record');
  return record;
}

function trialsFrom(tables: Rows, asOf: string | null): Trial[] {
  const record = recordFrom(tables);
  const day = asOfFor(record, asOf === null ? null : parseMoment(asOf));
  if (!day) throw new Error('no date in the record');
  return trialsOf(record, day, facts);
}

const LISINOPRIL = 'lisinopril 10 MG Oral Tablet';
const fills = (drug: string, ...dates: string[]): Rows['supplies'] =>
  dates.map((date) => ({ drug, date, days_supply: 30 }));

describe('trials', () => {
  it('keeps refills, a gap and a dose change inside one trial while the order is open', () => {
    const trials = trialsFrom(
      {
        orders: [
          { drug: LISINOPRIL, start: '2025-01-01', dose: 10, unit: 'mg', per_day: 1 },
          { drug: 'Zestril 20 MG Oral Tablet', start: '2025-06-01', dose: 20, unit: 'mg', per_day: 1 },
        ],
        supplies: fills(LISINOPRIL, '2025-01-01', '2025-01-31', '2025-06-01'),
      },
      '2025-07-01',
    );
    expect(trials).toHaveLength(1);
    expect(trials[0]?.doses.map((step) => [isoDay(step.from), step.dailyDose])).toEqual([
      ['2025-01-01', 10],
      ['2025-06-01', 20],
    ]);
  });

  it.each([
    ['2025-07-29', 1],
    ['2025-07-30', 2],
  ])('splits after a gap of more than 180 days followed by a new order (%s)', (again, count) => {
    const orders = [
      { drug: LISINOPRIL, start: '2025-01-01', end: '2025-01-30', status: 'stopped', dose: 10, unit: 'mg', per_day: 1 },
      { drug: LISINOPRIL, start: again, dose: 10, unit: 'mg', per_day: 1 },
    ];
    expect(trialsFrom({ orders }, '2025-12-01')).toHaveLength(count);
  });

  it('makes one trial per ingredient of a combination, from one supply', () => {
    const trials = trialsFrom(
      {
        orders: [
          {
            drug: 'lisinopril 20 MG / hydrochlorothiazide 12.5 MG Oral Tablet',
            start: '2025-01-01',
            dose: 1,
            unit: 'tablet',
            per_day: 1,
          },
        ],
      },
      '2025-03-01',
    );
    expect(trials.map((trial) => [trial.ingredient.name, trial.doses[0]?.dailyDose])).toEqual([
      ['hydrochlorothiazide', 12.5],
      ['lisinopril', 20],
    ]);
  });

  it('says that a stopped order without a date ended on an unknown day', () => {
    const [trial] = trialsFrom(
      { orders: [{ drug: LISINOPRIL, start: '2025-01-01', status: 'stopped' }] },
      '2025-12-01',
    );
    expect(trial?.endReason).toBe('unknown-stop');
    expect(trial?.end).toBeNull();
  });

  it('ends a stopped order without a date where its supply ended', () => {
    const [trial] = trialsFrom(
      {
        orders: [{ drug: LISINOPRIL, start: '2025-01-01', status: 'stopped' }],
        supplies: fills(LISINOPRIL, '2025-01-01'),
      },
      '2025-12-01',
    );
    expect([trial?.endReason, isoDay(trial?.end ?? 0)]).toEqual(['last-supply', '2025-01-31']);
  });

  it('never calls an as-needed drug missed', () => {
    const [trial] = trialsFrom(
      {
        orders: [
          {
            drug: 'sumatriptan 50 MG Oral Tablet',
            start: '2025-01-01',
            as_needed: 'yes',
            directions: '1 tablet as needed',
          },
        ],
        supplies: fills('sumatriptan 50 MG Oral Tablet', '2025-01-01'),
      },
      '2025-12-01',
    );
    expect(trial?.asNeeded).toBe(true);
    expect(trial?.taking).toEqual([]);
  });

  it('does not read adherence out of prescriptions', () => {
    const [trial] = trialsFrom(
      { orders: [{ drug: LISINOPRIL, start: '2025-01-01', dose: 10, unit: 'mg', per_day: 1 }] },
      '2025-12-01',
    );
    expect(trial?.taking).toEqual([]);
    expect(trial?.initiation.answer).toBe('unknown');
  });
});

describe('the strongest source of a day', () => {
  const base: Rows = {
    orders: [{ drug: LISINOPRIL, start: '2025-01-01', dose: 10, unit: 'mg', per_day: 1 }],
    supplies: fills(LISINOPRIL, '2025-01-01', '2025-01-31'),
  };
  const sourcesOf = (tables: Rows): string[] => [
    ...new Set(trialsFrom(tables, '2025-03-01')[0]?.taking.map((run) => `${run.source} ${run.share}`)),
  ];

  it('is the statement of not taking before supply', () => {
    expect(
      sourcesOf({
        ...base,
        statements: [{ drug: LISINOPRIL, from: '2025-01-10', to: '2025-01-20', status: 'not-taking', by: 'patient' }],
      }),
    ).toEqual(['supply 1', 'stated-not-taken 0']);
  });

  it('is a dose seen given before a statement', () => {
    const seen = sourcesOf({
      ...base,
      statements: [{ drug: LISINOPRIL, from: '2025-01-10', to: '2025-01-10', status: 'not-taking', by: 'patient' }],
      intakes: [{ drug: LISINOPRIL, time: '2025-01-10', dose: 10, unit: 'mg', source: 'observed' }],
    });
    expect(seen).toEqual(['supply 1', 'observed 1']);
  });

  it('is an assay, for the days it can cover', () => {
    const trial = trialsFrom(
      { ...base, levels: [{ drug: LISINOPRIL, time: '2025-01-20', result: 'not detected' }] },
      '2025-03-01',
    )[0];
    expect(trial?.taking.find((run) => run.source === 'assay')).toMatchObject({
      share: 0,
      to: parseMoment('2025-01-21')?.day ?? 0,
    });
  });

  it('is the hospital on its days, and supply is held for later', () => {
    const trial = trialsFrom({ ...base, stays: [{ from: '2025-01-10', to: '2025-01-19' }] }, '2025-04-01')[0];
    expect(trial?.taking.some((run) => run.source === 'stay')).toBe(true);
    expect(isoDay(trial?.supply.at(-1)?.to ?? 0)).toBe('2025-03-12');
  });
});

describe('initiation', () => {
  const other = fills('metformin 500 MG Oral Tablet', '2025-01-05', '2025-03-05');
  const order = (start: string): Rows['orders'] => [
    { drug: 'atorvastatin 20 MG Oral Tablet', start, dose: 20, unit: 'mg', per_day: 1 },
  ];
  const answer = (tables: Rows, asOf: string): string | undefined =>
    trialsFrom(tables, asOf).find((trial) => trial.ingredient.name === 'atorvastatin')?.initiation.answer;

  it('is no only in a pharmacy record that covers the order', () => {
    expect(answer({ orders: order('2025-02-01'), supplies: other }, '2025-06-01')).toBe('no');
    expect(answer({ orders: order('2025-02-01') }, '2025-06-01')).toBe('unknown');
  });

  it('is unknown where the drug, or a fill since, could not be read', () => {
    const since = (date: string) => [...(other ?? []), { drug: 'Quxolam forte', date, days_supply: 30 }];
    expect(answer({ orders: order('2025-02-01'), supplies: since('2025-02-01') }, '2025-06-01')).toBe('unknown');
    expect(answer({ orders: order('2025-02-01'), supplies: since('2025-01-31') }, '2025-06-01')).toBe('no');
  });

  it.each([
    ['2025-03-02', 'unknown'],
    ['2025-03-03', 'no'],
  ])('needs an order at least 30 days old (%s: %s)', (asOf, expected) => {
    const patients = [{ pharmacy_complete: 'yes' }];
    expect(answer({ patients, orders: order('2025-02-01') }, asOf)).toBe(expected);
  });
});

describe('any record', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((offset) => isoDay(19_000 + offset));
  const drug = fc.constantFrom(LISINOPRIL, 'sertraline 50 MG Oral Tablet', 'metformin 500 MG Oral Tablet');
  const tables = fc.record({
    orders: fc.array(
      fc.record({
        drug,
        start: day,
        dose: fc.constantFrom(1, 2),
        unit: fc.constant('tablet'),
        per_day: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    supplies: fc.array(fc.record({ drug, date: day, days_supply: fc.integer({ min: 1, max: 90 }) }), { maxLength: 8 }),
    intakes: fc.array(
      fc.record({
        drug,
        time: day,
        status: fc.constantFrom('taken', 'not-taken'),
        source: fc.constantFrom('observed', 'monitor'),
      }),
      { maxLength: 6 },
    ),
    stays: fc.array(
      day.map((from) => ({ from, to: from })),
      { maxLength: 2 },
    ),
  });

  it('gives runs that are in order, apart, inside the trial, with shares from 0 to 1', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        for (const trial of trialsFrom(rows, '2024-06-01')) {
          let last = trial.start;
          for (const run of trial.taking) {
            expect(run.from).toBeGreaterThanOrEqual(last);
            expect(run.to).toBeGreaterThan(run.from);
            expect(run.share).toBeGreaterThanOrEqual(0);
            expect(run.share).toBeLessThanOrEqual(1);
            last = run.to;
          }
          const taken = takenIn(trial.taking, { from: trial.start, to: trial.start + 100 });
          expect(taken.low).toBeLessThanOrEqual(taken.high + 1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });
});
