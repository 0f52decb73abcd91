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

/** What lies beside the packs: the version, the bibliography, and each pack's hash. */
interface Manifest {
  version: string;
  sources: Source[];
  sha256: Readonly<Record<string, string>>;
}

function builtFolder(): string {
  const folder = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(`${path}manifest.json`),
  );
  if (folder === undefined) throw new UserError('the knowledge packs are not built; run `npm run build`');
  return folder;
}

/** One pack's rows. Throws a UserError where the file is not the one that was built. */
function readPack(folder: string, name: string, expected: string): PackRows[string] {
  const bytes = readFileSync(`${folder}packs/${name}.json`);
  if (createHash('sha256').update(bytes).digest('hex') !== expected) {
    throw new UserError(`the knowledge pack \`${name}\` was changed after it was built; run \`npm run build\` again`);
  }
  return JSON.parse(bytes.toString('utf8')) as PackRows[string];
}

/** All packs by name, each read and checked when first asked for. */
function packsOf(folder: string, { sha256 }: Manifest): PackRows {
  const packs = {};
  for (const [name, expected] of Object.entries(sha256)) {
    let rows: PackRows[string] | null = null;
    Object.defineProperty(packs, name, {
      enumerable: true,
      get: () => {
        rows ??= readPack(folder, name, expected);
        return rows;
      },
    });
  }
  return packs;
}

/**
 * The packs RxWhy ships, overlaid by the packs of a folder where one is given (`--knowledge`, `RXWHY_KNOWLEDGE`).
 *
 * Throws a UserError where the packs are not built, were changed after the build, or the overlay does not fit its schema.
 */
export function readKnowledgeFiles(overlay: string | null = process.env.RXWHY_KNOWLEDGE ?? null): KnowledgeFiles {
  const folder = builtFolder();
  const manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Manifest;
  const { version, sources } = manifest;
  const built = { version, sources, packs: packsOf(folder, manifest) };
  const files = overlay === null ? built : overlaid(built, overlay);
  const readTable = (name: string): string | null => {
    const path = `${folder}${name}.txt`;
    // The build keeps these tables to ASCII, which is read several times faster than UTF-8.
    return existsSync(path) ? readFileSync(path, 'latin1') : null;
  };
  return { ...files, readTable };
}

/** The facts as one object, from `readKnowledgeFiles`. */
export function loadKnowledge(overlay?: string | null): Knowledge {
  return load(readKnowledgeFiles(overlay));
}
