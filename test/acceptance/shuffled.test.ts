/** The order in which a record system lists its resources says nothing, and so must change nothing. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/domain/time.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { assess } from '../../src/rxwhy.ts';
import { knowledge } from '../knowledge.ts';

interface Bundle {
  resourceType: 'Bundle';
  entry: unknown[];
}

const folder = fileURLToPath(new URL('../cases/', import.meta.url));
const facts = await knowledge();
const terms = readdirSync(folder).filter((name) => statSync(`${folder}${name}`).isDirectory());

/** A fixed order in which neighbours part and no run of the usual order is left. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return [...items]
    .map((item, place) => ({ item, key: (place * 7 + 3) % 11 }))
    .sort((a, b) => b.key - a.key)
    .map(({ item }) => item);
}

function answer(bundle: unknown, asOf: string | undefined): string {
  const { records } = readFhir([{ name: 'case', value: bundle }], { drugs: facts.drugs });
  return JSON.stringify(
    records.map((record) => assess(record, { knowledge: facts, asOf: asOf === undefined ? null : parseMoment(asOf) })),
  );
}

describe.each(terms)('%s', (term) => {
  it('is judged alike in any order of its resources', () => {
    for (const name of readdirSync(`${folder}${term}`).filter((file) => file.endsWith('.json'))) {
      const { bundle, asOf } = JSON.parse(readFileSync(`${folder}${term}/${name}`, 'utf8')) as {
        bundle: Bundle;
        asOf?: string;
      };
      const usual = answer(bundle, asOf);
      expect(answer({ ...bundle, entry: [...bundle.entry].reverse() }, asOf), `${name} reversed`).toBe(usual);
      expect(answer({ ...bundle, entry: shuffled(bundle.entry) }, asOf), `${name} shuffled`).toBe(usual);
    }
  });
});
