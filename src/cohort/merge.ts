/** Finished buckets -> one table each, with everything aggregated held back where too few people stand behind it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import type { Problem } from '../domain/problem.ts';
import type { Count } from './attrition.ts';
import { type BucketDone, sha256Of } from './bucket.ts';
import { type Engine, sqlList, sqlText } from './engine.ts';
import { type TableName, tableNames } from './schema.ts';
import { bucketFolder } from './settings.ts';
import { copyTo } from './write-tables.ts';

export interface MergedTable {
  rows: number;
  sha256: string;
}

export interface MergeInput {
  /** folders of runs whose buckets are merged: one, or one per shard */
  from: readonly string[];
  out: string;
  explain: boolean;
  minCell: number;
  notes: Readonly<Record<string, string>>;
  /** rows and problems of the source that reach no person */
  counts: readonly Count[];
  problems: readonly Problem[];
}

/** The finished buckets of runs, in the order of their numbers. Of a bucket found twice the first counts. */
export function finishedBuckets(from: readonly string[]): { folder: string; done: BucketDone }[] {
  const byBucket = new Map<number, { folder: string; done: BucketDone }>();
  for (const out of from) {
    if (!existsSync(`${out}/buckets`)) continue;
    for (const name of readdirSync(`${out}/buckets`).filter((each) => /^\d+$/.test(each))) {
      const folder = bucketFolder(out, Number(name));
      const done = JSON.parse(readFileSync(`${folder}/done.json`, 'utf8')) as BucketDone;
      if (!byBucket.has(done.bucket)) byBucket.set(done.bucket, { folder, done });
    }
  }
  return [...byBucket.values()].sort((a, b) => a.done.bucket - b.done.bucket);
}

/** Writes `<out>/<table>.parquet` for every table; each appears whole or not at all. */
export async function mergeTables(input: MergeInput, engine: Engine): Promise<Record<string, MergedTable>> {
  mkdirSync(input.out, { recursive: true });
  const buckets = finishedBuckets(input.from);
  const merged: Record<string, MergedTable> = {};
  // One thread keeps the order of rows and the borders of row groups: the same buckets give the same bytes.
  await engine.run('SET threads = 1');
  for (const table of tableNames(input.explain)) {
    const files = buckets.map(({ folder }) => `${folder}/${table}.parquet`);
    const path = `${input.out}/${table}.parquet`;
    const query = files.length === 0 ? await emptyQuery(table) : queryOf(table, files, input);
    await engine.run(copyTo(query, `${path}.part`, input.notes));
    renameSync(`${path}.part`, path);
    const [count] = await engine.rows(`SELECT count(*) AS n FROM read_parquet(${sqlText(path)})`);
    merged[table] = { rows: Number(count?.n ?? 0), sha256: sha256Of(path) };
  }
  return merged;
}

async function emptyQuery(table: TableName): Promise<string> {
  const { columnsOf } = await import('./schema.ts');
  const cells = columnsOf(table).map(({ name, type }) => `CAST(NULL AS ${type}) AS "${name}"`);
  return `SELECT ${cells.join(', ')} WHERE false`;
}

function queryOf(table: TableName, files: readonly string[], input: MergeInput): string {
  const rows = `SELECT * FROM read_parquet(${sqlList(files)})`;
  if (table === 'problems' && input.problems.length > 0) {
    const own = input.problems.map(
      ({ code, where, what, help }) => `(NULL, ${[code, where, what, help].map(sqlText).join(', ')})`,
    );
    return `SELECT * FROM (VALUES ${own.join(', ')}) AS t(patient, code, place, what, help) UNION ALL ${rows}`;
  }
  if (table !== 'attrition') return rows;
  const own = input.counts.map(
    ({ unit, step, table: of, n }) =>
      `(${sqlText(unit)}, ${sqlText(step)}, ${of === null ? 'NULL' : sqlText(of)}, ${n}, 0)`,
  );
  const all = `SELECT unit, step, table_name, n, patients FROM (${rows})${
    own.length > 0 ? ` UNION ALL SELECT * FROM (VALUES ${own.join(', ')})` : ''
  }`;
  // Rows of nobody (patients 0) tell nothing of a person; all else is held back below the smallest cell.
  const small = `sum(patients) > 0 AND sum(patients) < ${input.minCell}`;
  return `SELECT unit, step, table_name, CASE WHEN ${small} THEN NULL ELSE CAST(sum(n) AS BIGINT) END AS n,
      CASE WHEN ${small} OR sum(patients) = 0 THEN NULL ELSE CAST(sum(patients) AS BIGINT) END AS patients,
      ${small} AS is_suppressed
    FROM (${all}) GROUP BY unit, step, table_name ORDER BY unit, step, table_name NULLS FIRST`;
}
