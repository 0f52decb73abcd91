/** What a run says of itself, and the last steps of every result. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sha256Of } from './bucket.ts';
import type { Clustered } from './cluster.ts';
import type { Engine } from './engine.ts';
import type { MergedTable } from './merge.ts';
import type { Failed } from './pool.ts';
import { writeReport } from './report/index.ts';
import { schemaCsv } from './schema.ts';
import type { CohortSettings, Versions } from './settings.ts';

export interface CohortResult {
  people: number;
  buckets: number;
  failed: Failed[];
  tables: Record<string, MergedTable>;
  refusedRows: number;
}

/** What a result says of itself: no times, so that the same run gives the same bytes. */
export interface Manifest {
  versions: Versions;
  settings: CohortSettings;
  key: string;
  buckets: number;
  people: number;
  failed: Failed[];
  tables: Record<string, MergedTable>;
  source: { counts: Clustered['prepared']['counts']; problems: Clustered['prepared']['problems'] };
}

/** Rows of the source that were refused before they reached a person. */
export const refusedRows = ({ source }: Manifest): number =>
  source.counts.filter(({ step }) => step === 'refused').reduce((sum, { rows }) => sum + rows, 0);

/** The result of a run that was finished before under the same key and is still whole; what it left behind goes. */
export function finishedResult(out: string, key: string): CohortResult | null {
  const path = `${out}/manifest.json`;
  if (!existsSync(path)) return null;
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const isWhole = Object.entries(manifest.tables).every(
    ([table, { sha256 }]) => existsSync(`${out}/${table}.parquet`) && sha256Of(`${out}/${table}.parquet`) === sha256,
  );
  if (manifest.key !== key || manifest.failed.length > 0 || !isWhole) return null;
  rmSync(`${out}/work`, { recursive: true, force: true });
  if (manifest.settings.shard.of === 1) rmSync(`${out}/buckets`, { recursive: true, force: true });
  const { people, buckets, failed, tables } = manifest;
  return { people, buckets, failed, tables, refusedRows: refusedRows(manifest) };
}

/** What stands inside every Parquet file. */
export const notesOf = (versions: Versions, settings: CohortSettings): Record<string, string> => ({
  rxwhy: JSON.stringify(versions),
  settings: JSON.stringify(withoutPath(settings)),
});

// Where the data lay is no part of the result.
const withoutPath = ({ path: _, ...settings }: CohortSettings): Omit<CohortSettings, 'path'> => settings;

/** Writes schema, report and, last, the manifest. */
export async function finish(out: string, manifest: Manifest, engine: Engine, knowledge: Knowledge): Promise<void> {
  writeFileSync(`${out}/schema.csv`, schemaCsv());
  await writeReport({ folder: out, manifest }, engine, knowledge);
  const { settings, ...rest } = manifest;
  const draft = `${out}/manifest.json.part`;
  writeFileSync(draft, `${JSON.stringify({ ...rest, settings: withoutPath(settings) }, null, 2)}\n`);
  renameSync(draft, `${out}/manifest.json`);
}
