import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import { sourceIds } from '../pack.ts';
import { buildCodes } from './index.ts';
import { CodeRow } from './schema.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const rows = csvRows(read('data.csv')).map((row) => CodeRow.parse(row));
const codes = buildCodes(rows);
const terms = (JSON.parse(read('../terms/data.json')) as { id: string }[]).map((term) => term.id);

describe('the crosswalk', () => {
  it('covers every term and no other', () => {
    const covered = new Set(rows.map((row) => row.term));
    expect(terms.filter((term) => !covered.has(term))).toEqual([]);
    expect([...covered].filter((term) => !terms.includes(term))).toEqual([]);
  });

  it('cites only sources it lists', () => {
    const sources = new Set((JSON.parse(read('sources.json')) as { id: string }[]).map((source) => source.id));
    for (const row of rows)
      expect(
        sourceIds(row.source).filter((id) => !sources.has(id)),
        row.term,
      ).toEqual([]);
  });

  it('has no row twice and no code beside a "none" of the same system', () => {
    const keys = rows.map((row) => [row.term, row.system, row.code, row.display_own_words].join('|'));
    expect(new Set(keys).size).toBe(rows.length);
    for (const term of terms) {
      const systems = new Set(codes.codesOf(term).map((row) => row.system));
      expect(
        codes.withoutCode(term).filter((system) => systems.has(system)),
        term,
      ).toEqual([]);
    }
  });

  it('ships no MedDRA code', () => {
    expect(rows.filter((row) => row.system.startsWith('MedDRA') && row.code !== 'none')).toEqual([]);
  });

  it('knows the codes a clinician would look for', () => {
    expect(codes.codesOf('resistant-hypertension').map((row) => row.code)).toContain('I1A.0');
    expect(codes.codesOf('dose-too-low').map((row) => row.code)).toContain('DOSEL');
    expect(codes.withoutCode('tachyphylaxis')).toContain('http://hl7.org/fhir/sid/icd-10-cm');
  });
});
