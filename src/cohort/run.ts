/** A run: rows dealt into buckets, buckets judged by workers, tables merged, the manifest written last. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { UserError } from '../domain/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceCounts } from './attrition.ts';
import { type BucketDone, bucketDone, bucketWorker } from './bucket.ts';
import { type Clustered, cluster, clusteredBefore } from './cluster.ts';
import { openEngine } from './engine.ts';
import { type CohortResult, finish, finishedResult, type Manifest, notesOf, refusedRows } from './manifest.ts';
import { mergeTables } from './merge.ts';
import { type PoolWorker, runBuckets } from './pool.ts';
import type { BucketTask, CohortMachine, CohortSettings, Versions } from './settings.ts';
import { sourceOf } from './sources/index.ts';

/** Told while a run goes on. */
export interface CohortProgress {
  clustering(): void;
  judging(buckets: number, finished: number): void;
  bucket(done: BucketDone): void;
  merging(): void;
}

export interface CohortOptions {
  settings: CohortSettings;
  machine: CohortMachine;
  knowledge: Knowledge;
  rxwhyVersion: string;
  /** starts a worker thread; null judges on this thread */
  startThread: ((task: BucketTask) => Promise<PoolWorker>) | null;
  progress?: CohortProgress;
}

/**
 * Judges a population and writes its tables, report and manifest below `machine.out`.
 *
 * Throws a UserError where the source cannot be read, or the folder holds another run.
 */
export async function runCohort(options: CohortOptions): Promise<CohortResult> {
  const { settings, machine, progress } = options;
  const { out } = machine;
  const versions = await versionsOf(options);
  const key = keyOf(settings, versions);
  prepareFolder(out, machine.resume, key);
  const finishedBefore = machine.resume ? finishedResult(out, key) : null;
  if (finishedBefore !== null) return finishedBefore;
  const work = `${out}/work`;
  const engine = await openEngine({
    threads: machine.threads,
    memoryBytes: machine.memoryBytes * ENGINE_SHARE,
    spill: `${out}/spill`,
  });
  try {
    let clustered = machine.resume ? clusteredBefore(work, key) : null;
    if (clustered === null) {
      progress?.clustering();
      const prepared = await sourceOf(settings.from).prepare(settings.path, engine);
      clustered = await cluster(prepared, settings, work, key, engine);
    }
    const { finished, failed } = await judgeBuckets(options, clustered, versions, key);
    progress?.merging();
    const source = settings.shard.part === 1 ? clustered.prepared : { counts: [], problems: [] };
    const tables = await mergeTables(
      {
        from: [out],
        out,
        explain: settings.explain,
        minCell: settings.minCell,
        notes: notesOf(versions, settings),
        counts: sourceCounts(source.counts),
        problems: source.problems,
      },
      engine,
    );
    const people = finished.reduce((sum, each) => sum + each.people, 0);
    const manifest: Manifest = {
      versions,
      settings,
      key,
      buckets: clustered.buckets,
      people,
      failed,
      tables,
      source: { counts: source.counts, problems: source.problems },
    };
    await finish(out, manifest, engine, options.knowledge);
    if (failed.length === 0) {
      rmSync(work, { recursive: true, force: true });
      // The buckets of a shard are what the shards are merged from.
      if (settings.shard.of === 1) rmSync(`${out}/buckets`, { recursive: true, force: true });
    }
    return { people, buckets: clustered.filled.length, failed, tables, refusedRows: refusedRows(manifest) };
  } finally {
    engine.close();
    rmSync(`${out}/spill`, { recursive: true, force: true });
  }
}

/** Share of the memory the engine may take; the rest is for JavaScript and for what DuckDB does not count. */
export const ENGINE_SHARE = 0.5;

async function judgeBuckets(options: CohortOptions, clustered: Clustered, versions: Versions, key: string) {
  const { settings, machine, knowledge, progress } = options;
  const before = clustered.filled.flatMap((bucket) => bucketDone(machine.out, bucket, key) ?? []);
  const isDone = new Set(before.map(({ bucket }) => bucket));
  const open = clustered.filled.filter((bucket) => !isDone.has(bucket));
  const task: BucketTask = {
    settings,
    out: machine.out,
    work: `${machine.out}/work`,
    memoryBytes: (machine.memoryBytes * ENGINE_SHARE) / machine.threads,
    versions,
  };
  const finished = [...before];
  progress?.judging(clustered.filled.length, before.length);
  const failed = await runBuckets(open, {
    threads: options.startThread === null ? 1 : machine.threads,
    start: () => (options.startThread === null ? onThisThread(task, knowledge) : options.startThread(task)),
    onDone: (done) => {
      finished.push(done);
      progress?.bucket(done);
    },
  });
  return { finished, failed };
}

async function onThisThread(task: BucketTask, knowledge: Knowledge): Promise<PoolWorker> {
  const worker = await bucketWorker(task, knowledge);
  return { run: worker.run, isAlive: () => true, close: async () => worker.close() };
}

async function versionsOf({
  rxwhyVersion,
  knowledge,
}: Pick<CohortOptions, 'rxwhyVersion' | 'knowledge'>): Promise<Versions> {
  const { version } = await import('@duckdb/node-api');
  return { rxwhy: rxwhyVersion, knowledge: knowledge.version, duckdb: version() };
}

/** Names everything the tables depend on: settings, versions, and the source's files by size. */
function keyOf(settings: CohortSettings, versions: Versions): string {
  return createHash('sha256')
    .update(JSON.stringify([settings, versions, sizesBelow(settings.path)]))
    .digest('hex');
}

function sizesBelow(path: string): [string, number][] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(`${path} does not exist`);
  if (!found.isDirectory()) return [[path, found.size]];
  return readdirSync(path)
    .sort()
    .flatMap((name) => sizesBelow(`${path}/${name}`));
}

function prepareFolder(out: string, resume: boolean, key: string): void {
  mkdirSync(out, { recursive: true });
  const mark = `${out}/run.key`;
  const isEmpty = readdirSync(out).length === 0;
  if (!isEmpty && !resume)
    throw new UserError(`${out} is not empty; give another folder, or --resume to go on with the run in it`);
  if (existsSync(mark) && readFileSync(mark, 'utf8') !== key)
    throw new UserError(`${out} holds a run with other settings, versions or data; give another folder`);
  if (!isEmpty && !existsSync(mark)) throw new UserError(`${out} holds no run to go on with; give another folder`);
  writeFileSync(mark, key);
}
