import { methodsStatement } from '../../methods/adherence/index.ts';
import { EXIT } from '../failures.ts';
import { DEFAULT_COLUMNS, parseColumns } from './csv-columns.ts';
import type { RowRules } from './event-rows.ts';
import { figureFor } from './figure.ts';
import { jobMaker, writeWhole } from './jobs.ts';
import { fileOutput, type Output, streamOutput } from './output.ts';
import { PACK } from './pdc-measure.ts';
import { type Plan, planOf, standsAlone } from './plan.ts';
import { progressOn } from './progress.ts';
import { type EventsInput, type EventsRead, readEvents } from './read-events.ts';
import { describeRefusals } from './refusals.ts';
import { missingSupply, needsCategory, type RunOptions } from './run-options.ts';

/** Runs the command: reads the events, writes the rows, says on stderr what was refused; returns the exit code. */
export async function runAdherence(path: string, options: RunOptions, version: string): Promise<number> {
  const plan = planOf(options, PACK.permittedGapDays);
  const figure = options.figure ? figureFor(plan, options.patient) : null;
  const makeJob = jobMaker(plan, options, figure);
  let assumed = 0;
  const rows = rowRules(plan, options, () => assumed++);
  const columns = options.columns ? parseColumns(options.columns) : DEFAULT_COLUMNS;

  const output = options.out ? await outputFor(options.out) : streamOutput(process.stdout);
  const progress = progressOn(process.stderr, () => performance.now());
  let list: Output | null = null;
  const input: EventsInput = {
    path,
    columns,
    rows,
    sorted: options.sorted ?? false,
    onRefused: (line, reason) => list?.write(`${line},${reason}\n`),
    onProgress: (share, patients) => progress.update(share, patients),
    say: (text) => process.stderr.write(`${text}\n`),
  };
  const read = await readEvents(input, output, async (write, categories) => {
    figure?.restart();
    await list?.close();
    list = options.refused ? fileOutput(options.refused) : null;
    list?.write('line,reason\n');
    return makeJob(write, categories);
  });
  await output.close();
  await (list as Output | null)?.close();
  progress.done();

  if (assumed > 0) {
    const fills = assumed === 1 ? 'fill without days of supply was' : 'fills without days of supply were';
    process.stderr.write(`${assumed} ${fills} taken to last ${options.missingSupply} days\n`);
  }
  if (options.figure && figure) writeWhole(options.figure, figure.draw());
  if (options.statement) state(options.statement, statementOf(plan, read, version));
  if (read.refused.total === 0) return EXIT.done;
  process.stderr.write(describeRefusals(read.refused, path, options.refused));
  return read.refused.total === read.rows ? EXIT.usage : EXIT.refused;
}

function rowRules(plan: Plan, options: RunOptions, used: () => void): RowRules {
  const alone = standsAlone(plan);
  const missing = missingSupply(options.missingSupply);
  return {
    doseRequired: options.considerDoseChange ?? false,
    supplyMayBeMissing: alone === 'pmn' || missing === 'bounds',
    fallback: typeof missing === 'number' ? { days: missing, used } : null,
    wants: {
      category: needsCategory(plan, options) || alone !== null,
      dose: (options.considerDoseChange ?? false) || options.groups !== undefined,
    },
  };
}

async function outputFor(path: string): Promise<Output> {
  if (!/\.(parquet|pq)$/i.test(path)) return fileOutput(path);
  const { parquetOutput } = await import('./write-parquet.ts');
  return parquetOutput(path);
}

function statementOf(plan: Plan, read: EventsRead, version: string): string {
  return methodsStatement({
    measures: plan.measures,
    settings: plan.settings,
    episodes: plan.episodes,
    part: plan.part,
    sliding: plan.sliding,
    patients: read.patients,
    events: read.rows - read.refused.total,
    refused: read.refused.byReason,
    software: `RxWhy ${version}`,
  });
}

function state(where: true | string, text: string): void {
  if (where === true) process.stderr.write(text);
  else writeWhole(where, text);
}
