import { UserError } from '../../domain/problem.ts';
import { isoDay } from '../../domain/time.ts';
import { waitingTimeSupply } from '../../methods/adherence/index.ts';
import type { Output } from './output.ts';
import { type EventsInput, readEvents } from './read-events.ts';
import { NO_NOTES } from './row-rules.ts';

const NOWHERE: Output = { write: () => undefined, flush: async () => undefined, close: async () => undefined };
/** Days of the window where none is given: the last year of the data, so that people on treatment can be told apart. */
const WINDOW_DAYS = 365;

/** Days a fill of each category lasts by its waiting-time distribution, and a sentence that says so for each. */
export interface WaitingTimes {
  readonly days: ReadonlyMap<string, number>;
  readonly said: readonly string[];
}

/**
 * Reads the events before the run itself and fits a waiting-time distribution per category: each patient's first fill in
 * a window, by default the last year of the data. Categories with too few people have no fit.
 */
export async function waitingTimes(
  input: EventsInput,
  percentile: number,
  asked: { readonly from: number; readonly to: number } | null,
): Promise<WaitingTimes> {
  if (input.path === '-') {
    throw new UserError('--missing-supply waiting-time reads the events twice: give a file, not standard input');
  }
  const window = asked ?? (await lastYear(input));
  const waits = new Map<string, number[]>();
  await readThrough(input, (categories) => (_, events, from, to) => {
    const seen = new Set<number>();
    for (let i = from; i < to; i++) {
      const [day, code] = [events.day[i] as number, events.category[i] as number];
      if (day < window.from || day >= window.to || seen.has(code)) continue;
      seen.add(code);
      const name = categories[code] ?? '';
      const list = waits.get(name);
      if (list) list.push(day - window.from);
      else waits.set(name, [day - window.from]);
    }
  });
  const days = new Map<string, number>();
  const said: string[] = [];
  for (const [category, list] of waits) {
    const fit = waitingTimeSupply(list, window.to - window.from, percentile);
    const name = category === '' ? 'the drug' : category;
    if (!fit) {
      said.push(`Too few people (${list.length}) for a waiting-time distribution of ${name}.`);
      continue;
    }
    days.set(category, fit.daysSupply);
    said.push(
      `By the waiting-time distribution a fill of ${name} lasted ${fit.daysSupply.toFixed(1)} days (by then ${Math.round(percentile * 100)}% had refilled; ${list.length} people from ${isoDay(window.from)} to before ${isoDay(window.to)}, ${Math.round(fit.prevalentShare * 100)}% of them on treatment before).`,
    );
  }
  return { days, said };
}

async function lastYear(input: EventsInput): Promise<{ from: number; to: number }> {
  let last = Number.NEGATIVE_INFINITY;
  await readThrough(input, () => (_, events, from, to) => {
    for (let i = from; i < to; i++) last = Math.max(last, events.day[i] as number);
  });
  return { from: last + 1 - WINDOW_DAYS, to: last + 1 };
}

type Visit = (id: string, events: { day: Int32Array; category: Int32Array }, from: number, to: number) => void;

async function readThrough(input: EventsInput, visit: (categories: readonly string[]) => Visit): Promise<void> {
  const { rows } = input;
  const silent: EventsInput = {
    ...input,
    rows: {
      ...rows,
      wants: { ...rows.wants, category: true },
      supplyMayBeMissing: true,
      fallback: null,
      notes: NO_NOTES,
    },
    onRefused: () => undefined,
    say: () => undefined,
  };
  await readEvents(silent, NOWHERE, async (_, categories) => ({
    onPatient: visit(categories),
    finish: () => undefined,
  }));
}
