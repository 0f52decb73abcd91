import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import { methodsStatement, type StayRule } from '../../methods/adherence/index.ts';
import { EXIT } from '../failures.ts';
import { boundsHeader, boundsRows } from './bounds-rows.ts';
import { DEFAULT_COLUMNS, parseColumns } from './csv-columns.ts';
import { figureFor } from './figure.ts';
import { groupRows, readGroupExpressions } from './group-rows.ts';
import { measureHeader, measureRows } from './measure-rows.ts';
import { fileOutput, type Output, streamOutput } from './output.ts';
import { PACK, pdcRules } from './pdc-measure.ts';
import { curveLines, persistenceHeader, persistenceRows } from './persistence-rows.ts';
import { type AdherenceOptions, type Plan, permittedGap, planOf, standsAlone } from './plan.ts';
import { PMN_HEADER, pmnRows } from './pmn-rows.ts';
import { polypharmacyRows } from './polypharmacy-rows.ts';
import { progressOn } from './progress.ts';
import { type EventsInput, type Job, readEvents } from './read-events.ts';
import { describeRefusals } from './refusals.ts';
import { readEpisodes, readObservation, readPrescriptions, readStays } from './small-table.ts';

/** Everything `rxwhy adherence` may be told. */
export interface RunOptions extends AdherenceOptions {
  readonly out?: string;
  readonly refused?: string;
  readonly sorted?: boolean;
  readonly statement?: boolean | string;
  readonly figure?: string;
  readonly patient?: string;
  readonly stays?: string;
  readonly stayRule: string;
  readonly antiretroviral?: boolean;
  readonly observedUntil?: string;
  readonly observation?: string;
  readonly prescriptions?: string;
  readonly within?: string;
  readonly gaps?: string;
  readonly curve?: string;
  readonly episodes?: string;
  readonly groups?: string;
  readonly windowsPerGroup?: boolean;
  readonly polypharmacy?: string;
  readonly overTime?: boolean;
  readonly missingSupply: string;
}

