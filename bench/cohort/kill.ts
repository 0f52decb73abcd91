/**
 * `npx tsx bench/cohort/kill.ts [TIMES] [PEOPLE]`: runs a made-up population, kills it with SIGKILL at as many random
 * moments, resumes it each time, and compares the tables byte by byte with those of an undisturbed run. Needs a build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openEngine } from '../../src/cohort/engine.ts';
import { makePopulation } from './make-population.ts';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const [times = 10, people = 400] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(`${tmpdir()}/rxwhy-kill-`);
const command = (out: string): string[] => [
  cli,
  'cohort',
  `${folder}/cdm`,
  '--out',
  out,
  '--threads',
  '2',
  '--buckets',
  '12',
];

const bytesIn = (out: string): Map<string, string> =>
  new Map(
    readdirSync(out)
      .filter((name) => /\.(parquet|html|json)$/.test(name))
      .map((name) => [name, readFileSync(`${out}/${name}`, 'base64')]),
  );

try {
  const engine = await openEngine();
  await makePopulation(engine, `${folder}/cdm`, people);
  engine.close();
  const begun = Date.now();
  spawnSync(process.execPath, command(`${folder}/whole`), { stdio: 'ignore' });
  const lasts = Date.now() - begun;
  let killed = 0;
  for (let run = 0; killed < times && run < times * 3; run += 1) {
    const resume = existsSync(`${folder}/broken`) ? ['--resume'] : [];
    const child = spawn(process.execPath, [...command(`${folder}/broken`), ...resume], { stdio: 'ignore' });
    const after = 200 + Math.random() * lasts * 0.5;
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    clearTimeout(timer);
    const left = existsSync(`${folder}/broken`) ? readdirSync(`${folder}/broken`).join(' ') : 'nothing';
    if (signal === 'SIGKILL') {
      killed += 1;
      console.log(`${killed}: killed after ${Math.round(after)} ms; left ${left}`);
    } else {
      console.log('ended by itself; begun anew');
      rmSync(`${folder}/broken`, { recursive: true, force: true });
    }
  }
  const last = spawnSync(
    process.execPath,
    [...command(`${folder}/broken`), ...(existsSync(`${folder}/broken`) ? ['--resume'] : [])],
    { encoding: 'utf8' },
  );
  if (last.status !== 0) throw new Error(last.stderr);
  const [whole, broken] = [bytesIn(`${folder}/whole`), bytesIn(`${folder}/broken`)];
  const differ = [...whole].filter(([name, bytes]) => broken.get(name) !== bytes).map(([name]) => name);
  console.log(
    `killed ${killed} times; ${differ.length === 0 ? `${whole.size} files are byte-identical` : `these differ: ${differ.join(', ')}`}`,
  );
  process.exitCode = differ.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
