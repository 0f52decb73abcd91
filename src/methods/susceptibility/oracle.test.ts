/** Agreement with answers from outside, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { delimited } from './delimited.ts';
import { interpreterFor, multidrugResistance, readBreakpoints } from './index.ts';

const { germs } = await knowledge();
const folder = new URL('../../../../shared/oracle/resistance/', import.meta.url);
const oracleText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

function oracleRows(file: string): Record<string, string>[] | null {
  if (!existsSync(new URL(file, folder))) return null;
  const [header = [], ...rows] = delimited(oracleText(file));
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
}
const isolates = oracleRows('isolates_sample.csv');
const labels = oracleRows('mdr_labels_sample.csv');
const tests = oracleRows('sir_eucast_2025_sample.csv');

describe.skipIf(isolates === null || labels === null)('MDR, XDR and PDR of isolates', () => {
  it('every label and every count', () => {
    const wanted = new Map((labels ?? []).map((row) => [row.id, row]));
    const differing = (isolates ?? []).filter(({ id, organism, ...results }) => {
      const found = multidrugResistance(germs.named(organism ?? '')?.id ?? '', results, germs);
      const label = wanted.get(id);
      return (
        found.label !== label?.mdr ||
        String(found.categoriesConsidered) !== label?.categories_considered ||
        String(found.categoriesTested) !== label?.categories_tested ||
        String(found.categoriesNonSusceptible) !== label?.categories_nonsusceptible
      );
    });
    expect(differing.map((row) => row.id)).toEqual([]);
  });
});

describe.skipIf(tests === null)('S, I and R of MICs and zones', () => {
  const rows = tests ?? [];
  const table =
    tests === null
      ? null
      : readBreakpoints(oracleText('breakpoints_for_tests.csv'), germs, { guideline: 'EUCAST 2025' }).table;
  const interpreter = interpreterFor(germs, table);
  const answers = rows.map((row) => ({
    row,
    answer: interpreter.interpret({
      organism: row.mo ?? '',
      agent: row.ab ?? '',
      method: row.method ?? '',
      value: row.value ?? '',
      site: row.uti === 'TRUE' ? 'urine' : '',
    }),
  }));

  it('differs only where the anchor is known to be wrong', () => {
    const differing = answers.filter(({ row, answer }) => {
      if (answer.categories.join('|') === row.sir) return false;
      const isBounded = /^[<>]/.test(row.value ?? '');
      // Nature before measurement; several sites or several rows; a bounded value: the anchor answers with one category.
      return answer.basis !== 'expected' && answer.problem !== 'depends-on-site' && !isBounded;
    });
    // The table handed out lacks the rows of Salmonella.
    expect(differing.filter(({ row }) => !row.mo?.startsWith('Salmonella')).map(({ row }) => row)).toEqual([]);
  });

  it('in compat mode every answer is the anchor\u2019s, but for the row of Salmonella', () => {
    const amr = interpreterFor(germs, table, { compat: 'amr' });
    const differing = rows.filter((row) => {
      const answer = amr.interpret({
        organism: row.mo ?? '',
        agent: row.ab ?? '',
        method: row.method ?? '',
        value: row.value ?? '',
        site: row.uti === 'TRUE' ? 'urine' : '',
      });
      return (answer.categories[0] ?? (answer.problem === 'bounded-value' ? 'NI' : '')) !== row.sir;
    });
    expect(differing.map((row) => [row.mo, row.ab, row.method, row.value, row.sir])).toEqual([
      ['Salmonella enterica', 'CIP', 'MIC', '0.125', 'R'],
    ]);
  });

  it('where it leaves several categories open, the one of the anchor is among them', () => {
    const lost = answers.filter(
      ({ row, answer }) =>
        answer.basis === 'breakpoint' &&
        answer.categories.length > 1 &&
        row.sir !== '' &&
        row.sir !== 'NI' &&
        !answer.categories.some((category) => category === row.sir),
    );
    expect(lost.map(({ row }) => row)).toEqual([]);
  });
});
