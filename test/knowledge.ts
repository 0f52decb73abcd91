/** The project's own packs, read from source and validated: what tests run against. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { buildDrugTables, type DrugTables } from '../tools/build-drug-index.ts';
import { readPacks } from '../tools/read-packs.ts';

const drugs = fileURLToPath(new URL('../src/knowledge/drugs/', import.meta.url));

function readDrugFile(name: string): string {
  const bytes = readFileSync(`${drugs}${name}`);
  return name.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
}

let built: Promise<Knowledge> | null = null;

async function build(): Promise<Knowledge> {
  // Rows that do not fit are the knowledge tests' business; here they would hide every other result.
  const { packs, sources } = await readPacks();
  let tables: DrugTables | null = null;
  const readTable = (name: string): string | null => {
    tables ??= buildDrugTables(readDrugFile);
    return name in tables ? tables[name as keyof DrugTables] : null;
  };
  return loadKnowledge({ version: 'test', packs, sources, readTable });
}

/** The knowledge object, built once per test file. */
export function knowledge(): Promise<Knowledge> {
  built ??= build();
  return built;
}
