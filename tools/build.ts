/** Builds dist/: registry, knowledge index, bundles of the doors, type declarations, example records. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildDrugTables } from './build-drug-index.ts';
import { buildWeb } from './build-web.ts';
import { readPacks } from './read-packs.ts';
import { writeCauseIndex } from './write-cause-index.ts';
import { writeSchemaIndex } from './write-schema-index.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = `${root}dist/`;

/** Version of the facts: the month they were last changed, from the package's own field. */
const { knowledgeVersion } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { knowledgeVersion: string };

/** Every door: its path below dist/ and its source. All lie one folder deep, so that they find dist/knowledge alike. */
const DOORS: Readonly<Record<string, string>> = {
  'lib/index': 'src/index.ts',
  'lib/fhir': 'src/read/fhir/index.ts',
  'lib/csv': 'src/read/csv/index.ts',
  'lib/omop': 'src/read/omop/index.ts',
  'lib/knowledge': 'src/knowledge/index.ts',
  'lib/adherence': 'src/methods/adherence/index.ts',
  'lib/genotype': 'src/methods/genotype/index.ts',
  'lib/clearance': 'src/methods/clearance/index.ts',
  'lib/susceptibility': 'src/methods/susceptibility/index.ts',
  'lib/causality': 'src/methods/causality/index.ts',
  'lib/response': 'src/methods/response/index.ts',
  'lib/simulate': 'src/simulate/index.ts',
  'lib/server': 'src/server/index.ts',
  'server/job-thread': 'src/server/work/job-thread.ts',
  'server/store-thread': 'src/server/store/store-thread.ts',
  'lib/cohort': 'src/cohort/index.ts',
  'cli/main': 'src/cli/main.ts',
  'cli/cohort-thread': 'src/cli/cohort/thread.ts',
};

async function buildKnowledge(): Promise<void> {
  const { packs, sources, errors } = await readPacks();
  if (errors.length > 0) throw new Error(`knowledge packs do not fit their schemas:\n${errors.join('\n')}`);
  mkdirSync(`${dist}knowledge/packs`, { recursive: true });
  const sha256 = Object.fromEntries(
    Object.entries(packs).map(([name, rows]) => {
      const text = JSON.stringify(rows);
      writeFileSync(`${dist}knowledge/packs/${name}.json`, text);
      return [name, createHash('sha256').update(text).digest('hex')];
    }),
  );
  writeFileSync(`${dist}knowledge/manifest.json`, JSON.stringify({ version: knowledgeVersion, sources, sha256 }));
  const drugs = `${root}src/knowledge/drugs/`;
  const read = (name: string): string => {
    const bytes = readFileSync(`${drugs}${name}`);
    return name.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  };
  for (const [name, table] of Object.entries(buildDrugTables(read))) {
    if (/[^\p{ASCII}]/u.test(table)) throw new Error(`the table ${name} holds more than ASCII`);
    writeFileSync(`${dist}knowledge/${name}.txt`, table);
  }
}

async function buildDoors(): Promise<void> {
  const entryPoints = Object.fromEntries(Object.entries(DOORS).filter(([, source]) => existsSync(`${root}${source}`)));
  await build({
    entryPoints,
    absWorkingDir: root,
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    // Less to compile at every start; names stay, so a stack still tells where.
    minifyWhitespace: true,
    minifySyntax: true,
    target: 'node20',
    // Native code and the unit tables stay packages; what every start needs is one read instead of hundreds.
    external: [
      '@duckdb/*',
      '@lhncbc/ucum-lhc',
      'commander',
      '@electric-sql/pglite',
      '@modelcontextprotocol/sdk',
      '@opentelemetry/*',
      'jose',
      'pg',
      'pino',
      'prom-client',
    ],
    logLevel: 'warning',
  });
}

rmSync(dist, { recursive: true, force: true });
writeCauseIndex();
writeSchemaIndex();
await buildKnowledge();
await buildDoors();
await buildWeb(dist);
if (existsSync(`${root}docs/examples`)) cpSync(`${root}docs/examples`, `${dist}examples`, { recursive: true });
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`], {
    stdio: 'inherit',
  });
}
