import { isoDay } from '../../domain/time.ts';
import {
  type CmaName,
  type DayInterval,
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

/** Column names of the output for a plan of continuous measures; `grouped`: one line per medication group. */
export function measureHeader(plan: Plan, grouped = false): string[] {
  const part =
    plan.part === 'whole'
      ? []
      : plan.part === 'window'
        ? ['window', 'start', 'end']
        : ['episode', 'start', 'end', 'duration', 'end_gap_days'];
  const values = valueColumns(plan).flatMap((name) => (name === 'pdc' ? ['pdc', 'pdc_adherent'] : [name]));
  return ['patient_id', ...(grouped ? ['group'] : []), ...part, ...values, 'reason'];
}

/** What a proportion of days covered needs beside the events. */
export interface PdcInput {
  readonly rules: PdcRules;
  readonly stays: ReadonlyMap<string, readonly DayInterval[]>;
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
    const found = pdcOver(fills, engine.windows, rules, stays.get(patientId) ?? [], observedUntil(patientId));
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
        if (name === 'pdc') line += value >= options.pdc.rules.threshold ? ',1' : ',0';
      } else {
        line += name === 'pdc' ? ',' : absent;
        reason += names.length === 1 ? value : `${reason === '' ? '' : '; '}${name} ${value}`;
      }
    }
    return `${line},${reason}\n`;
  }
  const without = (reason: string): string =>
    `${names.map((name) => (name === 'pdc' ? ',,' : `,${absent}`)).join('')},${reason}\n`;

  let patient = 0;
  return (id, events, from, to, part) => {
    const problem = engine.open(events, from, to, patient++, part?.anchor);
    const head = part ? `${cell(id)},${cell(part.group)}` : cell(id);
    patientId = id;
    if (names.includes('pdc')) fills = fillsOf(events, from, to);
    if (plan.part === 'whole') return write(head + (problem ? without(problem) : values()));
    if (problem) {
      const blank = plan.part === 'window' ? ',,,' : ',,,,,';
      return write(`${head}${blank}${without(problem)}`);
    }
    if (plan.part === 'window') return slidingLines(engine, plan, head, values, write);
    const name = plan.measures.find(isCma) ?? 'cma9';
    const episodes = options.episodes ? (options.episodes.get(id) ?? []) : engine.episodes(plan.episodes, name);
    episodeLines(engine, episodes, head, values, write);
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
  head: string,
  values: () => string,
  write: (line: string) => void,
): void {
  const whole = { ...engine.windows };
  for (const part of episodesInWindow(episodes, whole)) {
    const { original, episode, start, end } = part;
    engine.setWindows({ followUpStart: original.start, followUpEnd: original.end, start, end });
    const described = `${episode},${dayCell(start)},${dayCell(end)},${numberCell(original.duration)}`;
    write(`${head},${described},${original.endGapDays}${values()}`);
  }
}

const dayCell = (day: number): string => isoDay(Math.floor(day));

export function numberCell(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'Inf';
  return `${value}`;
}
