/** Everything in the shared FHIR samples is read without an exception and every resource is counted. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildDrugIndex } from '../../src/knowledge/drugs/index.ts';
import type { FhirReading, FhirText } from '../../src/read/fhir/index.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { readPackRows, readPackTexts } from '../../tools/build-drug-index/read-pack.ts';

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const FOLDERS = [
  'synthea-r4-bundles',
  'synthea-r4-smart-generated-sample-data',
  'bulk-10-patients',
  'hl7-r4-examples',
  'genomics-fsh',
];

function textsOf(folder: string): FhirText[] {
  return readdirSync(`${SAMPLES}${folder}`)
    .filter((name) => /\.(json|ndjson)(\.gz)?$/.test(name) && !/^(manifest|package)\.json$/.test(name))
    .map((name) => {
      const bytes = readFileSync(`${SAMPLES}${folder}/${name}`);
      return { name, text: (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') };
    });
}

function resourcesIn(texts: readonly FhirText[]): number {
  let count = 0;
  for (const { name, text } of texts) {
    if (/ndjson/.test(name)) count += text.split('\n').filter((line) => line.trim() !== '').length;
    else {
      const value = JSON.parse(text) as { resourceType: string; entry?: unknown[] };
      count += value.resourceType === 'Bundle' ? (value.entry ?? []).length : 1;
    }
  }
  return count;
}

function summary(folder: string, reading: FhirReading): string {
  const { counts } = reading;
  const codes = counts.medicationCodes;
  const share = codes.seen === 0 ? '-' : `${((100 * codes.resolved) / codes.seen).toFixed(1)} %`;
  const kinds = new Map<string, number>();
  for (const problem of [...reading.problems, ...reading.records.flatMap((record) => record.problems)])
    kinds.set(problem.code, (kinds.get(problem.code) ?? 0) + 1);
  const problems = [...kinds].map(([code, count]) => `${code} ${count}`).join(', ');
  return `${folder}: ${reading.records.length} people, read ${counts.read} = used ${counts.used} + set aside ${counts.setAside} + refused ${counts.refused}; medication codes ${codes.resolved}/${codes.seen} (${share}); problems: ${problems || 'none'}`;
}

describe.skipIf(!existsSync(SAMPLES))('shared FHIR samples', () => {
  const tables = new Map(Object.entries(existsSync(SAMPLES) ? readPackTexts() : {}));
  const drugs = buildDrugIndex(readPackRows(), (name) => tables.get(name) ?? null);
  const seen = { codes: 0, resolved: 0 };

  test.each(FOLDERS)('%s is read and counted', (folder) => {
    const texts = textsOf(folder);
    const reading = readFhir(texts, { drugs });
    const { counts } = reading;
    console.info(summary(folder, reading));
    expect(counts.read).toBe(resourcesIn(texts));
    expect(counts.read).toBe(counts.used + counts.setAside + counts.refused);
    expect(counts.setAside).toBe(reading.setAside.reduce((sum, one) => sum + one.count, 0));
    const problems = [...reading.problems, ...reading.records.flatMap((record) => record.problems)];
    expect(problems.filter((problem) => problem.code === 'unreadable')).toEqual([]);
    seen.codes += counts.medicationCodes.seen;
    seen.resolved += counts.medicationCodes.resolved;
  });

  test('at least 95 % of the medication codes lead to an ingredient', () => {
    console.info(`medication codes resolved: ${seen.resolved}/${seen.codes}`);
    expect(seen.resolved / seen.codes).toBeGreaterThanOrEqual(0.95);
  });
});
