/** The shards of one run, each in a folder of its own, made into one result. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { UserError } from '../domain/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceCounts } from './attrition.ts';
import { openEngine } from './engine.ts';
import { type CohortResult, finish, type Manifest, notesOf } from './manifest.ts';
import { mergeTables } from './merge.ts';
import { ENGINE_SHARE } from './run.ts';
import type { CohortSettings } from './settings.ts';

/** Merges the shards of one run, in folders of their own, into one result. Throws a UserError where they do not fit. */
export async function mergeShards(
  folders: readonly string[],
  out: string,
  knowledge: Knowledge,
  memoryBytes: number,
): Promise<CohortResult> {
  const manifests = folders.map((folder) => {
    const path = `${folder}/manifest.json`;
    if (!existsSync(path)) throw new UserError(`${folder} holds no finished shard (no manifest.json)`);
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  });
  const [first] = manifests;
  if (!first) throw new UserError('give the folders of the shards to merge');
  const { of } = first.settings.shard;
  const parts = new Set(manifests.map(({ settings }) => settings.shard.part));
  const same = (each: Manifest): string =>
    JSON.stringify([{ ...each.settings, shard: of }, each.versions, each.buckets]);
  if (manifests.some((each) => same(each) !== same(first) || each.settings.shard.of !== of))
    throw new UserError('the shards were made with different settings, versions or numbers of buckets');
  const absent = Array.from({ length: of }, (_, place) => place + 1).filter((part) => !parts.has(part));
  if (absent.length > 0) throw new UserError(`shards ${absent.join(', ')} of ${of} are missing`);
  mkdirSync(out, { recursive: true });
  const settings: CohortSettings = { ...first.settings, shard: { part: 1, of: 1 } };
  const engine = await openEngine({ memoryBytes: memoryBytes * ENGINE_SHARE, spill: `${out}/spill` });
  try {
    const source = manifests.find((each) => each.settings.shard.part === 1)?.source ?? first.source;
    const tables = await mergeTables(
      {
        from: folders,
        out,
        explain: settings.explain,
        minCell: settings.minCell,
        notes: notesOf(first.versions, settings),
        counts: sourceCounts(source.counts),
        problems: source.problems,
      },
      engine,
    );
    const people = manifests.reduce((sum, each) => sum + each.people, 0);
    const failed = manifests.flatMap((each) => each.failed);
    const key = createHash('sha256')
      .update(
        manifests
          .map((each) => each.key)
          .sort()
          .join(),
      )
      .digest('hex');
    const manifest: Manifest = { ...first, settings, key, people, failed, tables, source };
    await finish(out, manifest, engine, knowledge);
    return { people, buckets: first.buckets, failed, tables, refusedRows: 0 };
  } finally {
    engine.close();
    rmSync(`${out}/spill`, { recursive: true, force: true });
  }
}
