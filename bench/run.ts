/** Speed as ratios in one run: the core against JSON.parse of the same input, and a cold command. Asserts nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../src/cli/knowledge-files.ts';
import { readFhir } from '../src/read/fhir/index.ts';
import { assess } from '../src/rxwhy.ts';
import { thousandFacts } from './thousand-facts.ts';

interface Spread {
  p50: number;
  p99: number;
}

/** Milliseconds per call over `runs` calls after a warm-up; `given` makes each call's input, outside the time. */
function timed<Input>(call: (input: Input) => unknown, runs: number, given: () => Input): Spread {
  for (let run = 0; run < Math.min(runs, 500); run += 1) call(given());
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const input = given();
    const begun = process.hrtime.bigint();
    call(input);
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(runs / 2)] ?? 0, p99: times[Math.floor(runs * 0.99)] ?? 0 };
}

const line = (name: string, spread: Spread, limit: Spread): void => {
  const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} x JSON.parse`;
  console.log(
    `${name.padEnd(34)} p50 ${spread.p50.toFixed(3)} ms (${ratio(spread.p50, limit.p50)})   p99 ${spread.p99.toFixed(3)} ms (${ratio(spread.p99, limit.p99)})`,
  );
};

const knowledge = loadKnowledge();
const text = JSON.stringify(thousandFacts());
const record = readFhir([{ name: 'bench', text }], { drugs: knowledge.drugs }).records[0];
if (!record) throw new Error('the made-up record was not read');
const parse = timed(JSON.parse, 1000, () => text);
console.log(`1,000 facts, ${(text.length / 1024).toFixed(0)} KB of FHIR`);
line('JSON.parse', parse, parse);
line(
  'read (FHIR -> record)',
  timed(
    (input: string) => readFhir([{ name: 'bench', text: input }], { drugs: knowledge.drugs }),
    200,
    () => text,
  ),
  parse,
);
line(
  'core (record -> assessment)',
  // A record of its own each time: what is found once per record must not be free from the second run on.
  timed(
    (own: typeof record) => assess(own, { knowledge }),
    2000,
    () => structuredClone(record),
  ),
  parse,
);

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
if (existsSync(cli)) {
  const folder = mkdtempSync(`${tmpdir()}/rxwhy-bench-`);
  const file = `${folder}/bundle.json`;
  writeFileSync(file, text);
  const samples = fileURLToPath(new URL('../../shared/samples/synthea-r4-bundles/', import.meta.url));
  const files = [
    file,
    ...(existsSync(samples)
      ? readdirSync(samples)
          .filter((name) => name.endsWith('.json'))
          .slice(0, 2)
          .map((name) => `${samples}${name}`)
      : []),
  ];
  for (const path of files) {
    const walls = Array.from({ length: 7 }, () => {
      const begun = process.hrtime.bigint();
      spawnSync(process.execPath, [cli, 'assess', path, '--format', 'json'], { stdio: 'ignore' });
      return Number(process.hrtime.bigint() - begun) / 1e6;
    }).sort((a, b) => a - b);
    const own = timed(
      (file: string) => JSON.parse(readFileSync(file, 'utf8')),
      50,
      () => path,
    );
    const wall = walls[3] ?? 0;
    console.log(
      `cold \`rxwhy assess\` of ${(readFileSync(path).length / 1024).toFixed(0)} KB        median ${wall.toFixed(0)} ms wall (${(wall / own.p50).toFixed(0)} x JSON.parse)`,
    );
  }
  rmSync(folder, { recursive: true });
}
