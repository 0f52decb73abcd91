/** One measure's values around a trial: baseline, on treatment, carried over, outside. */
import type { OutcomePoint } from '../domain/course.ts';
import { MINUTES_PER_DAY } from '../domain/time.ts';
import type { BoundedValue } from '../methods/response/index.ts';
import type { Frame } from './frame.ts';
import type { Measured } from './outcomes.ts';

/** The values of one day and phase as one: their mean, with the rows it came from. */
export interface Point extends BoundedValue {
  day: number;
  /** the last day it may be of, where only the month is known */
  lastDay: number;
  /** minute of the first value, null where only the day is known */
  minute: number | null;
  phase: OutcomePoint['phase'];
  record: string;
  records: string[];
}

export interface Series {
  points: readonly Point[];
  baseline: Point | null;
  /** the baseline was taken after the start, inside the condition's window */
  baselineLate: boolean;
  /** points that may judge: on treatment or carried over, in order of time */
  eligible: readonly Point[];
}

// Growth in the index window of the infection is the germ that was treated, drawn before the drug could clear it.
// A value of the start day is a baseline unless both times are known and it was taken after the first dose.
function phaseOf(frame: Frame, value: Measured): OutcomePoint['phase'] {
  if (value.day < frame.start) return 'baseline';
  if (value.isGrowth && (value.minute ?? value.day * MINUTES_PER_DAY) <= frame.indexUntil) return 'baseline';
  if (value.day === frame.start) {
    const after = value.minute !== null && frame.startMinute !== null && value.minute > frame.startMinute;
    return after ? 'on-treatment' : 'baseline';
  }
  if (value.day < frame.knownEnd) return 'on-treatment';
  return value.day <= frame.lastDay ? 'carry-over' : 'outside';
}

/**
 * The values of one measure as a trial sees them.
 *
 * Values of one day and phase are one point, their mean (repeated blood pressures, pain asked four times a day); a row
 * that repeats another's minute and value counts once. A mean of values known only as "below" stays "below". Values
 * after `asOf` are not looked at. The baseline is the last value in the condition's window before the start; where
 * there is none, the first value inside its window after the start.
 */
export function seriesOf(frame: Frame, values: readonly Measured[]): Series {
  const points: Point[] = [];
  const asOfDay = frame.context.asOf.day;
  let merging: Measured[] = [];
  const close = (): void => {
    const [first] = merging;
    if (first) points.push(mergeDay(merging, phaseOf(frame, first)));
    merging = [];
  };
  for (const value of values) {
    if (value.day > asOfDay) break;
    const [first] = merging;
    if (first && (first.day !== value.day || phaseOf(frame, first) !== phaseOf(frame, value))) close();
    if (!merging.some((one) => one.value === value.value && one.minute === value.minute)) merging.push(value);
  }
  close();

  const earliest = frame.sharedStart - frame.baselineDaysBefore;
  // A month without a day counts where any of its days does.
  const isBaseline = (p: Point): boolean => p.phase === 'baseline' && p.lastDay >= earliest;
  const before = points.filter(isBaseline).filter((p) => p.day <= frame.sharedStart);
  // A partner begun earlier in the same course moves the baseline to before its own start.
  const last = before.at(-1) ?? points.filter(isBaseline).at(-1) ?? null;
  const late =
    last === null
      ? (points.find((p) => p.phase === 'on-treatment' && p.day - frame.start <= frame.baselineDaysAfter) ?? null)
      : null;
  return {
    points,
    baseline: last ?? late,
    baselineLate: late !== null || (last !== null && last.day > frame.sharedStart),
    eligible: points.filter((p) => (p.phase === 'on-treatment' || p.phase === 'carry-over') && p !== late),
  };
}

function mergeDay(values: readonly Measured[], phase: OutcomePoint['phase']): Point {
  const [first] = values;
  const bound = values.every((value) => value.bound === first?.bound) ? (first?.bound ?? null) : null;
  return {
    day: first?.day ?? 0,
    lastDay: Math.max(...values.map(({ lastDay }) => lastDay)),
    minute: first?.minute ?? null,
    value: values.reduce((sum, { value }) => sum + value, 0) / values.length,
    bound,
    phase,
    record: first?.record ?? '',
    records: values.map((value) => value.record),
  };
}

/** The point as the course shows it. */
export function outcomePoint({ day, value, phase, record }: Point): OutcomePoint {
  return { day, value, phase, record };
}
