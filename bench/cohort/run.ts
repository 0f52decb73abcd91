/**
 * `npx tsx bench/cohort/run.ts [PEOPLE...]`: people a second with and without explanations, beside a bare scan of the
 * same columns in the same run, and the most memory held. Needs a build. Asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openEngine, sqlText } from '../../src/cohort/engine.ts';
import { makePopulation } from './make-population.ts';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const sizes = process.argv
  .slice(2)
  .filter((text) => /^\d+$/.test(text))
  .map(Number);
const threads = process.argv.find((text) => text.startsWith('--threads='))?.slice('--threads='.length) ?? '2';

/** Wall and processor seconds and most resident megabytes of a command, as GNU time sees them. */
function measured(args: readonly string[]): { wall: number; cpu: number; megabytes: number } {
  const begun = process.hrtime.bigint();
  const ended = spawnSync('/usr/bin/time', ['-f', 'USED %U %S %M', process.execPath, cli, ...args], {
    encoding: 'utf8',
  });
  const [, user, system, kilobytes] = (/USED (\S+) (\S+) (\d+)/.exec(ended.stderr) ?? []).map(Number);
  if (ended.status !== 0 || user === undefined) throw new Error(ended.stderr);
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  return { wall, cpu: user + (system ?? 0), megabytes: (kilobytes ?? Number.NaN) / 1024 };
}

for (const people of sizes.length > 0 ? sizes : [2000, 8000]) {
  const folder = mkdtempSync(`${tmpdir()}/rxwhy-cohort-`);
  const engine = await openEngine({ threads: Number(threads) });
  try {
    await makePopulation(engine, `${folder}/cdm`, people);
    const tables = ['drug_exposure', 'measurement', 'condition_occurrence', 'observation_period', 'person'];
    const before = process.cpuUsage();
    for (const table of tables)
      await engine.rows(
        `SELECT sum(hash(COLUMNS(*)) % 7) FROM read_parquet(${sqlText(`${folder}/cdm/${table}.parquet`)})`,
      );
    const used = process.cpuUsage(before);
    const scan = (used.user + used.system) / 1e6;
    for (const more of [[], ['--explain']]) {
      const out = `${folder}/out${more.length}`;
      const { wall, cpu, megabytes } = measured([
        'cohort',
        `${folder}/cdm`,
        '--out',
        out,
        '--threads',
        threads,
        ...more,
      ]);
      console.log(
        `${people} people, ${threads} threads${more.length > 0 ? ', explained' : ''}: ${wall.toFixed(1)} s wall ` +
          `(${Math.round(people / wall)} people/s), ${cpu.toFixed(1)} s of processor (${Math.round(people / cpu)} people/s of one core), ` +
          `${(cpu / scan).toFixed(0)} x a bare scan (${scan.toFixed(3)} s), ${megabytes.toFixed(0)} MB`,
      );
    }
  } finally {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
