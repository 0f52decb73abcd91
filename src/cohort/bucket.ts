/** Second half of a run: one bucket read, judged and written; it appears whole or not at all. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DrugIndex, DrugResolution } from '../knowledge/drugs/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { attrition } from './attrition.ts';
import { bucketRows, type Clustered } from './cluster.ts';
import { openEngine } from './engine.ts';
import { judge } from './judge.ts';
import { peopleOf } from './people.ts';
import { putRows } from './rows.ts';
import { type TableName, tableNames } from './schema.ts';
import { type BucketTask, bucketFolder } from './settings.ts';
import { sourceOf } from './sources/index.ts';
import { tableWriter } from './write-tables.ts';

/** What is known of a finished bucket: its people, and of each table the rows and the checksum. */
export interface BucketDone {
  bucket: number;
  key: string;
  people: number;
  tables: Partial<Record<TableName, { rows: number; sha256: string }>>;
}

export interface BucketWorker {
  run(bucket: number): Promise<BucketDone>;
  close(): void;
}

export const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Makes a worker: an engine and a reader of its own, used for one bucket after another. */
export async function bucketWorker(task: BucketTask, knowledge: Knowledge): Promise<BucketWorker> {
  const { settings, work } = task;
  const { prepared, key } = JSON.parse(readFileSync(`${work}/clustered.json`, 'utf8')) as Clustered;
  const kinds = prepared.feeds.map(({ kind }) => kind);
  const read = sourceOf(settings.from).reader(prepared.side, remembering(knowledge.drugs));
  const engine = await openEngine({ threads: 1, memoryBytes: task.memoryBytes, spill: `${work}/spill` });
  return {
    async run(bucket) {
      const folder = bucketFolder(task.out, bucket);
      const draft = `${folder}.part`;
      rmSync(draft, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(draft, { recursive: true });
      const tables = tableNames(settings.explain);
      const writer = tableWriter(draft, tables);
      const counted = attrition();
      let people = 0;
      try {
        for await (const { id, rows } of peopleOf(bucketRows(work, bucket, kinds), engine)) {
          people += 1;
          const person = read(id, rows);
          try {
            const judged = judge(person.record, { knowledge, cutOff: settings.asOf, explain: settings.explain });
            counted.person(person, judged);
            putRows(judged, settings.gaps, writer.put);
          } catch (error) {
            // A record the core cannot bear is a bug, but one among millions: it is told, and the others are judged.
            const what = error instanceof Error ? error.message : String(error);
            const help = 'Please report it with the record.';
            writer.put('problems', [id, 'not-judged', `person ${id}`, `internal error: ${what}`, help]);
            counted.lost(person);
          }
        }
      } catch (error) {
        writer.abandon();
        throw error;
      }
      for (const { unit, step, table, n, patients } of counted.counts())
        writer.put('attrition', [unit, step, table, n, patients, false]);
      await writer.finish(engine, { rxwhy: JSON.stringify(task.versions) });
      const done: BucketDone = { bucket, key, people, tables: {} };
      for (const table of tables)
        done.tables[table] = { rows: writer.rows(table), sha256: sha256Of(`${draft}/${table}.parquet`) };
      writeFileSync(`${draft}/done.json`, JSON.stringify(done));
      renameSync(draft, folder);
      return done;
    },
    close: () => engine.close(),
  };
}

/** A bucket finished under the same settings whose tables are still what they were; null for any other. */
export function bucketDone(out: string, bucket: number, key: string): BucketDone | null {
  const folder = bucketFolder(out, bucket);
  if (!existsSync(`${folder}/done.json`)) return null;
  const done = JSON.parse(readFileSync(`${folder}/done.json`, 'utf8')) as BucketDone;
  const isWhole = Object.entries(done.tables).every(([table, { sha256 }]) => {
    const path = `${folder}/${table}.parquet`;
    return existsSync(path) && sha256Of(path) === sha256;
  });
  return done.key === key && isWhole ? done : null;
}

const MOST_REMEMBERED = 200_000;

/** The drug look-up with its answers kept: a population asks the same few thousand questions. */
function remembering(drugs: DrugIndex): DrugIndex {
  const known = new Map<string, DrugResolution>();
  return {
    ...drugs,
    resolve(query) {
      const key = JSON.stringify([query.codings, query.text, query.form ?? null, query.route ?? null]);
      const before = known.get(key);
      if (before !== undefined) return before;
      const answer = drugs.resolve(query);
      if (known.size < MOST_REMEMBERED) known.set(key, answer);
      return answer;
    },
  };
}
