import { isoDay } from '../../domain/time.ts';
import {
  type CmaName,
  type DrugFill,
  type Engine,
  type EngineEpisode,
  engineFor,
  episodesInWindow,
  type PdcRules,
  slidingStarts,
} from '../../methods/adherence/index.ts';
import type { ColumnsBuffer } from './columns-buffer.ts';
import { cell } from './output.ts';
import { fillsOf, pdcOver } from './pdc-measure.ts';
import { isCma, type Plan } from './plan.ts';
import type { Stays } from './small-table.ts';

/** Column names of the output for a plan of continuous measures; `grouped`: one line per medication group. */
export function measureHeader(plan: Plan, grouped = false, withAdherent = false): string[] {
  const part = plan.part === 'whole' ? [] : [plan.part, 'start', 'end'];
  const episode = asksEpisodes(plan) ? ['duration', 'end_gap_days'] : [];
  const values = valueColumns(plan).flatMap((name) =>
    name === 'pdc' && withAdherent ? ['pdc', 'pdc_adherent'] : [name],
  );
  return ['patient_id', ...(grouped ? ['group'] : []), ...part, ...episode, ...values, 'reason'];
}

/** The measure `episodes` is each episode's length and the gap after it, in days. */
const asksEpisodes = (plan: Plan): boolean => plan.part === 'episode' && plan.measures.includes('episodes');

/** What a proportion of days covered needs beside the events. */
export interface PdcInput {
  readonly rules: PdcRules;
  readonly stays: Stays;
  /** Write whether the threshold is reached. */
  readonly adherent: boolean;
  readonly observedUntil: (id: string) => number | undefined;
}

export interface MeasureOptions {
  readonly pdc: PdcInput;
  /** Episodes the caller decides on, by patient. */
  readonly episodes: ReadonlyMap<string, readonly EngineEpisode[]> | null;
  /** Called with every value of the first measure and its window, null where there is none; for a figure. */
  readonly onValue?: (id: string, value: number | null, start: number, end: number) => void;
}

export const valueColumns = (plan: Plan): ('pdc' | CmaName)[] =>
  plan.measures.filter((name): name is 'pdc' | CmaName => name === 'pdc' || isCma(name));

/** What differs where a patient's rows are only those of one medication group. */
export interface GroupPart {
  readonly group: string;
  /** Day from which windows are counted; default: the first row's. */
  readonly anchor?: number;
}

/** Like `OnPatient`, and for one medication group of a patient. */
export type PatientRow = (id: string, events: ColumnsBuffer, from: number, to: number, part?: GroupPart) => void;

/** Writes one line per patient, or per episode or window of a patient. */
export function measureRows(plan: Plan, options: MeasureOptions, write: (line: string) => void): PatientRow {
  const engine = engineFor(plan.settings);
  const adherer = plan.settings.mode.kind === 'adherer';
  const names = valueColumns(plan);
  const absent = adherer ? 'NA' : '';
  let patientId = '';
  let fills: DrugFill[] = [];

  function pdc(): number | string {
    const { rules, stays, observedUntil } = options.pdc;
    const found = pdcOver(fills, engine.windows, rules, awayOf(stays, patientId), observedUntil(patientId));
    return found.pdc === null ? found.reason : found.pdc;
  }

  /** The measures' cells and the reason, over the windows now set. */
  function values(): string {
    let line = '';
    let reason = '';
    for (const name of names) {
      const value = name === 'pdc' ? pdc() : engine.measure(name);
      if (options.onValue && name === names[0]) {
        const { start, end } = engine.windows;
        options.onValue(patientId, typeof value === 'number' ? value : null, start, end);
      }
      line += ',';
      if (typeof value === 'number') {
        line += numberCell(value);
        if (name === 'pdc' && options.pdc.adherent) line += value >= options.pdc.rules.threshold ? ',1' : ',0';
      } else {
        line += name === 'pdc' ? (options.pdc.adherent ? ',' : '') : absent;
        reason += names.length === 1 ? value : `${reason === '' ? '' : '; '}${name} ${value}`;
      }
    }
    return `${line},${reason}\n`;
  }
  const without = (reason: string): string =>
    `${names.map((name) => (name === 'pdc' ? (options.pdc.adherent ? ',,' : ',') : `,${absent}`)).join('')},${reason}\n`;

  let patient = 0;
  return (id, events, from, to, part) => {
    const problem = engine.open(events, from, to, patient++, part?.anchor);
    const head = part ? `${cell(id)},${cell(part.group)}` : cell(id);
    patientId = id;
    if (names.includes('pdc')) fills = fillsOf(events, from, to);
    if (problem) {
      const blank = plan.part === 'whole' ? '' : asksEpisodes(plan) ? ',,,,,' : ',,,';
      return write(`${head}${blank}${without(whyNone(problem, events))}`);
    }
    if (plan.part === 'whole') return write(head + values());
    if (plan.part === 'window') return slidingLines(engine, plan, head, values, write);
    const name = plan.measures.find(isCma) ?? 'cma9';
    const episodes = options.episodes ? (options.episodes.get(id) ?? []) : engine.episodes(plan.episodes, name);
    episodeLines(engine, episodes, asksEpisodes(plan), head, values, write);
  };
}

function slidingLines(
  engine: Engine,
  plan: Plan,
  head: string,
  values: () => string,
  write: (line: string) => void,
): void {
  const { sliding } = plan;
  if (!sliding) return;
  const whole = { ...engine.windows };
  slidingStarts(sliding, whole.end - whole.start).forEach((offset, index) => {
    const start = whole.start + offset;
    const end = start + sliding.lengthDays;
    engine.setWindows({ ...whole, start, end });
    write(`${head},${index + 1},${dayCell(start)},${dayCell(end)}${values()}`);
  });
}

function episodeLines(
  engine: Engine,
  episodes: readonly EngineEpisode[],
  described: boolean,
  head: string,
  values: () => string,
  write: (line: string) => void,
): void {
  const whole = { ...engine.windows };
  for (const part of episodesInWindow(episodes, whole)) {
    const { original, episode, start, end } = part;
    engine.setWindows({ followUpStart: original.start, followUpEnd: original.end, start, end });
    const length = described ? `,${numberCell(original.duration)},${original.endGapDays}` : '';
    write(`${head},${episode},${dayCell(start)},${dayCell(end)}${length}${values()}`);
  }
}

/** A patient without a row to measure may have had only drugs taken as needed. */
export function whyNone(problem: string, events: { readonly setAside: number }): string {
  return problem === 'no-event' && events.setAside > 0 ? 'only-as-needed' : problem;
}

/** One patient's days in hospital and in hospice care. */
export const awayOf = (stays: Stays, id: string) => ({
  inpatient: stays.inpatient.get(id) ?? [],
  hospice: stays.hospice.get(id) ?? [],
});

const dayCell = (day: number): string => isoDay(Math.floor(day));

export function numberCell(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'Inf';
  return `${value}`;
}
