import { isoDay } from '../../domain/time.ts';
import {
  type CmaName,
  type Engine,
  engineFor,
  episodesInWindow,
  slidingStarts,
} from '../../methods/adherence/index.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { isCma, type Plan } from './plan.ts';

/** Column names of the output for a plan of continuous measures. */
export function measureHeader(plan: Plan): string[] {
  const part =
    plan.part === 'whole'
      ? []
      : plan.part === 'window'
        ? ['window', 'start', 'end']
        : ['episode', 'start', 'end', 'duration', 'end_gap_days'];
  return ['patient_id', ...part, ...plan.measures.filter(isCma), 'reason'];
}

/** Writes one line per patient, or per episode or window of a patient. */
export function measureRows(plan: Plan, write: (line: string) => void): OnPatient {
  const engine = engineFor(plan.settings);
  const adherer = plan.settings.mode.kind === 'adherer';
  const names = plan.measures.filter(isCma);
  const absent = adherer ? 'NA' : '';

  /** The measures' cells and the reason, over the windows now set. */
  function values(): string {
    let line = '';
    let reason = '';
    for (const name of names) {
      const value = engine.measure(name);
      line += ',';
      if (typeof value === 'number') line += numberCell(value);
      else {
        line += absent;
        reason += names.length === 1 ? value : `${reason === '' ? '' : '; '}${name} ${value}`;
      }
    }
    return `${line},${reason}\n`;
  }
  const without = (reason: string): string => `${`,${absent}`.repeat(names.length)},${reason}\n`;

  let patient = 0;
  return (id, events, from, to) => {
    const problem = engine.open(events, from, to, patient++);
    const head = cell(id);
    if (plan.part === 'whole') return write(head + (problem ? without(problem) : values()));
    if (problem) {
      const blank = plan.part === 'window' ? ',,,' : ',,,,,';
      return write(`${head}${blank}${without(problem)}`);
    }
    if (plan.part === 'window') return slidingLines(engine, plan, head, values, write);
    episodeLines(engine, plan, names[0] ?? 'cma9', head, values, write);
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
  plan: Plan,
  name: CmaName,
  head: string,
  values: () => string,
  write: (line: string) => void,
): void {
  const whole = { ...engine.windows };
  for (const part of episodesInWindow(engine.episodes(plan.episodes, name), whole)) {
    const { original, episode, start, end } = part;
    engine.setWindows({ followUpStart: original.start, followUpEnd: original.end, start, end });
    const described = `${episode},${dayCell(start)},${dayCell(end)},${numberCell(original.duration)}`;
    write(`${head},${described},${original.endGapDays}${values()}`);
  }
}

const dayCell = (day: number): string => isoDay(Math.floor(day));

function numberCell(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'Inf';
  return `${value}`;
}
