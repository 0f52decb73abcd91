import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { buildDrugIndex } from './index.ts';
import type { DrugQuery } from './types.ts';

const SAMPLES = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url));

interface Json {
  [key: string]: unknown;
}

/** Every distinct medication concept of the sample records. */
function concepts(): DrugQuery[] {
  const found = new Map<string, DrugQuery>();
  const visit = (node: unknown, type: string): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, type);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const json = node as Json;
    const here = typeof json.resourceType === 'string' ? json.resourceType : type;
    const concept = (json.medicationCodeableConcept ??
      (json.resourceType === 'Medication' ? json.code : undefined)) as Json;
    if (here.startsWith('Medication') && concept) {
      const codings = ((concept.coding as Json[] | undefined) ?? []).map((coding) => ({
        system: String(coding.system ?? ''),
        code: String(coding.code ?? ''),
        display: typeof coding.display === 'string' ? coding.display : null,
      }));
      const query = { text: typeof concept.text === 'string' ? concept.text : null, codings };
      found.set(JSON.stringify(query), query);
    }
    for (const value of Object.values(json)) visit(value, here);
  };
  for (const entry of readdirSync(SAMPLES, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`;
    if (entry.name.endsWith('.json')) visit(JSON.parse(readFileSync(path, 'utf8')), '');
    if (!entry.name.endsWith('.ndjson.gz')) continue;
    for (const line of gunzipSync(readFileSync(path)).toString().split('\n'))
      if (line.trim()) visit(JSON.parse(line), '');
  }
  return [...found.values()];
}

describe.skipIf(!existsSync(SAMPLES))('medications of the sample records', () => {
  const texts = existsSync(SAMPLES) ? readPackTexts() : null;
  const index = buildDrugIndex(readPackRows(), (name) => texts?.[name as keyof typeof texts] ?? null);
  const all = existsSync(SAMPLES) ? concepts().map((query) => ({ query, answer: index.resolve(query) })) : [];

  it('resolves at least 95% of the distinct codings', () => {
    const coded = all.filter((one) => one.query.codings.length > 0);
    const unresolved = coded.filter((one) => one.answer.drug.ingredients.length === 0);
    const share = 1 - unresolved.length / coded.length;
    console.log(
      `sample medications resolved: ${coded.length - unresolved.length}/${coded.length} (${(share * 100).toFixed(1)}%)`,
    );
    for (const one of unresolved) console.log('  unresolved:', one.answer.problems[0]?.what);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it('resolves at least 95% of the codes seen', () => {
    const seen = all.reduce((sum, one) => sum + one.answer.codes.seen, 0);
    const resolved = all.reduce((sum, one) => sum + one.answer.codes.resolved, 0);
    expect(resolved / seen).toBeGreaterThanOrEqual(0.95);
  });

  it('reports a clash only where code and display name different drugs', () => {
    const clashes = all.flatMap((one) => one.answer.problems.filter((problem) => problem.code.includes('clash')));
    for (const clash of clashes) console.log('  clash:', clash.what);
    expect(clashes.some((clash) => clash.what.includes('833036'))).toBe(true);
    expect(clashes.length).toBeLessThanOrEqual(12);
  });
});
