import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import corpus from './corpus.json' with { type: 'json' };
import { parseDirections } from './index.ts';

type Step = {
  perIntake: number | null;
  unit: string | null;
  intakesPerDay: number | null;
  asNeeded: boolean;
  durationDays: number | null;
};
type Case = { text: string; steps?: Step[]; refused?: string };

const cases = corpus as Case[];
const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value.toPrecision(9));

describe('the corpus of directions', () => {
  it('is large enough, with enough that must be refused', () => {
    expect(cases.length).toBeGreaterThanOrEqual(250);
    expect(cases.filter((c) => c.refused).length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases.map((c) => [c.text, c] as const))('%s', (text, { steps, refused }) => {
    const { directions, problem } = parseDirections(text);
    if (steps === undefined) {
      expect(problem?.code).toBe(refused);
      for (const d of directions) expect([d.perIntake, d.intakesPerDay, d.durationDays]).toEqual([null, null, null]);
      return;
    }
    expect(problem).toBeNull();
    const got = directions.map((d) => ({
      perIntake: rounded(d.perIntake?.value),
      unit: d.perIntake?.unit ?? null,
      intakesPerDay: rounded(d.intakesPerDay),
      asNeeded: d.asNeeded,
      durationDays: d.durationDays,
    }));
    const wanted = steps.map((s) => ({
      ...s,
      perIntake: rounded(s.perIntake),
      intakesPerDay: rounded(s.intakesPerDay),
    }));
    expect(got).toEqual(wanted);
  });

  it('reads the same in capitals and with doubled spaces', () => {
    for (const { text } of cases) {
      const numbers = (t: string) =>
        parseDirections(t).directions.map((d) => [d.perIntake, d.intakesPerDay, d.asNeeded, d.durationDays]);
      expect(numbers(text.toUpperCase()), text).toEqual(numbers(text));
      expect(numbers(`  ${text.split(' ').join('  ')}`), text).toEqual(numbers(text));
    }
  });
});

const samples = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url));

function dosageTexts(): Map<string, number> {
  const texts = new Map<string, number>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) walk(item);
    else if (node !== null && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'dosageInstruction' || key === 'dosage') {
          for (const dosage of [value].flat() as { text?: unknown }[]) {
            if (typeof dosage?.text === 'string') texts.set(dosage.text, (texts.get(dosage.text) ?? 0) + 1);
          }
        }
        walk(value);
      }
    }
  };
  for (const name of readdirSync(samples, { recursive: true, encoding: 'utf8' })) {
    if (name.includes('Observation') || name.includes('Condition') || name.includes('DiagnosticReport')) continue;
    const file = `${samples}${name}`;
    if (name.endsWith('.ndjson.gz')) {
      for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) if (line) walk(JSON.parse(line));
    } else if (name.endsWith('.json')) walk(JSON.parse(readFileSync(file, 'utf8')));
  }
  return texts;
}

describe.skipIf(!existsSync(samples))('directions in the shared samples', () => {
  it('understands at least 80% of the distinct texts, and says which it refuses', () => {
    const texts = [...dosageTexts()];
    const refused = texts.filter(([text]) => parseDirections(text).problem !== null);
    const share = 1 - refused.length / texts.length;
    const uses = (list: [string, number][]): number => list.reduce((sum, [, n]) => sum + n, 0);
    console.log(
      `directions understood: ${texts.length - refused.length} of ${texts.length} texts (${(share * 100).toFixed(1)}%), ` +
        `${uses(texts) - uses(refused)} of ${uses(texts)} uses`,
    );
    for (const [text] of refused) console.log(`  refused: ${text.slice(0, 100)}`);
    expect(texts.length).toBeGreaterThan(50);
    expect(share).toBeGreaterThanOrEqual(0.8);
  });
});
