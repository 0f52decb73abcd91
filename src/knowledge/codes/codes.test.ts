import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import { sourceIds } from '../pack.ts';
import { buildCodes } from './index.ts';
import { CodeRow, DrugCodeRow } from './schema.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const rows = csvRows(read('data.csv')).map((row) => CodeRow.parse(row));
const byDrug = csvRows(read('by-drug.csv')).map((row) => DrugCodeRow.parse(row));
const codes = buildCodes(rows, byDrug);
const terms = (JSON.parse(read('../terms/data.json')) as { id: string }[]).map((term) => term.id);

const shown = (term: string, atc: string[], conditions: string[] = []): string[] =>
  codes
    .codesFor(term, { atc, conditions })
    .filter(({ system }) => system.endsWith('icd-10-cm'))
    .map(({ code }) => code ?? 'none');

describe('codes for one case', () => {
  it('narrows underdosing to the class of the drug, by its longest prefix', () => {
    expect(shown('missed-doses', ['N06AB06'])[0]).toBe('T43.226');
    expect(shown('missed-doses', ['N06AX16'])[0]).toBe('T43.216');
    expect(shown('missed-doses', ['N06AX12'])[0]).toBe('T43.296');
    expect(shown('missed-doses', ['C09AA05'])[0]).toBe('T46.4X6');
  });

  it('keeps the family where the class of the drug is not on file', () => {
    expect(shown('missed-doses', [])[0]).toBe('T36-T50, 6th character 6');
  });

  it('gives each use its code where a drug has several', () => {
    expect(shown('missed-doses', ['N02BA01', 'B01AC06']).filter((code) => code.startsWith('T'))).toEqual(['T39.016']);
    expect(shown('missed-doses', ['H02AB06', 'S01BA04']).filter((code) => code.startsWith('T'))).toEqual([
      'T38.0X6',
      'T49.5X6',
    ]);
  });

  it('narrows resistance to the class of the antibiotic', () => {
    expect(shown('acquired-resistance', ['J01MA02'])).toEqual(['Z16.23']);
    expect(shown('acquired-resistance', ['J01DH02'])).toEqual(['Z16.13']);
  });

  it('leaves out codes of another condition or drug, and then says that there is none', () => {
    expect(shown('treatment-refractory', [], ['migraine'])).toEqual(['G43.x1-']);
    expect(shown('treatment-refractory', [], ['rheumatoid-arthritis'])).toEqual(['none']);
    const snomed = codes.codesFor('tolerance', { atc: ['N05BA01'] }).filter(({ system }) => system.includes('snomed'));
    expect(snomed).toMatchObject([{ code: null, display: null }]);
  });

  it('says for every system of every term a code, a name or that there is none', () => {
    for (const term of terms) {
      const systems = new Set(codes.codesFor(term, {}).map(({ system }) => system));
      expect(systems, term).toEqual(new Set(rows.filter((row) => row.term === term).map(({ system }) => system)));
    }
  });
});

describe('the crosswalk', () => {
  it('covers every term and no other', () => {
    const covered = new Set(rows.map((row) => row.term));
    expect(terms.filter((term) => !covered.has(term))).toEqual([]);
    expect([...covered].filter((term) => !terms.includes(term))).toEqual([]);
  });

  it('cites only sources it lists', () => {
    const sources = new Set((JSON.parse(read('sources.json')) as { id: string }[]).map((source) => source.id));
    for (const row of [
      ...rows.map(({ term, source }) => ({ term, source })),
      ...byDrug.map(({ atc, source }) => ({ term: atc, source })),
    ])
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
