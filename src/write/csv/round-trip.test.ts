/** Written and read again, a record is the same: every case of every family, and simulated patients. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { emptyRecord, type PatientRecord } from '../../domain/record.ts';
import { readCsv, recordsFromTables } from '../../read/csv/index.ts';
import { simulatedPatient } from '../../simulate/index.ts';
import { columnNames, csvLine, csvRows, writeCsv } from './index.ts';

const facts = await knowledge();
const causes = fileURLToPath(new URL('../../causes/', import.meta.url));

/** Rows without what only the lines of a file decide: their ids and what was counted. */
function plain(record: PatientRecord): unknown {
  const { problems: _problems, counts: _counts, ...rest } = record;
  return JSON.parse(
    JSON.stringify(rest, (key, value: unknown) =>
      key === 'orderId' && value !== null ? 'order' : key === 'id' && String(value).includes('/') ? 'row' : value,
    ),
  );
}

const again = (record: PatientRecord): PatientRecord | undefined =>
  readCsv(writeCsv([record]), { drugs: facts.drugs }).records[0];

const cases = readdirSync(causes)
  .flatMap((family) => {
    try {
      return readdirSync(`${causes}${family}/cases`).map((name) => `${family}/cases/${name}`);
    } catch {
      return [];
    }
  })
  .filter((path) => path.endsWith('.json'));

describe('our CSV', () => {
  it('has a cell for every column of its table', () => {
    for (let index = 1; index <= 40; index += 1) {
      const { record } = simulatedPatient(index, { knowledge: facts, seed: 5 });
      for (const { table, cells } of csvRows(record))
        expect([table, cells.length]).toEqual([table, columnNames(table).length]);
    }
  });

  it('quotes what would break a line', () => {
    expect(csvLine(['a,b', 'say "no"', 'two\nlines', null, 0])).toBe('"a,b","say ""no""","two\nlines",,0\n');
  });

  it.each(cases)('%s is read back as it was written', (path) => {
    const { given } = JSON.parse(readFileSync(`${causes}${path}`, 'utf8')) as { given: Record<string, unknown> };
    const { asOf: _asOf, ...tables } = given;
    const rows = Object.fromEntries(
      Object.entries(tables).map(([table, list]) => [
        table,
        (list as Record<string, unknown>[]).map((row, place) => ({
          row: {
            patient_id: 'p',
            ...Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)])),
          },
          line: place + 2,
        })),
      ]),
    );
    const { records } = recordsFromTables(rows, { drugs: facts.drugs });
    const record = records[0] ?? emptyRecord('p');
    expect(plain(again(record) ?? emptyRecord('p'))).toEqual(plain(record));
  });

  it('is the same for simulated patients in all they hold that has a column', () => {
    for (let index = 1; index <= 40; index += 1) {
      const { record } = simulatedPatient(index, { knowledge: facts, seed: 3 });
      const once = again(record);
      expect(once?.problems).toEqual([]);
      expect(once?.orders.length).toBe(record.orders.length);
      expect(once?.supplies.map(({ at }) => at.day)).toEqual(record.supplies.map(({ at }) => at.day));
      expect(once?.observations.map(({ value }) => value?.value)).toEqual(
        record.observations.map(({ value }) => value?.value),
      );
      if (once) expect(plain(again(once) ?? emptyRecord(''))).toEqual(plain(once));
    }
  });
});
