/** Builds dist/web: the page as static files, with the facts beside it, compressed. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { PackRows, Source } from '../src/knowledge/pack.ts';
import { type PackedKnowledge, packed } from '../src/web/packed.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const web = `${root}src/web/`;

const ENTRIES = { app: `${web}main.tsx`, worker: `${web}worker.ts` };

/** Tables too large for the first load; the page fetches each when a record first needs it. */
const LARGE = ['names', 'rxnorm', 'ndc'];

/** Packs only some records ask for: files of their own, fetched then. */
const LATER = ['tumours'];

/** Packs that are not among the facts of the first load: the terms have a file of their own, the page invents nobody. */
const APART = ['terms', 'simulation', ...LATER];

function compressed(path: string, text: string): void {
  writeFileSync(path, gzipSync(text, { level: 9 }));
}

/** Writes the facts, by columns; terms and bibliography apart, for the doors that need no other. */
function writeFacts(dist: string): void {
  const { version, sources, sha256 } = JSON.parse(readFileSync(`${dist}knowledge/manifest.json`, 'utf8')) as {
    version: string;
    sources: Source[];
    sha256: Record<string, string>;
  };
  const rowsOf = (name: string): PackRows[string] =>
    JSON.parse(readFileSync(`${dist}knowledge/packs/${name}.json`, 'utf8')) as PackRows[string];
  const names = Object.keys(sha256).filter((name) => !APART.includes(name));
  const others: PackRows = Object.fromEntries(names.map((name) => [name, rowsOf(name)]));
  const facts: PackedKnowledge = { version, packs: packed(others) };
  const data = `${dist}web/data/`;
  mkdirSync(data, { recursive: true });
  compressed(`${data}packs.json.gz`, JSON.stringify(facts));
  for (const name of LATER)
    compressed(`${data}pack-${name}.txt.gz`, JSON.stringify(packed({ [name]: rowsOf(name) ?? {} })));
  compressed(`${data}terms.json.gz`, JSON.stringify(rowsOf('terms')?.['data.json'] ?? []));
  compressed(`${data}sources.json.gz`, JSON.stringify(sources));
  for (const name of LARGE) compressed(`${data}${name}.txt.gz`, readFileSync(`${dist}knowledge/${name}.txt`, 'utf8'));
}

function writeExamples(dist: string): void {
  const from = `${root}docs/examples/`;
  if (!existsSync(from)) return;
  const files = readdirSync(from)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const to = `${dist}web/examples/`;
  mkdirSync(to, { recursive: true });
  for (const file of files) cpSync(`${from}${file}`, `${to}${file}`);
  const index = files.map((file) => ({ file, name: file.replace(/^\d+-|\.json$/g, '').replaceAll('-', ' ') }));
  writeFileSync(`${to}index.json`, JSON.stringify(index));
}

/** Builds the page into `dist` (with its closing slash), after the knowledge packs. */
export async function buildWeb(dist: string): Promise<void> {
  await build({
    entryPoints: ENTRIES,
    outdir: `${dist}web`,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  await build({ entryPoints: [`${web}page.css`], outdir: `${dist}web`, minify: true, logLevel: 'warning' });
  cpSync(`${web}index.html`, `${dist}web/index.html`);
  writeFacts(dist);
  writeExamples(dist);
}
