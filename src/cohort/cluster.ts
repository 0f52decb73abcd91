/** First half of a run: rows of all tables dealt into buckets by a hash of the person, out of core. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Engine, sqlText } from './engine.ts';
import type { CohortSettings } from './settings.ts';
import type { Feed, PreparedSource } from './sources/source.ts';

/** Rows a bucket holds where nobody says otherwise: some tens of megabytes while they are sorted. */
const ROWS_PER_BUCKET = 400_000;
const FEWEST_BUCKETS = 8;
const MOST_BUCKETS = 8192;

/** What lies in the folder of clustered rows; written last, so that it exists only where all rows do. */
export interface Clustered {
  key: string;
  buckets: number;
  rows: number;
  /** buckets of this shard that hold anyone */
  filled: number[];
  prepared: Omit<PreparedSource, 'feeds'> & { feeds: Omit<Feed, 'select'>[] };
}

/** What was clustered before under the same settings; null where there is nothing whole. */
export function clusteredBefore(work: string, key: string): Clustered | null {
  const path = `${work}/clustered.json`;
  if (!existsSync(path)) return null;
  const found = JSON.parse(readFileSync(path, 'utf8')) as Clustered;
  return found.key === key ? found : null;
}

/** Deals the rows of this shard's people into buckets below `work`. People without rows in any table do not exist. */
export async function cluster(
  source: PreparedSource,
  settings: CohortSettings,
  work: string,
  key: string,
  engine: Engine,
): Promise<Clustered> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  let rows = 0;
  for (const feed of source.feeds)
    rows += Number((await engine.rows(`SELECT count(*) AS n FROM (${feed.select})`))[0]?.n ?? 0);
  const { shard } = settings;
  const buckets =
    settings.buckets ?? Math.min(MOST_BUCKETS, Math.max(FEWEST_BUCKETS, Math.ceil(rows / ROWS_PER_BUCKET)));
  const ours = shard.of === 1 ? 'true' : `bucket % ${shard.of} = ${shard.part - 1}`;
  // The order of rows is made when a bucket is read; without keeping it here nothing has to wait in memory.
  await engine.run('SET preserve_insertion_order = false');
  for (const feed of source.feeds) {
    const dealt = `SELECT *, CAST(hash(person) % ${buckets} AS INTEGER) AS bucket FROM (${feed.select}) WHERE person <> ''`;
    await engine.run(
      `COPY (SELECT * FROM (${dealt}) WHERE ${ours}) TO ${sqlText(`${work}/${feed.kind}`)}
       (FORMAT parquet, PARTITION_BY (bucket), COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
    );
  }
  await engine.run('SET preserve_insertion_order = true');
  const clustered: Clustered = {
    key,
    buckets,
    rows,
    filled: await filledBuckets(work, source.feeds, engine),
    prepared: { ...source, feeds: source.feeds.map(({ kind, columns }) => ({ kind, columns })) },
  };
  const draft = `${work}/clustered.part`;
  writeFileSync(draft, JSON.stringify(clustered));
  renameSync(draft, `${work}/clustered.json`);
  return clustered;
}

async function filledBuckets(work: string, feeds: readonly Feed[], engine: Engine): Promise<number[]> {
  const folders = feeds.map(({ kind }) => sqlText(`${work}/${kind}/bucket=*/*.parquet`));
  if (folders.length === 0) return [];
  const found = await engine.rows(
    `SELECT DISTINCT CAST(regexp_extract(file, 'bucket=(\\d+)', 1) AS INTEGER) AS bucket
     FROM (${folders.map((glob) => `SELECT file FROM glob(${glob})`).join(' UNION ALL ')}) ORDER BY bucket`,
  );
  return found.map(({ bucket }) => Number(bucket));
}

/** The rows of one bucket in the order of their people. */
export function bucketRows(work: string, bucket: number, kinds: readonly string[]): string {
  const parts = kinds
    .filter((kind) => existsSync(`${work}/${kind}/bucket=${bucket}`))
    .map(
      (kind) =>
        `SELECT person, kind, cells FROM read_parquet(${sqlText(`${work}/${kind}/bucket=${bucket}/*.parquet`)}, hive_partitioning = false)`,
    );
  return `SELECT * FROM (${parts.join(' UNION ALL ')}) ORDER BY person, kind, cells`;
}
