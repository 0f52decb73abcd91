import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knowledge as loaded } from '../../test/knowledge.ts';
import type { PatientRecord } from '../domain/record.ts';
import { readCsv } from '../read/csv/index.ts';
import { readFhir } from '../read/fhir/index.ts';
import { readOmop } from '../read/omop/index.ts';
import { assess } from '../rxwhy.ts';
import { bucketWorker } from './bucket.ts';
import { bytesOf, type Engine, type EngineRow, openEngine, sqlText } from './engine.ts';
import { runCohort } from './run.ts';
import { schemaCsv, tableNames } from './schema.ts';
import type { CohortMachine, CohortSettings, SourceKind } from './settings.ts';
import { mergeShards } from './shards.ts';
import { readCdm } from './sources/omop-tables.ts';
import { writeBulk, writeCdm, writeCsv } from './test-population.ts';

const knowledge = await loaded();
let folder = '';
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cohort-'));
  writeCdm(`${folder}/omop`);
  writeCsv(`${folder}/csv`);
  writeBulk(`${folder}/fhir`);
  engine = await openEngine();
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const settingsFor = (from: SourceKind, more: Partial<CohortSettings> = {}): CohortSettings => ({
  from,
  path: `${folder}/${from}`,
  asOf: null,
  minCell: 2,
  explain: false,
  buckets: 4,
  shard: { part: 1, of: 1 },
  gaps: [30, 60],
  ...more,
});

let runs = 0;

/** One run into a folder of its own. */
async function run(settings: CohortSettings, machine: Partial<CohortMachine> = {}) {
  runs += 1;
  const out = machine.out ?? `${folder}/out${runs}`;
  const lanes = machine.threads ?? 1;
  const result = await runCohort({
    settings,
    machine: { out, threads: lanes, memoryBytes: 1e9, resume: false, knowledge: null, ...machine },
    knowledge,
    rxwhyVersion: 'test',
    startThread:
      lanes === 1
        ? null
        : async (task) => {
            const worker = await bucketWorker(task, knowledge);
            return { run: worker.run, isAlive: () => true, close: async () => worker.close() };
          },
  });
  return { out, result };
}

const rowsOf = (out: string, table: string, columns = '*'): Promise<EngineRow[]> =>
  engine.rows(`SELECT ${columns} FROM read_parquet(${sqlText(`${out}/${table}.parquet`)}) ORDER BY ALL`);

const bytesIn = (out: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(out)
      .filter((name) => name.endsWith('.parquet') || name === 'report.html')
      .map((name) => [name, readFileSync(`${out}/${name}`).toString('base64')]),
  );

async function records(from: SourceKind): Promise<PatientRecord[]> {
  const { drugs } = knowledge;
  if (from === 'omop') return readOmop(await readCdm(`${folder}/omop`, engine, null), { drugs }).records;
  const files = readdirSync(`${folder}/${from}`).map((name) => ({
    name,
    text: readFileSync(`${folder}/${from}/${name}`, 'utf8'),
  }));
  return from === 'csv' ? readCsv(files, { drugs }).records : readFhir(files, { drugs }).records;
}

describe.each(['omop', 'csv', 'fhir'] as const)('a population from %s', (from) => {
  test('gives everybody what assess gives them one by one', async () => {
    const { out, result } = await run(settingsFor(from));
    const one = (await records(from)).map((record) => assess(record, { knowledge }));
    const trials = one.flatMap(({ id, trials: own }) =>
      own.map((trial) => ({
        patient: id,
        trial: trial.id,
        headline: trial.headline.term,
        course: trial.course.term,
        failure: trial.failure,
        fair_chance: trial.fairChance,
      })),
    );
    expect(trials.length).toBeGreaterThanOrEqual(5);
    const found = await rowsOf(out, 'trials', 'patient, trial, headline, course, failure, fair_chance');
    expect(found).toEqual(trials.sort((a, b) => (a.trial < b.trial ? -1 : 1)));
    const causes = one.flatMap(({ trials: own }) => own.flatMap((trial) => trial.causes.map(({ term }) => term)));
    const inTable = await rowsOf(out, 'causes', 'term, list');
    expect(inTable.filter(({ list }) => list === 'cause').map(({ term }) => term)).toEqual(causes.sort());
    expect(result).toMatchObject({ people: 5, failed: [], refusedRows: 1 });
    const lost = await rowsOf(out, 'problems', 'patient, code, place');
    expect(lost[0] && (await rowsOf(out, 'problems')).filter(({ patient }) => patient === null).length).toBe(1);
  });
});