/** Runs the command: reads the events, writes the rows, says on stderr what was refused; returns the exit code. */
export async function runAdherence(path: string, options: RunOptions, version: string): Promise<number> {
  const plan = planOf(options, PACK.permittedGapDays);
  const alone = standsAlone(plan);
  const output = options.out ? await outputFor(options.out) : streamOutput(process.stdout);
  const progress = progressOn(process.stderr, () => performance.now());
  const list = options.refused ? fileOutput(options.refused) : null;
  list?.write('line,reason\n');
  const figure = options.figure ? figureFor(plan, options.patient) : null;
  const missing = missingSupply(options.missingSupply);
  let assumed = 0;
  const input: EventsInput = {
    path,
    columns: options.columns ? parseColumns(options.columns) : DEFAULT_COLUMNS,
    rows: {
      doseRequired: options.considerDoseChange ?? false,
      supplyMayBeMissing: alone === 'pmn' || missing === 'bounds',
      fallback: typeof missing === 'number' ? { days: missing, used: () => assumed++ } : null,
      wants: {
        category: needsCategory(plan, options) || alone !== null,
        dose: (options.considerDoseChange ?? false) || options.groups !== undefined,
      },
    },
    sorted: options.sorted ?? false,
    ...(list ? { onRefused: (line: number, reason: string) => list.write(`${line},${reason}\n`) } : {}),
    onProgress: (share, patients) => progress.update(share, patients),
    say: (text) => process.stderr.write(`${text}\n`),
  };

  const observedUntil = observation(options);
  const start = (write: (text: string) => void, categories: readonly string[]): Job => {
    figure?.restart();
    if (alone === 'pmn') return pmnJob(options, categories, write);
    if (alone === 'persistence') {
      const gaps = gapsOf(options, plan);
      const rows = persistenceRows(plan, gaps, observedUntil, write);
      write(`${persistenceHeader(gaps).join(',')}\n`);
      const finish = (): void => {
        if (options.curve) writeWhole(options.curve, curveLines(rows.curves(), rows.coveredByDay));
        figure?.persistence(rows.curves(), rows.coveredByDay);
      };
      return { onPatient: rows.onPatient, finish };
    }
    const pdc = {
      rules: pdcRulesOf(options),
      stays: options.stays ? readStays(options.stays) : new Map(),
      observedUntil,
    };
    const episodes = options.episodes ? readEpisodes(options.episodes) : null;
    if (options.polypharmacy) {
      const { header, onPatient } = polypharmacyRows(plan, options.polypharmacy, options.overTime ?? false, write);
      write(`${header.join(',')}\n`);
      return { onPatient, finish: () => undefined };
    }
    const settings = { pdc, episodes, ...(figure ? { onValue: figure.value } : {}) };
    if (missing === 'bounds') {
      write(`${boundsHeader(plan).join(',')}\n`);
      return { onPatient: boundsRows(plan, settings, write), finish: () => undefined };
    }
    const row = measureRows(plan, settings, write);
    const rows = options.groups
      ? groupRows(readGroupExpressions(options.groups), categories, row, options.windowsPerGroup ?? false)
      : row;
    write(`${measureHeader(plan, options.groups !== undefined).join(',')}\n`);
    return {
      onPatient(id, events, from, to) {
        figure?.patient(id, events, from, to, categories);
        rows(id, events, from, to);
      },
      finish: () => undefined,
    };
  };

  const read = await readEvents(input, output, start);
  await output.close();
  await list?.close();
  progress.done();
  if (assumed > 0) {
    const fills = assumed === 1 ? 'fill without days of supply was' : 'fills without days of supply were';
    process.stderr.write(`${assumed} ${fills} taken to last ${missing} days\n`);
  }
  if (options.figure && figure) writeWhole(options.figure, figure.draw());
  if (options.statement) {
    const text = methodsStatement({
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
    if (typeof options.statement === 'string') writeWhole(options.statement, text);
    else process.stderr.write(text);
  }
  if (read.refused.total === 0) return EXIT.done;
  process.stderr.write(describeRefusals(read.refused, path, options.refused));
  return read.refused.total === read.rows ? EXIT.usage : EXIT.refused;
}

/** AdhereR's single queue of supply looks at the drug only where a flag or a measure asks for it. */
function needsCategory({ settings, episodes, measures }: Plan, options: RunOptions): boolean {
  if (options.patient ?? options.groups ?? options.polypharmacy) return true;
  if (settings.mode.kind === 'by-drug' || measures.includes('pdc')) return true;
  return settings.flags.onlySameMedication || episodes.medicationChangeIsNewEpisode;
}

async function outputFor(path: string): Promise<Output> {
  if (!/\.(parquet|pq)$/i.test(path)) return fileOutput(path);
  const { parquetOutput } = await import('./write-parquet.ts');
  return parquetOutput(path);
}

function writeWhole(path: string, text: string): void {
  const file = fileOutput(path);
  file.write(text);
  void file.close();
}

function pmnJob(options: RunOptions, categories: readonly string[], write: (text: string) => void): Job {
  if (!options.prescriptions)
    throw new UserError('--measure pmn needs --prescriptions FILE (patient_id,date,category)');
  const horizon = {
    withinDays: numberIn(options.within, '--within') ?? PACK.pmnWithinDays,
    observedUntil: cutOff(options),
  };
  const rows = pmnRows(readPrescriptions(options.prescriptions), categories, horizon, write);
  write(`${PMN_HEADER.join(',')}\n`);
  return rows;
}

/** The permitted gaps of the persistence curve; by default the pack's gap, half of it, and up to three times. */
function gapsOf(options: RunOptions, plan: Plan): number[] {
  if (options.gaps) return options.gaps.split(',').map((text) => gapDays(text));
  const { permittedGap: single } = plan.episodes;
  if (options.maxGap !== undefined && 'days' in single) return [single.days];
  return [0.5, 1, 1.5, 3].map((factor) => Math.round(factor * PACK.permittedGapDays));
}

/** What becomes of a row without days' supply: `refuse`, `bounds`, or a number of days it is taken to last. */
function missingSupply(text: string): 'refuse' | 'bounds' | number {
  if (text === 'refuse' || text === 'bounds') return text;
  const days = Number(text);
  if (days > 0 && Number.isFinite(days)) return days;
  throw new UserError(`cannot read \`${text}\` in --missing-supply: expected refuse, bounds, or a number of days`);
}

function gapDays(text: string): number {
  const gap = permittedGap(text);
  if ('days' in gap) return gap.days;
  throw new UserError(`cannot use \`${text}\` in --gaps: persistence takes days`);
}

function pdcRulesOf(options: RunOptions) {
  const known: readonly string[] = ['shift', 'subtract', 'covered', 'ignore'];
  if (!known.includes(options.stayRule)) {
    throw new UserError(`unknown --stay-rule \`${options.stayRule}\`: expected ${known.join(', ')}`);
  }
  return pdcRules(options.stayRule as StayRule, options.antiretroviral ?? false);
}

function observation(options: RunOptions): (id: string) => number | undefined {
  const cut = cutOff(options);
  const byPatient = options.observation ? readObservation(options.observation) : new Map<string, number>();
  return (id) => {
    const own = byPatient.get(id);
    if (own === undefined) return cut;
    return cut === undefined ? own : Math.min(own, cut);
  };
}

function cutOff(options: RunOptions): number | undefined {
  if (options.observedUntil === undefined) return undefined;
  const moment = parseMoment(options.observedUntil);
  if (!moment) throw new UserError(`cannot read \`${options.observedUntil}\` in --observed-until: expected YYYY-MM-DD`);
  return moment.day;
}

function numberIn(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value))
    throw new UserError(`cannot read \`${text}\` in ${option}: expected a number`);
  return value;
}
