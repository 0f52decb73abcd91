import { methodsStatement } from '../../methods/adherence/index.ts';
import { EXIT } from '../failures.ts';
import { figureFor } from './figure.ts';
import { jobMaker, writeWhole } from './jobs.ts';
import { missingSupply, waitingWindow } from './missing-supply.ts';
import { fileOutput, type Output, streamOutput } from './output.ts';
import { PACK } from './pdc-measure.ts';
import { type Plan, planOf } from './plan.ts';
import { progressOn } from './progress.ts';
import { type EventsInput, type EventsRead, readEvents } from './read-events.ts';
import { columnsOf, rowRules } from './reading.ts';
import { describeRefusals } from './refusals.ts';
import { countedNotes } from './row-notes.ts';
import type { RunOptions } from './run-options.ts';
import { waitingTimes } from './waiting-times.ts';

/** Runs the command: reads the events, writes the rows, says on stderr what was refused; returns the exit code. */
export async function runAdherence(path: string, options: RunOptions, version: string): Promise<number> {
  const plan = planOf(options, PACK.permittedGapDays);
  const missing = missingSupply(options.missingSupply);
  const figure = options.figure ? figureFor(plan, options.patient) : null;
  const makeJob = jobMaker(plan, options, figure);
  let list: Output | null = null;
  const onRefused = (line: number, reason: string): void => list?.write(`${line},${reason}\n`);
  const notes = countedNotes(options.assumed, onRefused);
  const progress = progressOn(process.stderr, () => performance.now());
  const reading: EventsInput = {
    path,
    columns: columnsOf(options, missing),
    rows: rowRules(plan, options, missing, notes),
    sorted: options.sorted ?? false,
    onRefused,
    onProgress: (share, patients) => progress.update(share, patients),
    say: (text) => process.stderr.write(`${text}\n`),
  };
  const window = options.waitingWindow ? waitingWindow(options.waitingWindow) : null;
  const waits = missing.byWaitingTime ? await waitingTimes(reading, PACK.waitingTimePercentile, window) : null;
  const { fallback } = reading.rows;
  const rows =
    fallback && waits ? { ...reading.rows, fallback: { ...fallback, waitingTime: waits.days } } : reading.rows;

  const output = options.out ? await outputFor(options.out) : streamOutput(process.stdout);
  const read = await readEvents({ ...reading, rows }, output, async (write, categories) => {
    figure?.restart();
    await notes.restart();
    await list?.close();
    list = options.refused ? fileOutput(options.refused) : null;
    list?.write('line,reason\n');
    return makeJob(write, categories);
  });
  await output.close();
  await (list as Output | null)?.close();
  await notes.close();
  progress.done();

  const said = [...(waits?.said ?? []), ...notes.summary()];
  for (const sentence of said) process.stderr.write(`${sentence}\n`);
  if (options.figure && figure) writeWhole(options.figure, figure.draw());
  if (options.statement) {
    state(options.statement, statementOf(plan, options, { ...read, setAside: notes.setAsideRows }, said, version));
  }
  if (read.refused.total === 0) return EXIT.done;
  process.stderr.write(describeRefusals(read.refused, path, options.refused));
  return read.refused.total === read.rows ? EXIT.usage : EXIT.refused;
}

async function outputFor(path: string): Promise<Output> {
  if (!/\.(parquet|pq)$/i.test(path)) return fileOutput(path);
  const { parquetOutput } = await import('./write-parquet.ts');
  return parquetOutput(path);
}

function statementOf(
  plan: Plan,
  options: RunOptions,
  read: EventsRead & { readonly setAside: number },
  said: readonly string[],
  version: string,
): string {
  return methodsStatement({
    measures: plan.measures,
    settings: plan.settings,
    episodes: plan.episodes,
    part: plan.part,
    sliding: plan.sliding,
    patients: read.patients,
    events: read.rows - read.refused.total - read.setAside,
    refused: read.refused.byReason,
    software: `RxWhy ${version}`,
    notes: [...said, ...sideData(plan, options)],
  });
}

function state(where: true | string, text: string): void {
  if (where === true) process.stderr.write(text);
  else writeWhole(where, text);
}

const STAY_WORDS: Readonly<Record<string, string>> = {
  shift: 'were taken out of the treatment period, own supply being used after them',
  subtract: 'were taken out of the treatment period',
  covered: 'counted as covered',
  ignore: 'were left as they were',
};

/** Sentences on what was given beside the events. */
function sideData(plan: Plan, options: RunOptions): string[] {
  const said: string[] = [];
  if (options.stays && plan.measures.includes('pdc')) {
    const rule = STAY_WORDS[options.stayRule] ?? options.stayRule;
    said.push(`Days in hospital ${rule}; patients in hospice care during the period were left out.`);
  }
  if (options.prescribed) {
    const split =
      options.doseSplit === false ? 'kept the dose it began with' : 'was split where the prescribed dose changed';
    const special = options.specialPeriods
      ? ` In special periods own supply was treated as "${options.specialMethod ?? 'carry-over'}".`
      : '';
    said.push(`Durations were computed from quantities and prescribed daily doses; a supply ${split}.${special}`);
  }
  if (options.maxCarryOver) said.push(`At most ${options.maxCarryOver} days of left-over supply were carried over.`);
  if (options.observedUntil || options.observation)
    said.push('Follow-up ended with the end of observation where that came first.');
  if (plan.measures.includes('pmn')) {
    const days = options.within ?? `${PACK.pmnWithinDays}`;
    said.push(
      `A prescription counted as filled within ${days} days; drugs dispensed in the ${PACK.pmnPriorDays} days before were left out.`,
    );
  }
  return said;
}