describe('the same tables', () => {
  test('from one lane and from three', async () => {
    const one = await run(settingsFor('omop'));
    const three = await run(settingsFor('omop'), { threads: 3 });
    expect(bytesIn(three.out)).toEqual(bytesIn(one.out));
  });

  test('from shards merged', async () => {
    const whole = await run(settingsFor('omop'));
    const shards = await Promise.all(
      [1, 2, 3].map(async (part) => (await run(settingsFor('omop', { shard: { part, of: 3 } }))).out),
    );
    await mergeShards(shards, `${folder}/merged`, knowledge, 1e9);
    expect(bytesIn(`${folder}/merged`)).toEqual(bytesIn(whole.out));
    await expect(mergeShards(shards.slice(1), `${folder}/half`, knowledge, 1e9)).rejects.toThrow('shards 1 of 3');
  });

  test('from a run that broke off and was taken up again', async () => {
    const whole = await run(settingsFor('omop'));
    const out = `${folder}/broken`;
    let started = 0;
    const breaking = runCohort({
      settings: settingsFor('omop'),
      machine: { out, threads: 2, memoryBytes: 1e9, resume: false, knowledge: null },
      knowledge,
      rxwhyVersion: 'test',
      startThread: async (task) => {
        started += 1;
        const worker = await bucketWorker(task, knowledge);
        return { run: worker.run, isAlive: () => true, close: async () => worker.close() };
      },
      progress: {
        clustering: () => {},
        judging: () => {},
        bucket: () => {
          throw new Error('pulled the plug');
        },
        merging: () => {
          throw new Error('pulled the plug');
        },
      },
    });
    await expect(breaking).rejects.toThrow('pulled the plug');
    expect(started).toBeGreaterThan(0);
    const [first = ''] = readdirSync(`${out}/buckets`);
    // Half a bucket and a damaged one are what a kill can leave behind.
    writeFileSync(`${out}/buckets/${first}/trials.parquet`, 'half');
    await expect(run(settingsFor('omop'), { out })).rejects.toThrow('--resume');
    await expect(run(settingsFor('omop', { minCell: 9 }), { out, resume: true })).rejects.toThrow('other settings');
    await run(settingsFor('omop'), { out, resume: true });
    expect(bytesIn(out)).toEqual(bytesIn(whole.out));
    // A finished run is not judged again, one whose tables were damaged is.
    const written = statSync(`${out}/trials.parquet`).mtimeMs;
    expect((await run(settingsFor('omop'), { out, resume: true })).result.people).toBe(5);
    expect(statSync(`${out}/trials.parquet`).mtimeMs).toBe(written);
    writeFileSync(`${out}/trials.parquet`, 'half');
    await run(settingsFor('omop'), { out, resume: true });
    expect(bytesIn(out)).toEqual(bytesIn(whole.out));
  });
});

test('a bad bucket does not stop the others, and is told', async () => {
  const out = `${folder}/bad`;
  const { result } = await (async () => {
    const settings = settingsFor('omop', { buckets: 2 });
    const made = await runCohort({
      settings,
      machine: { out, threads: 2, memoryBytes: 1e9, resume: false, knowledge: null },
      knowledge,
      rxwhyVersion: 'test',
      startThread: async (task) => {
        const worker = await bucketWorker(task, knowledge);
        return {
          run: (bucket) => (bucket === 0 ? Promise.reject(new Error('disk is ill')) : worker.run(bucket)),
          isAlive: () => true,
          close: async () => worker.close(),
        };
      },
    });
    return { result: made };
  })();
  expect(result.failed).toEqual([{ bucket: 0, what: 'disk is ill' }]);
  expect(result.people).toBeGreaterThan(0);
  expect(result.people).toBeLessThan(5);
  // The bucket can be tried again.
  const again = await run(settingsFor('omop', { buckets: 2 }), { out, resume: true });
  expect(again.result).toMatchObject({ people: 5, failed: [] });
});

