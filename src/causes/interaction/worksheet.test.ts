import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { Worksheet } from '../../domain/worksheet.ts';
import { type NumberedRow, recordsFromTables } from '../../read/csv/index.ts';
import { assess } from '../../rxwhy.ts';

const facts = await knowledge();
const rows = (list: readonly Record<string, string>[]): NumberedRow[] =>
  list.map((row, index) => ({ row: { patient_id: 'p', ...row }, line: index + 2 }));

/** Simvastatin with carbamazepine from 2025-03-01 to 2025-06-30, LDL after each. */
function worksheet(ldl: Record<string, string>, more: { dose?: string } = {}): Worksheet | undefined {
  const order = (drug: string, start: string, end: string, dose: string, indication: string) => ({
    drug,
    start,
    end,
    dose,
    unit: 'mg',
    per_day: '1',
    indication,
  });
  const { records } = recordsFromTables(
    {
      orders: rows([
        order('simvastatin', '2025-01-01', more.dose ? '2025-07-15' : '', '40', 'Hyperlipidaemia'),
        ...(more.dose ? [order('simvastatin', '2025-07-15', '', more.dose, 'Hyperlipidaemia')] : []),
        order('carbamazepine', '2025-03-01', '2025-06-30', '400', 'Trigeminal neuralgia'),
      ]),
      supplies: rows([
        { drug: 'simvastatin', date: '2025-01-01', days_supply: '400' },
        { drug: 'carbamazepine', date: '2025-03-01', days_supply: '122' },
      ]),
      outcomes: rows(Object.entries(ldl).map(([time, value]) => ({ time, measure: 'LDL-C', value, unit: 'mg/dL' }))),
    },
    { drugs: facts.drugs },
  );
  const [record] = records;
  if (!record) throw new Error('no record');
  const { trials } = assess(record, { knowledge: facts, asOf: null });
  const simvastatin = trials.find((trial) => trial.medication.name === 'simvastatin');
  const entries = [...(simvastatin?.causes ?? []), ...(simvastatin?.risks ?? [])];
  return entries.flatMap(({ evidence }) => evidence).find((each) => each.worksheet?.suspect === 'carbamazepine')
    ?.worksheet;
}

const answers = (sheet: Worksheet | undefined): Record<number, string> =>
  Object.fromEntries(sheet?.items.map(({ item, answer }) => [item, answer]) ?? []);

describe('the interaction worksheet of a record', () => {
  const failing = { '2024-12-20': '180', '2025-05-15': '170', '2025-06-20': '172' };

  it('leaves open what the record does not say', () => {
    expect(answers(worksheet(failing))).toMatchObject({ 4: 'yes', 5: 'unanswered', 6: 'unanswered', 9: 'yes' });
  });

  it('names the input rows each answer rests on', () => {
    const sheet = worksheet(failing);
    for (const item of sheet?.items ?? []) {
      if (item.answer === 'unanswered') expect([item.because, item.records, item.score]).toEqual(['', [], 0]);
      else expect(item.because).not.toBe('');
    }
    expect(sheet?.items.find(({ item }) => item === 4)?.records.length).toBeGreaterThan(0);
  });

  it('adds up, and its score stands among the values', () => {
    const sheet = worksheet(failing);
    expect(sheet?.score).toBe(sheet?.items.reduce((sum, { score }) => sum + score, 0));
    expect(sheet?.couldBe.length).toBeGreaterThan(1);
  });

  it('answers the stop where the effect came back on the same dose, and only there', () => {
    const cameBack = { ...failing, '2025-09-20': '80' };
    expect(answers(worksheet(cameBack))).toMatchObject({ 5: 'yes', 6: 'unanswered' });
    expect(answers(worksheet(cameBack, { dose: '80' }))).toMatchObject({ 5: 'unanswered' });
    expect(answers(worksheet({ ...failing, '2025-09-20': '175' }))).toMatchObject({ 5: 'no' });
    expect(answers(worksheet({ ...failing, '2025-07-05': '175' }))).toMatchObject({ 5: 'unanswered' });
  });
});
