/** Reads the drug pack from the source tree: its files, its validated rows, and the texts built from them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DrugPackRows } from '../../src/knowledge/drugs/index.ts';
import { tables } from '../../src/knowledge/drugs/schema.ts';
import { buildDrugTables, type DrugTables } from '../build-drug-index.ts';
import { csvRows } from './csv-rows.ts';

const PACK = new URL('../../src/knowledge/drugs/', import.meta.url);

/** One file of the pack as text, decompressed where its name ends in `.gz`. */
export function readPackFile(name: string): string {
  const bytes = readFileSync(new URL(name, PACK));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The finished rows of the pack; throws at the first row its schema refuses. */
export function readPackRows(): DrugPackRows {
  const rows = Object.entries(tables).map(([file, schema]) => [
    file,
    csvRows(readPackFile(file)).map((row) => schema.parse(row)),
  ]);
  return Object.fromEntries(rows);
}

/** The sorted texts, built anew. */
export function readPackTexts(): DrugTables {
  return buildDrugTables(readPackFile);
}
