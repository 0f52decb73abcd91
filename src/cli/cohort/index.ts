/** `rxwhy cohort`: what `assess` says of one person, for everybody, and then for the population. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import pkg from '../../../package.json' with { type: 'json' };
import { bytesOf, type CohortSettings, mergeShards, runCohort, type SourceKind } from '../../cohort/index.ts';
import { startThread } from '../../cohort/thread.ts';
import { UserError } from '../../domain/problem.ts';
import { type Moment, parseMoment } from '../../domain/time.ts';
import { EXIT } from '../failures.ts';
import { loadKnowledge } from '../knowledge-files.ts';
import { note } from '../output.ts';
import { cohortProgress } from './progress.ts';

interface Options {
  from?: SourceKind;
  out: string;
  threads: number;
  memory: number;
  resume?: boolean;
  minCell: number;
  shard: CohortSettings['shard'];
  asOf?: Moment;
  explain?: boolean;
  buckets?: number;
  gaps: number[];
  engine: 'duckdb' | 'spark';
  merge?: boolean;
  knowledge?: string;
}

const DEFAULT_MEMORY = '1500M';
const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('write a whole number above zero.');
  return value;
};

function size(text: string): number {
  const bytes = bytesOf(text);
  if (bytes === null || bytes < 256 * 1024 * 1024)
    throw new InvalidArgumentError('write a size of at least 256M, such as 1500M or 4G.');
  return bytes;
}

function shard(text: string): CohortSettings['shard'] {
  const [part, of] = /^(\d+)\/(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (part === undefined || of === undefined || part < 1 || part > of)
    throw new InvalidArgumentError('write part/parts, such as 3/16.');
  return { part, of };
}

function day(text: string): Moment {
  const moment = parseMoment(text);
  if (moment === null || moment.precision !== 'day') throw new InvalidArgumentError('write a day as YYYY-MM-DD.');
  return moment;
}

/** The command with all its options. */
export function cohortCommand(): Command {
  return new Command('cohort')
    .summary('a whole population: tables and a report')
    .description(
      'Judges everybody in an OMOP CDM, a FHIR bulk export or our own CSV tables, and writes Parquet tables and a report: ' +
        'how much of what looks like drug failure is not, and why.',
    )
    .argument('<path...>', 'a folder (or a .duckdb file); with --merge the folders of all shards')
    .addOption(new Option('--from <format>', 'format of the source').choices(['omop', 'fhir', 'csv']))
    .requiredOption('--out <dir>', 'folder of the results')
    .option('--threads <n>', 'threads of work', whole, 2)
    .option(
      '--memory <size>',
      `memory of the whole run (default: ${DEFAULT_MEMORY})`,
      size,
      bytesOf(DEFAULT_MEMORY) ?? 0,
    )
    .option('--resume', 'go on with the run in --out from its last finished bucket')
    .option('--min-cell <n>', 'fewest people shown in anything aggregated', whole, 5)
    .option('--shard <k/n>', 'only this part of the people, for jobs in an array', shard, { part: 1, of: 1 })
    .option('--merge', 'merge finished shards into --out')
    .option('--as-of <day>', 'data cut-off: nobody is judged after it, nor after the end of their observation', day)
    .option('--explain', 'also write the table explanations: every trial in words')
    .option('--buckets <n>', 'parts the people are dealt into (default: by the number of rows)', whole)
    .option(
      '--gaps <list>',
      'permitted gaps of persistence, in days',
      (text) => text.split(',').map(whole),
      [30, 60, 90],
    )
    .addOption(new Option('--engine <name>', 'what reads and clusters').choices(['duckdb', 'spark']).default('duckdb'))
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await run(paths, options);
    });
}

async function run(paths: readonly string[], options: Options): Promise<number> {
  if (options.engine === 'spark') throw new UserError('--engine spark is planned, but not in this version');
  const overlay = options.knowledge ?? (process.env.RXWHY_KNOWLEDGE || null);
  const knowledge = loadKnowledge(overlay);
  if (options.merge) {
    const merged = await mergeShards(paths, options.out, knowledge, options.memory);
    note(`rxwhy: ${merged.people} people in ${paths.length} shards merged into ${options.out}`);
    return merged.failed.length > 0 ? EXIT.refused : EXIT.done;
  }
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) throw new UserError('give one source; several only with --merge');
  const settings: CohortSettings = {
    from: options.from ?? (await recognised(path)),
    path,
    asOf: options.asOf ?? null,
    minCell: options.minCell,
    explain: options.explain ?? false,
    buckets: options.buckets ?? null,
    shard: options.shard,
    gaps: options.gaps,
  };
  const script = threadScript();
  const heapMegabytes = Math.floor((options.memory * 0.4) / options.threads / 1e6);
  const result = await runCohort({
    settings,
    machine: {
      out: options.out,
      threads: options.threads,
      memoryBytes: options.memory,
      resume: options.resume ?? false,
      knowledge: overlay,
    },
    knowledge,
    rxwhyVersion: pkg.version,
    startThread:
      options.threads === 1 || script === null
        ? null
        : (task) => startThread(script, { task, knowledge: overlay }, Math.max(256, heapMegabytes)),
    progress: cohortProgress(),
  });
  for (const { bucket, what } of result.failed) note(`rxwhy: bucket ${bucket} failed: ${what}`);
  note(
    `rxwhy: ${result.people} people, ${result.tables.trials?.rows ?? 0} trials; tables and report.html in ${options.out}`,
  );
  if (result.refusedRows > 0) note(`rxwhy: ${result.refusedRows} rows refused; the list is in problems.parquet`);
  return result.failed.length > 0 || result.refusedRows > 0 ? EXIT.refused : EXIT.done;
}

async function recognised(path: string): Promise<SourceKind> {
  const [{ looksLikeOmop }, { looksLikeCsv }] = await Promise.all([
    import('../../cohort/sources/omop-tables.ts'),
    import('../csv-input.ts'),
  ]);
  if (looksLikeOmop(path)) return 'omop';
  return looksLikeCsv([path]) ? 'csv' : 'fhir';
}

/** The bundled script of a worker thread; run from source, that of the last build; null where there is none. */
function threadScript(): URL | null {
  const places = ['./cohort-thread.js', '../cli/cohort-thread.js', '../../../dist/cli/cohort-thread.js'];
  return places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(fileURLToPath(url))) ?? null;
}
