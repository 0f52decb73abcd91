import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import type { PatientAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { type NumberedRow, recordsFromTables } from '../read/csv/index.ts';
import { assess } from '../rxwhy.ts';
import { worksheetsIn } from './worksheet.ts';

const facts = await knowledge();
const rows = (list: readonly Record<string, string>[]): NumberedRow[] =>
  list.map((row, index) => ({ row: { patient_id: 'p', ...row }, line: index + 2 }));

/** LDL that stays high on simvastatin beside carbamazepine; `days` of simvastatin supplied. */
function person(ldl: string, days: string): PatientAssessment {
  const order = { start: '2025-01-01', unit: 'mg', per_day: '1' };
  const { records } = recordsFromTables(
    {
      orders: rows([
        { ...order, drug: 'simvastatin', dose: '40', indication: 'Hyperlipidaemia' },
        { ...order, drug: 'carbamazepine', dose: '400', indication: 'Trigeminal neuralgia' },
      ]),
      supplies: rows([
        { drug: 'simvastatin', date: '2025-01-01', days_supply: days },
        { drug: 'carbamazepine', date: '2025-01-01', days_supply: '200' },
      ]),
      outcomes: rows([
        { time: '2024-12-20', measure: 'LDL-C', value: '180', unit: 'mg/dL' },
        { time: '2025-06-15', measure: 'LDL-C', value: ldl, unit: 'mg/dL' },
      ]),
    },
    { drugs: facts.drugs },
  );
  const [record] = records;
  if (!record) throw new Error('no record');
  return assess(record, { knowledge: facts, asOf: null });
}

const sheetsOf = (ldl: string, days: string) =>
  worksheetsIn([person(ldl, days)], undefined, facts).find(({ medication }) => medication === 'simvastatin');

describe('the worksheets of a trial that failed', () => {
  const failed = sheetsOf('176', '200');

  it('weigh the drug pair by DIPS and its cause by the methods for any cause', () => {
    const induction = failed?.causes.find(({ term }) => term === 'induction');
    expect(induction?.worksheets.map(({ method }) => method)).toEqual(['dips', 'who-umc', 'hallas']);
    expect(induction?.worksheets[0]).toMatchObject({ object: 'simvastatin', suspect: 'carbamazepine' });
  });

  it('call a second cause an alternative in every method', () => {
    const two = sheetsOf('176', '60');
    const induction = two?.causes.find(({ term }) => term === 'induction');
    expect(two?.causes.length).toBeGreaterThan(1);
    expect(
      induction?.worksheets.map(({ items }) => items.find(({ because }) => /missed|early/.test(because))?.answer),
    ).toEqual(['yes', 'yes', 'yes']);
  });

  it('give a draft AdverseEvent: the drug first, then what interacts, MedDRA by name alone', () => {
    const draft = failed?.adverseEvent;
    expect(draft?.event).toEqual({ text: failed?.reaction });
    expect(draft?.contained).toMatchObject([
      { code: { coding: [{ code: '36567' }] } },
      { code: { text: 'carbamazepine' } },
    ]);
    expect(draft?.suspectEntity?.map(({ instance }) => instance.reference)).toEqual(['#drug', '#beside-1']);
    const assessments = draft?.suspectEntity?.[0]?.causality?.flatMap(({ assessment }) => assessment?.text ?? []);
    expect(assessments).toEqual(['possible']);
  });

  it('list what a report needs, and never who reports or how serious it was', () => {
    const missing = failed?.report.filter(({ value }) => value === null).map(({ element }) => element) ?? [];
    expect(missing).toEqual(expect.arrayContaining(['reporter', 'patient', 'seriousness']));
    expect(failed?.report.find(({ element }) => element === 'outcome')?.value).toContain('176 on 2025-06-15');
  });

  it('are not made of a trial that responds', () => {
    expect(sheetsOf('60', '200')).toBeUndefined();
    expect(() => worksheetsIn([person('60', '200')], 'p/simvastatin/1', facts)).toThrow(UserError);
  });
});
