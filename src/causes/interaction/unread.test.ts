import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { type NumberedRow, recordsFromTables } from '../../read/csv/index.ts';
import { assess } from '../../rxwhy.ts';

const facts = await knowledge();

function interactionsLeftOpen(other: string, start: string): string[] {
  const order = (drug: string, from: string): NumberedRow => ({
    row: { patient_id: 'p', drug, start: from, dose: '10', unit: 'mg', per_day: '1', indication: 'Hypertension' },
    line: 2,
  });
  const { records } = recordsFromTables(
    { orders: [order('amlodipine', '2025-01-01'), order(other, start)] },
    { drugs: facts.drugs },
  );
  const [record] = records;
  if (!record) throw new Error('no record');
  const { trials } = assess(record, { knowledge: facts, asOf: null });
  const amlodipine = trials.find((trial) => trial.medication.name === 'amlodipine');
  return (amlodipine?.notAssessed ?? []).flatMap((open) => (open.term === 'drug-interaction' ? open.missing : []));
}

describe('a medicine beside it that was not understood', () => {
  it('leaves the question of interactions open', () => {
    expect(interactionsLeftOpen('Quxolam forte', '2025-01-01')).toHaveLength(1);
  });

  it('does not where it is understood', () => {
    expect(interactionsLeftOpen('atorvastatin', '2025-01-01')).toEqual([]);
  });
});
