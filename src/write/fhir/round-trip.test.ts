/** Written and read again, a record is the same: every bundle of the cases, and simulated patients. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { PatientRecord } from '../../domain/record.ts';
import { readFhir } from '../../read/fhir/index.ts';
import { assess } from '../../rxwhy.ts';
import { simulatedPatient } from '../../simulate/index.ts';
import { frequencyOf } from './dosage.ts';
import { fhirBundle } from './index.ts';

const facts = await knowledge();
const folder = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const cases = readdirSync(folder)
  .filter((name) => statSync(`${folder}${name}`).isDirectory())
  .flatMap((term) => readdirSync(`${folder}${term}`).map((name) => `${term}/${name}`))
  .filter((path) => path.endsWith('.json'));

const again = (record: PatientRecord): PatientRecord | undefined =>
  readFhir([{ name: 'written', value: fhirBundle(record) }], { drugs: facts.drugs }).records[0];

/** What a person's verdicts say, without the ids of rows. */
function verdicts(record: PatientRecord): unknown {
  const { trials, labels } = assess(record, { knowledge: facts });
  return {
    trials: trials.map(({ medication, course, causes, gates, failure, fairChance }) => ({
      drug: medication.name,
      course: course.term,
      failure,
      fairChance,
      gates: gates.map(({ gate, answer }) => `${gate} ${answer}`),
      causes: causes.map(({ term, certainty }) => `${term} ${certainty}`),
    })),
    labels: labels.map(({ term, standing, definition }) => `${term} ${standing} ${definition}`),
  };
}

describe('FHIR', () => {
  it('writes intakes a day as the shortest whole period', () => {
    expect(frequencyOf(2)).toEqual({ frequency: 2, period: 1, periodUnit: 'd' });
    expect(frequencyOf(0.5)).toEqual({ frequency: 1, period: 2, periodUnit: 'd' });
    expect(frequencyOf(0.142857)).toEqual({ frequency: 1, period: 7, periodUnit: 'd' });
  });

  it.each(cases)('%s gets the same verdict from what was written', (path) => {
    const { bundle } = JSON.parse(readFileSync(`${folder}${path}`, 'utf8')) as { bundle: unknown };
    const record = readFhir([{ name: path, value: bundle }], { drugs: facts.drugs }).records[0];
    if (!record) throw new Error('no person was read');
    const once = again(record);
    if (!once) throw new Error('nothing was read from what was written');
    expect(verdicts(once)).toEqual(verdicts({ ...record, observedUntil: once.observedUntil ?? record.observedUntil }));
  });

  it('gives simulated patients the verdict they had', () => {
    for (let index = 1; index <= 60; index += 1) {
      const { record } = simulatedPatient(index, { knowledge: facts, seed: 5, noise: 0.1 });
      const once = again(record);
      expect(once?.problems).toEqual([]);
      if (once) expect(verdicts(once)).toEqual(verdicts(record));
    }
  });
});
