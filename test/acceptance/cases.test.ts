/** Published-style cases as FHIR bundles, each with a twin that differs in one decisive fact. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Assessment } from '../../src/domain/assessment.ts';
import { parseMoment } from '../../src/domain/time.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { assess } from '../../src/rxwhy.ts';
import { knowledge } from '../knowledge.ts';
import { type Expectation, misses } from './expectation.ts';

interface Case {
  title: string;
  asOf?: string;
  drug: string;
  bundle: unknown;
  expect: Expectation;
}

const folder = fileURLToPath(new URL('../cases/', import.meta.url));
const facts = await knowledge();

/** Cases the tool does not yet answer: skipped where everyone sees it, each with its reason. */
const waiting = new Set(
  readFileSync(fileURLToPath(new URL('./waiting.txt', import.meta.url)), 'utf8')
    .split('\n')
    .map((line) => line.split('#')[0]?.trim() ?? '')
    .filter((line) => line !== ''),
);

const cases = readdirSync(folder)
  .filter((name) => statSync(`${folder}${name}`).isDirectory())
  .flatMap((term) =>
    readdirSync(`${folder}${term}`)
      .filter((name) => name.endsWith('.json'))
      .map((name) => `${term}/${name}`),
  );

describe.each(cases)('%s', (path) => {
  const given = JSON.parse(readFileSync(`${folder}${path}`, 'utf8')) as Case;
  const run = waiting.has(path.replace('.json', '')) ? it.skip : it;

  run(given.title, () => {
    const { records } = readFhir([{ name: path, value: given.bundle }], { drugs: facts.drugs });
    const record = records[0];
    if (!record) throw new Error('no person was read');
    const person = assess(record, {
      knowledge: facts,
      asOf: given.asOf === undefined ? null : parseMoment(given.asOf),
    });
    const wanted = new Set(facts.drugs.byName(given.drug).flatMap((ingredient) => [ingredient.name, ingredient.id]));
    const trial = person.trials
      .filter((each) => wanted.has(each.medication.name) || wanted.has(each.medication.rxcui ?? ''))
      .at(-1);
    if (!trial)
      throw new Error(
        `no trial of ${given.drug}; there are ${person.trials.map((each) => each.medication.name).join(', ')}`,
      );
    expect(misses(trial, person, given.expect)).toEqual([]);
    expect(
      Assessment.safeParse({
        rxwhyVersion: '0',
        knowledgeVersion: facts.version,
        patients: [person],
        problems: [],
        summary: { patients: 1, trials: person.trials.length, problems: 0 },
      }).error,
    ).toBeUndefined();
  });
});
