/**
 * Peak resident memory and time of whole processes, start included, over tables of two sizes: memory is flat where the
 * larger one needs about as much as the smaller. Needs a build. Asserts nothing.
 *
 *   npx tsx bench/adherence/memory.ts [patients=53000] [times=4]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlText, withDuckDb } from '../../src/cli/adherence/duckdb.ts';
import { writeEvents } from './generate.ts';

const program = new URL('../../dist/cli/main.js', import.meta.url).href;
const REPORT = `process.on('exit', () => console.log(process.resourceUsage().maxRSS / 1024, process.uptime() * 1000));
process.argv = [process.argv[0], 'rxwhy', ...process.argv.slice(1)]; await import(${JSON.stringify(program)});`;

const patients = Number(process.argv[2] ?? 53_000);
const times = Number(process.argv[3] ?? 4);
const folder = mkdtempSync(join(tmpdir(), 'adherence-memory-'));
try {
  for (const count of [patients, patients * times]) {
    const csv = join(folder, `${count}.csv`);
    const parquet = join(folder, `${count}.parquet`);
    const events = writeEvents(csv, count, 7);
    await withDuckDb((db) =>
      db.stream(`COPY (SELECT * FROM read_csv(${sqlText(csv)})) TO ${sqlText(parquet)} (FORMAT parquet)`),
    );
    for (const [name, path] of Object.entries({ csv, parquet })) {
      const options = [
        '--measure',
        'cma7',
        '--window-start',
        '180',
        '--window',
        '365',
        '--out',
        join(folder, 'out.csv'),
      ];
      const script = ['--input-type=module', '-e', REPORT, 'adherence', path, ...options];
      const [megabytes, ms] = execFileSync(process.execPath, script, { encoding: 'utf8' })
        .trim()
        .split(' ')
        .map(Number);
      const rate = events / (ms ?? Number.NaN) / 1000;
      console.log(
        `${name.padEnd(8)} ${events} events: peak ${Math.round(megabytes ?? Number.NaN)} MB, ` +
          `${Math.round(ms ?? Number.NaN)} ms with process start (${rate.toFixed(2)} M events/s)`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
