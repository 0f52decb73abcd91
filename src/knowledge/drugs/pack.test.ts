import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import { readPackFile, readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { sourceIds } from '../pack.ts';
import { lineValue } from './sorted-text.ts';

const rows = readPackRows();
const texts = readPackTexts();
const sources = new Set((JSON.parse(readPackFile('sources.json')) as { id: string }[]).map((source) => source.id));

/** An id that stands for something: an RxNorm concept, a name of ours, or a row of facts. */
const exists = (id: string): boolean =>
  id.startsWith('x:') || lineValue(texts.rxnorm, id) !== null || rows['data.csv'].some((row) => row.id === id);

describe('the drug pack', () => {
  it('cites only sources it lists', () => {
    for (const file of [
      'data.csv',
      'classes.csv',
      'atc.csv',
      'use-by-form.csv',
      'names.csv',
      'brands.csv',
      'corrections.csv',
      'precise.csv',
    ]) {
      for (const row of csvRows(readPackFile(file))) {
        const unknown = sourceIds(row.source ?? '').filter((id) => !sources.has(id));
        expect(unknown, `${file}: ${JSON.stringify(row)}`).toEqual([]);
        expect(sourceIds(row.source ?? '').length).toBeGreaterThan(0);
      }
    }
  });

  it('has no ingredient twice, by id or by name', () => {
    const ids = rows['data.csv'].map((row) => row.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const names = rows['data.csv'].map((row) => row.name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has facts of at least 900 ingredients, each of them an ingredient of the tables', () => {
    expect(rows['data.csv'].length).toBeGreaterThan(900);
    expect(rows['data.csv'].filter((row) => !exists(row.id)).map((row) => row.id)).toEqual([]);
  });

  it('has no parent class that is not a class', () => {
    const classes = new Set(rows['classes.csv'].map((row) => row.id));
    expect(rows['classes.csv'].filter((row) => row.parent !== '' && !classes.has(row.parent))).toEqual([]);
    expect(rows['data.csv'].flatMap((row) => row.classes).filter((id) => !classes.has(id))).toEqual([]);
  });

  it('points every name, code and correction at something that exists', () => {
    const targets = [
      ...csvRows(readPackFile('names.csv')).flatMap((row) => (row.ids ?? '').split(';')),
      ...rows['atc.csv'].flatMap((row) => row.ids.split(';')),
      ...csvRows(readPackFile('corrections.csv')).flatMap((row) => (row.to ?? '').split(';')),
      ...csvRows(readPackFile('precise.csv')).flatMap((row) => [row.pin ?? '', row.base ?? '']),
    ].flatMap((ref) => ref.split('~'));
    expect([...new Set(targets)].filter((id) => !exists(id))).toEqual([]);
  });

  it('points every synonym at an ingredient of the tables', () => {
    const lost = csvRows(readPackFile('synonyms.csv.gz')).filter((row) =>
      (row.ids ?? '').split(';').some((id) => !id.startsWith('x:') && lineValue(texts.rxnorm, id) === null),
    );
    expect(lost).toEqual([]);
  });

  it('ships no table of a megabyte', () => {
    for (const file of [
      'products.csv.gz',
      'products-a.csv.gz',
      'products-other.csv.gz',
      'ndc.csv.gz',
      'synonyms.csv.gz',
    ]) {
      expect(statSync(new URL(file, import.meta.url)).size).toBeLessThan(1_000_000);
    }
  });
});
