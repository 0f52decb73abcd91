/**
 * `npx tsx bench/cohort/stages.ts [PEOPLE]`: processor time per person and per row of each step of a run over a made-up CDM,
 * on one thread and after a warm-up. Asserts nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { loadKnowledge } from '../../src/cli/knowledge-files.ts';
import { bucketRows, cluster } from '../../src/cohort/cluster.ts';
import { openEngine } from '../../src/cohort/engine.ts';
import { judge } from '../../src/cohort/judge.ts';
import { type Person, peopleOf } from '../../src/cohort/people.ts';
import { putRows } from '../../src/cohort/rows.ts';
import { sourceOf } from '../../src/cohort/sources/index.ts';
import { makePopulation } from './make-population.ts';

const WARM = 300;
const people = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(`${tmpdir()}/rxwhy-stages-`);
const engine = await openEngine({ threads: 1 });

/** Processor microseconds of some work. */
async function cpu<Made>(work: () => Promise<Made> | Made): Promise<[Made, number]> {
  const before = process.cpuUsage();
  const made = await work();
  const used = process.cpuUsage(before);
  return [made, used.user + used.system];
}

try {
  await makePopulation(engine, `${folder}/cdm`, people);
  const knowledge = loadKnowledge();
  const source = sourceOf('omop');
  const settings = {
    from: 'omop',
    path: `${folder}/cdm`,
    asOf: null,
    minCell: 5,
    explain: false,
    buckets: 1,
    shard: { part: 1, of: 1 },
    gaps: [30, 60, 90],
  } as const;
  const prepared = await source.prepare(settings.path, engine);
  const [clustered, clustering] = await cpu(() => cluster(prepared, settings, `${folder}/work`, 'bench', engine));
  const kinds = prepared.feeds.map(({ kind }) => kind);
  const [everyone, sorting] = await cpu(async () => {
    const all: Person[] = [];
    for await (const person of peopleOf(bucketRows(`${folder}/work`, 0, kinds), engine)) all.push(person);
    return all;
  });
  const read = source.reader(prepared.side, knowledge.drugs);
  const options = { knowledge, cutOff: null } as const;
  for (const { id, rows } of everyone.slice(0, WARM)) judge(read(id, rows).record, { ...options, explain: true });
  const [records, reading] = await cpu(() => everyone.map(({ id, rows }) => read(id, rows).record));
  const [judged, judging] = await cpu(() => records.map((record) => judge(record, { ...options, explain: false })));
  let cells = 0;
  const [, writing] = await cpu(() => {
    for (const each of judged) putRows(each, settings.gaps, (_, row) => (cells += row.length));
  });
  const [, explaining] = await cpu(() => records.map((record) => judge(record, { ...options, explain: true })));
  const line = (name: string, used: number): void =>
    console.log(
      `${name.padEnd(34)} ${(used / people).toFixed(1).padStart(9)} us/person ${(used / clustered.rows).toFixed(2).padStart(8)} us/row`,
    );
  console.log(`${people} people, ${clustered.rows} rows, ${cells} cells out`);
  line('cluster (Parquet to buckets)', clustering);
  line('sort and fetch a bucket', sorting);
  line('read (rows to record)', reading);
  line('judge (record to verdicts, labels)', judging);
  line('rows of the tables', writing);
  line('judge with words', explaining);
} finally {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
}
