import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { recordsFromTables } from './index.ts';

const { drugs } = await knowledge();

function read(...rows: Record<string, string>[]) {
  const cultures = rows.map((row, at) => ({
    row: { patient_id: 'p', culture_id: 'c', collected: '2024-03-01', organism: 'Escherichia coli', ...row },
    line: at + 2,
  }));
  const { records, problems } = recordsFromTables({ cultures }, { drugs });
  const record = records[0];
  if (!record) throw new Error('no record');
  return { cultures: record.cultures, problems: [...problems, ...record.problems] };
}

describe('a line of a culture', () => {
  it.each([
    ['>8', '', { value: 8, unit: 'mg/L', comparator: '>' }],
    ['0.5', 'ug/mL', { value: 0.5, unit: 'mg/L', comparator: null }],
    ['<=500', 'ng/mL', { value: 0.5, unit: 'mg/L', comparator: '<=' }],
  ])('MIC %s %s', (mic, unit, expected) =>
    expect(read({ agent: 'ciprofloxacin', mic, mic_unit: unit }).cultures[0]?.results[0]?.mic).toEqual(expected),
  );
  it('a MIC in a unit that is no concentration is lost and said', () => {
    const { cultures, problems } = read({ agent: 'ciprofloxacin', mic: '8', mic_unit: 'mm' });
    expect(cultures[0]?.results[0]?.mic).toBeNull();
    expect(problems).toMatchObject([{ code: 'unknown-unit' }]);
  });
  it.each([
    ['Resistant', 'R'],
    ['sensitive', 'S'],
    ['Susceptible, increased exposure', 'I'],
    ['sdd', 'SDD'],
  ])('%s is %s', (sir, category) => {
    const { cultures, problems } = read({ agent: 'ciprofloxacin', sir });
    expect(cultures[0]?.results[0]?.category).toBe(category);
    expect(problems).toEqual([]);
  });
  it('a category nobody knows is a problem, not silence', () => {
    const { cultures, problems } = read({ agent: 'ciprofloxacin', sir: '?' });
    expect(cultures[0]?.results[0]?.category).toBeNull();
    expect(problems).toMatchObject([{ code: 'unknown-value', what: '`sir` is `?`' }]);
  });
  it('"no growth" is no germ', () =>
    expect(read({ organism: 'No growth' }).cultures).toMatchObject([{ organism: null, growth: false }]));
  it('a zone in mm', () =>
    expect(read({ agent: 'ciprofloxacin', zone_mm: '17', method: 'DISK' }).cultures[0]?.results[0]?.zoneMm).toBe(17));
});
