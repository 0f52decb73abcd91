import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { parseMoment } from '../domain/time.ts';
import { recordsFromTables } from '../read/csv/index.ts';
import { bodilyStates } from './states.ts';

const facts = await knowledge();
const day = (text: string): number => parseMoment(text)?.day ?? Number.NaN;

type Rows = Record<string, Record<string, string>[]>;

function statesOf(tables: Rows) {
  const numbered = Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map((row, at) => ({ row: { patient_id: 'p', ...row }, line: at + 2 })),
    ]),
  );
  const [record] = recordsFromTables(numbered, { drugs: facts.drugs }).records;
  if (!record) throw new Error('no record');
  return bodilyStates(record, facts).map(({ state, stage, from, to }) => ({ state, stage, from, to }));
}

describe('stages of a state', () => {
  it('a pregnancy with a day of onset is told by trimester, to 42 weeks at most', () => {
    const start = day('2024-01-01');
    expect(statesOf({ conditions: [{ condition: 'Pregnancy', onset: '2024-01-01' }] })).toEqual([
      { state: 'pregnancy', stage: 'trimester-1', from: start, to: start + 98 },
      { state: 'pregnancy', stage: 'trimester-2', from: start + 98, to: start + 196 },
      { state: 'pregnancy', stage: 'trimester-3', from: start + 196, to: start + 294 },
    ]);
  });

  it('one that ended in the second trimester has no third', () => {
    const stages = statesOf({ conditions: [{ condition: 'Pregnancy', onset: '2024-01-01', abated: '2024-05-01' }] });
    expect(stages.map((each) => [each.stage, each.to])).toEqual([
      ['trimester-1', day('2024-01-01') + 98],
      ['trimester-2', day('2024-05-01')],
    ]);
  });

  it('gestational age outranks the onset', () => {
    const [first] = statesOf({
      conditions: [{ condition: 'Pregnancy', onset: '2024-03' }],
      outcomes: [{ time: '2024-04-15', measure: 'Gestational age', value: '15', unit: 'wk' }],
    });
    expect(first).toMatchObject({ stage: 'trimester-1', from: day('2024-04-15') - 105 });
  });

  it('the age in another pregnancy does not', () => {
    const stages = statesOf({
      conditions: [{ condition: 'Pregnancy', onset: '2024-03' }],
      outcomes: [{ time: '2020-04-15', measure: 'Gestational age', value: '15', unit: 'wk' }],
    });
    expect(stages.map((each) => each.stage)).toEqual(['']);
  });

  it('a code of weeks counts back from the day of its record', () => {
    const row = { condition: 'Weeks of gestation', code: 'Z3A.20', system: 'ICD-10-CM', onset: '2024-06-01' };
    expect(statesOf({ conditions: [row] })[0]).toMatchObject({ from: day('2024-06-01') - 140 });
  });

  it('without a day of onset the stage stays open', () => {
    expect(statesOf({ conditions: [{ condition: 'Pregnancy', onset: '2024' }] }).map((each) => each.stage)).toEqual([
      '',
    ]);
  });

  it('surgery is told by the time since', () => {
    const stages = statesOf({ procedures: [{ procedure: 'Gastric bypass', time: '2024-01-01' }] });
    expect(stages.map((each) => [each.stage, each.to])).toEqual([
      ['first-month', day('2024-01-01') + 31],
      ['later', null],
    ]);
  });
});
