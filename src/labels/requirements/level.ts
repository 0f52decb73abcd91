import { isoDay } from '../../domain/time.ts';
import type { PersonRequirement, Reading } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';
import type { Measured } from '../readings.ts';

type LevelRequirement = Extract<PersonRequirement, { kind: 'level' }>;

const HOLDS: Readonly<Record<Reading['op'], (value: number, bound: number) => boolean>> = {
  lt: (value, bound) => value < bound,
  le: (value, bound) => value <= bound,
  gt: (value, bound) => value > bound,
  ge: (value, bound) => value >= bound,
};
const DAYS_PER_YEAR = 365.25;

interface Seen extends Measured {
  reading: Reading;
  holds: boolean;
}

/** The mean of each reading's values per day, in order of time. */
function seenOf(readings: readonly Reading[], from: number, to: number, context: PersonContext): Seen[] {
  const all = readings.flatMap((reading) => {
    const byDay = new Map<number, Measured[]>();
    for (const value of context.readings.of(reading)) {
      if (value.day >= from && value.day <= to) byDay.set(value.day, [...(byDay.get(value.day) ?? []), value]);
    }
    return [...byDay].map(([day, values]): Seen => {
      const value = values.reduce((sum, each) => sum + each.value, 0) / values.length;
      return { day, value, record: values[0]?.record ?? '', reading, holds: HOLDS[reading.op](value, reading.value) };
    });
  });
  return all.sort((a, b) => a.day - b.day);
}

/** Days the latest run of values stands for in which every value holds: first to last, and the last one's own span. */
function sustainedFor(seen: readonly Seen[]): number {
  let run = 0;
  const last = seen.at(-1);
  for (let place = seen.length - 1; place >= 0; place -= 1) {
    const each = seen[place];
    if (!each?.holds || !last) break;
    run = Math.max(run, last.day - each.day + each.reading.coversDays);
  }
  return run;
}

const nameOf = (reading: Reading): string => reading.measure ?? reading.words?.map((any) => any[0]).join(' ') ?? '';
const shown = (each: Seen): string =>
  `${nameOf(each.reading)} ${Math.round(each.value * 10) / 10} on ${isoDay(each.day)}`;

/** Does a measured state hold on the latest day it was measured, or for as long as the definition asks? */
export function level(asked: LevelRequirement, context: PersonContext): Answered {
  const { record, knowledge, counted, until } = context;
  const age = record.birth === null ? null : (until - record.birth.day) / DAYS_PER_YEAR;
  const readings = asked.readings.filter((each) => each.underAge === undefined || age === null || age < each.underAge);
  const settled = asked.settleDays * (1 - knowledge.conventions.visitTolerance);
  const begun = Math.max(Number.NEGATIVE_INFINITY, ...counted.map(({ trial }) => trial.start));
  const seen = seenOf(readings, asked.anyTime ? Number.NEGATIVE_INFINITY : begun + settled, until, context);
  const last = seen.at(-1);
  if (last === undefined) return answered('unknown', { measured: false }, 'not measured');

  if (asked.sustainedDays > 0) {
    const days = sustainedFor(seen);
    const values = { days, atLeast: asked.sustainedDays, value: last.value, day: isoDay(last.day) };
    if (days >= asked.sustainedDays) return answered('met', values, `${shown(last)}, for ${days} days`);
    // The latest value holds, but the record does not reach back far enough to tell for how long.
    const reachesBack = seen.some((each) => !each.holds);
    return answered(last.holds && !reachesBack ? 'unknown' : 'failed', values, `${shown(last)}, for ${days} days`);
  }
  const sameDay = seen.filter((each) => each.day === last.day);
  const holds = asked.need === 'any' ? sameDay.some((each) => each.holds) : sameDay.every((each) => each.holds);
  const values = Object.fromEntries(sameDay.map((each) => [nameOf(each.reading), Math.round(each.value * 10) / 10]));
  return answered(holds ? 'met' : 'failed', { ...values, day: isoDay(last.day) }, sameDay.map(shown).join(', '));
}