test('small cells are held back in what is aggregated', async () => {
  const { out } = await run(settingsFor('omop', { minCell: 4 }));
  const steps = await rowsOf(out, 'attrition');
  const of = (unit: string, step: string) => steps.find((row) => row.unit === unit && row.step === step);
  expect(of('patients', '1 in the data')).toMatchObject({ n: '5', patients: '5', is_suppressed: false });
  const small = steps.filter((row) => row.is_suppressed);
  expect(small.length).toBeGreaterThan(0);
  for (const row of small) expect(row).toMatchObject({ n: null, patients: null });
  // What the source holds of nobody is no cell of people.
  expect(steps.find((row) => row.table_name === 'note')).toMatchObject({ n: '1', patients: null });
  const { people } = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as { people: number };
  expect(people).toBe(5);
});

test('nobody is judged after the cut-off, nor after the end of their own observation', async () => {
  const moment = { iso: '2024-03-31', day: 19813, minute: 19813 * 1440, precision: 'day' } as const;
  const early = await run(settingsFor('omop', { asOf: moment }));
  expect(new Set((await rowsOf(early.out, 'trials', 'as_of')).map((row) => row.as_of))).toEqual(
    new Set(['2024-03-31']),
  );
  const late = await run(settingsFor('omop', { asOf: { ...moment, iso: '2030-01-01', day: 21915 } }));
  expect(new Set((await rowsOf(late.out, 'trials', 'as_of')).map((row) => row.as_of))).toEqual(new Set(['2024-12-31']));
});

test('the report stands alone and shows no small number', async () => {
  const { out } = await run(settingsFor('omop', { minCell: 4 }));
  const html = readFileSync(`${out}/report.html`, 'utf8');
  expect(html).not.toMatch(/(src|href)="(?!#)/);
  expect(html.match(/https?:\/\/[^"<\s]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/'))).toEqual([]);
  for (const id of ['answer', 'drugs', 'ladder', 'causes', 'persistence', 'lines', 'missing', 'attrition'])
    expect(html).toContain(`<section id="${id}">`);
  // Two people take lisinopril: fewer than the smallest cell.
  expect(html).not.toContain('lisinopril');
  expect(html).toContain('&lt;4');
});

test('words are written only where asked for', async () => {
  const { out } = await run(settingsFor('omop', { explain: true }));
  const told = await rowsOf(out, 'explanations', 'plain');
  expect(told.length).toBe((await rowsOf(out, 'trials')).length);
  expect(String(told[0]?.plain).length).toBeGreaterThan(20);
});

test('the published description names every column of every table', async () => {
  const { out } = await run(settingsFor('omop'));
  const lines = readFileSync(`${out}/schema.csv`, 'utf8').trim().split('\n');
  expect(`${lines.join('\n')}\n`).toBe(schemaCsv());
  for (const table of tableNames(false)) {
    const described = await engine.rows(`DESCRIBE SELECT * FROM read_parquet(${sqlText(`${out}/${table}.parquet`)})`);
    const published = lines.filter((line) => line.startsWith(`${table},`)).map((line) => line.split(',').slice(1, 3));
    expect(described.map((row) => [row.column_name, row.column_type])).toEqual(published);
  }
});

test.each([
  ['1.5G', 1610612736],
  ['256M', 268435456],
  ['1024', 1024],
  ['2 GiB', 2147483648],
  ['much', null],
  ['0', null],
])('%s is %s bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});
