/** Reads the built packs from the package's own folder and, where asked, a user's overlay. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UserError } from '../domain/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type KnowledgeFiles, loadKnowledge as load } from '../knowledge/load.ts';
import type { PackRows, Source } from '../knowledge/pack.ts';
import { overlaid } from './knowledge-overlay.ts';

/** Built packs lie beside the bundles; run from source, in the last build. */
const PLACES = ['../knowledge/', '../../dist/knowledge/'];

interface Built {
  version: string;
  packs: PackRows;
  sources: Source[];
}

function builtFolder(): string {
  const folder = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(`${path}packs.json`),
  );
  if (folder === undefined) throw new UserError('the knowledge packs are not built; run `npm run build`');
  return folder;
}

/**
 * The packs RxWhy ships, overlaid by the packs of a folder where one is given (`--knowledge`, `RXWHY_KNOWLEDGE`).
 *
 * Throws a UserError where the packs are not built, were changed after the build, or the overlay does not fit its schema.
 */
export function readKnowledgeFiles(overlay: string | null = process.env.RXWHY_KNOWLEDGE ?? null): KnowledgeFiles {
  const folder = builtFolder();
  const text = readFileSync(`${folder}packs.json`, 'utf8');
  const expected = readFileSync(`${folder}packs.sha256`, 'utf8').trim();
  if (createHash('sha256').update(text).digest('hex') !== expected) {
    throw new UserError('the knowledge packs were changed after they were built; run `npm run build` again');
  }
  const built = JSON.parse(text) as Built;
  const files = overlay === null ? built : overlaid(built, overlay);
  const readTable = (name: string): string | null => {
    const path = `${folder}${name}.txt`;
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  return { ...files, readTable };
}

/** The facts as one object, from `readKnowledgeFiles`. */
export function loadKnowledge(overlay?: string | null): Knowledge {
  return load(readKnowledgeFiles(overlay));
}
