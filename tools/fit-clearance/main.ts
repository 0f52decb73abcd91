/**
 * `tsx tools/fit-clearance/main.ts PAIRS.csv [--seeds N] [--write]`: cross-validates, fits to all pairs, writes
 * fitted.csv.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { crossValidate, figuresLine, figuresOf } from './cross-validate.ts';
import { fitPairs } from './fit.ts';
import { loadEnzymeRows } from './load-packs.ts';
import { readPairs } from './pairs.ts';
import { fittedCsv, fittedRows } from './write-fitted.ts';

const [path, ...flags] = process.argv.slice(2);
if (!path) {
  console.error('usage: tsx tools/fit-clearance/main.ts PAIRS.csv [--seeds N] [--write]');
  process.exit(2);
}
const flagValue = (name: string, fallback: number): number => {
  const at = flags.indexOf(name);
  return at < 0 ? fallback : Number(flags[at + 1]);
};
const rows = loadEnzymeRows();
const pairs = readPairs(readFileSync(path, 'utf8'));
const interval = { base: flagValue('--base', 0.25), up: flagValue('--up', 0.2), down: flagValue('--down', 0.45) };
const seeds = flagValue('--seeds', 3);
if (seeds > 0)
  for (const mask of [true, false]) {
    const judged = crossValidate(rows, pairs, { folds: 5, seeds, interval, mask });
    console.log(
      `${mask ? 'shares from held-out studies dropped' : 'all shares kept'}: ${figuresLine(figuresOf(judged))}`,
    );
    const parts: [string, (p: number) => boolean][] = [
      ['predicted below 0.6', (p) => p <= 0.6],
      ['0.6 to 1.5', (p) => p > 0.6 && p <= 1.5],
      ['above 1.5', (p) => p > 1.5],
    ];
    for (const [name, has] of parts)
      console.log(`  ${name}: ${figuresLine(figuresOf(judged.filter((j) => has(j.predicted))))}`);
  }
if (flags.includes('--write')) {
  const fitted = fittedRows(fitPairs(rows, pairs), interval);
  writeFileSync(new URL('../../src/knowledge/enzymes/fitted.csv', import.meta.url), fittedCsv(fitted));
  console.log(`fitted.csv: ${fitted.length} rows from ${pairs.length} pairs`);
}
