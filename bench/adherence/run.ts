/**
 * Events per second of `rxwhy adherence` over a generated table, reading included, as ratios: to the rates AdhereR reached
 * without reading, and to a bare read of the same file. Asserts nothing.
 *
 *   npx tsx bench/adherence/run.ts [patients=53000] [repeats=5]
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlText, withDuckDb } from '../../src/cli/adherence/duckdb.ts';
import { runAdherence } from '../../src/cli/adherence/run.ts';
import type { RunOptions } from '../../src/cli/adherence/run-options.ts';
import { writeEvents } from './generate.ts';

/** AdhereR 0.8.1, one thread, events in memory already. */
const ANCHOR: Readonly<Record<string, number>> = { cma7: 40_000, cma9: 8_800 };

interface Timing {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** The fastest of several runs: other work on the machine only ever adds. */
async function fastest(repeats: number, work: () => unknown): Promise<Timing> {
  let best: Timing = { wallMs: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY };
  for (let i = 0; i < repeats; i++) {
    const cpu = process.cpuUsage();
    const begun = performance.now();
    await work();
    const wallMs = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    if (wallMs < best.wallMs) best = { wallMs, cpuMs: (user + system) / 1000 };
  }
  return best;
}

function bareRead(path: string): void {
  const file = openSync(path, 'r');
  const chunk = new Uint8Array(1 << 20);
  while (readSync(file, chunk, 0, chunk.length, null) > 0);
  closeSync(file);
}

async function bareScan(path: string): Promise<void> {
  await withDuckDb(async (db) => {
    const result = await db.stream(`SELECT * FROM read_parquet(${sqlText(path)})`);
    for (;;) {
      const chunk = await db.bindings.fetch_chunk(result);
      if (!chunk || db.bindings.data_chunk_get_size(chunk) === 0) return;
    }
  });
}

const patients = Number(process.argv[2] ?? 53_000);
const repeats = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'adherence-bench-'));
const csv = join(folder, 'events.csv');
const parquet = join(folder, 'events.parquet');
try {
  const events = writeEvents(csv, patients, 7);
  await withDuckDb((db) =>
    db.stream(`COPY (SELECT * FROM read_csv(${sqlText(csv)})) TO ${sqlText(parquet)} (FORMAT parquet)`),
  );
  const bare = {
    csv: await fastest(repeats, () => bareRead(csv)),
    parquet: await fastest(repeats, () => bareScan(parquet)),
  };
  console.log(`${events} events of ${patients} patients; CSV ${Math.round(statSync(csv).size / 1e6)} MB`);
  for (const [format, path] of [
    ['csv', csv],
    ['parquet', parquet],
  ] as const) {
    for (const compat of [true, false]) {
      for (const measure of ['cma7', 'cma9']) {
        const options: RunOptions = {
          measure,
          ...(compat ? { compat: 'adherer' } : {}),
          by: 'drug',
          combine: 'any',
          followUpStart: '0',
          followUp: '730',
          windowStart: '180',
          window: '365',
          stayRule: 'shift',
          missingSupply: 'refuse',
          out: join(folder, 'out.csv'),
        };
        const { wallMs, cpuMs } = await fastest(repeats, () => runAdherence(path, options, 'bench'));
        const rate = events / (wallMs / 1000);
        console.log(
          `${format.padEnd(8)} ${measure} ${compat ? 'adherer' : 'by drug'}  ${(rate / 1e6).toFixed(2)} M events/s ` +
            `(${(rate / (ANCHOR[measure] ?? 1)).toFixed(0)} x AdhereR, ${(wallMs / bare[format].wallMs).toFixed(1)} x a bare read)  ` +
            `wall ${wallMs.toFixed(0)} ms, cpu ${cpuMs.toFixed(0)} ms (${(events / cpuMs / 1000).toFixed(2)} M events per cpu-second)`,
        );
      }
    }
  }
  console.log(`resident memory at the end ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
