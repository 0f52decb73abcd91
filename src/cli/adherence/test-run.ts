/** Runs the command over small tables for the tests. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { sqlText, withDuckDb } from './duckdb.ts';
import { adherenceCommand } from './index.ts';

let folder = '';
let said = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adherence-options-'));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A path in the tests' folder, with a text written there. */
export function file(name: string, text?: string): string {
  const path = join(folder, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
}

/** Runs the command as the program does; `said` is what it wrote to stderr. */
export async function run(path: string, ...options: string[]) {
  said = '';
  process.exitCode = 0;
  await adherenceCommand().parseAsync([path, '--out', file('out.csv'), ...options], { from: 'user' });
  const code = process.exitCode;
  process.exitCode = 0;
  const lines = readFileSync(file('out.csv'), 'utf8').trim().split('\n');
  return { header: lines[0], lines: lines.slice(1), code, said };
}

export const FILLS = 'patient_id,date,category,daily_dose,days_supplied\n';

/** The same table as Parquet, every column in the type its text looks like. */
export async function asParquet(csv: string): Promise<string> {
  const path = csv.replace('.csv', '.parquet');
  await withDuckDb((db) => db.stream(`COPY (SELECT * FROM read_csv(${sqlText(csv)})) TO ${sqlText(path)}`));
  return path;
}
