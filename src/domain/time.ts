/**
 * Time as the rooms use it: a calendar day as written, and minutes where the source knows them.
 *
 * Days are integers since 1970-01-01 in the source's own calendar; minutes are since the epoch in UTC. No `Date`
 * object is made anywhere, so the machine's time zone cannot move a day.
 */
import * as z from 'zod';

/** How exactly a moment is known. */
export const Precision = z.enum(['minute', 'day', 'month', 'year']);
export type Precision = z.infer<typeof Precision>;

/** A point in time: `iso` as written, its calendar `day` (the first one for a month or year), and its first `minute`. */
export const Moment = z.object({
  iso: z.string(),
  day: z.number().int(),
  minute: z.number().int(),
  precision: Precision,
});
export type Moment = z.infer<typeof Moment>;

/** Half-open run of day numbers: `from` counts, `to` does not. */
export interface DaySpan {
  from: number;
  to: number;
}

export const MINUTES_PER_DAY = 1440;
const CUMULATIVE_DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/**
 * The number of days in a calendar month (month 1-12).
 * @example daysInMonth(2024, 2) //=> 29
 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day number of a calendar date; 1970-01-01 is 0. The date must exist.
 * @example dayOf(2025, 3, 1) //=> 20148
 */
export function dayOf(year: number, month: number, day: number): number {
  const y = year - 1;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const pastFebruary = month > 2 && isLeap(year) ? 1 : 0;
  return y * 365 + leapDays + (CUMULATIVE_DAYS[month - 1] ?? 0) + pastFebruary + day - 719163;
}

/**
 * Year, month (1-12) and day of a day number.
 * @example dateOf(20148) //=> { year: 2025, month: 3, day: 1 }
 */
export function dateOf(dayNumber: number): { year: number; month: number; day: number } {
  // Days are counted from 0000-03-01 so that the leap day ends the year (Hinnant's civil-from-days).
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

// Days of lives now under treatment; a population writes the same few thousand over and over.
const MOST_ISO_DAYS = 100_000;
const isoDays = new Map<number, string>();

/**
 * A day number as `YYYY-MM-DD`.
 * @example isoDay(20148) //=> '2025-03-01'
 */
export function isoDay(dayNumber: number): string {
  const known = isoDays.get(dayNumber);
  if (known !== undefined) return known;
  const { year, month, day } = dateOf(dayNumber);
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (isoDays.size < MOST_ISO_DAYS) isoDays.set(dayNumber, iso);
  return iso;
}

/**
 * Moves a day by calendar months; a day that does not exist becomes the first of the following month.
 * @example isoDay(addMonths(dayOf(2025, 1, 31), 1)) //=> '2025-03-01'
 */
export function addMonths(dayNumber: number, months: number): number {
  const { year, month, day } = dateOf(dayNumber);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  const length = daysInMonth(targetYear, targetMonth);
  return day <= length ? dayOf(targetYear, targetMonth, day) : dayOf(targetYear, targetMonth, length) + 1;
}

// One expression for every ISO form a record carries; the offset only moves the minute, never the day as written.
const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * Reads an ISO date or date-time of any precision; null where the text is no calendar date.
 *
 * A time without an offset is taken as UTC; a date alone has the day's first minute.
 * @example parseMoment('2025-03-01T23:30:00-05:00')?.day //=> 20148
 * @example parseMoment('2025-02-30') //=> null
 */
export function parseMoment(text: string): Moment | null {
  const iso = text.trim();
  const match = ISO.exec(iso);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? 1 : Number(match[2]);
  const dayInMonth = match[3] === undefined ? 1 : Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || dayInMonth < 1 || dayInMonth > daysInMonth(year, month)) return null;
  const day = dayOf(year, month, dayInMonth);
  if (match[4] === undefined) {
    const precision = match[3] !== undefined ? 'day' : match[2] !== undefined ? 'month' : 'year';
    return { iso, day, minute: day * MINUTES_PER_DAY, precision };
  }
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  if (hour > 24 || minute > 59) return null;
  return {
    iso,
    day,
    minute: day * MINUTES_PER_DAY + hour * 60 + minute - offsetMinutes(match[6]),
    precision: 'minute',
  };
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z' || offset === 'z') return 0;
  const digits = offset.replace(':', '');
  const sign = digits.startsWith('-') ? -1 : 1;
  return sign * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5)));
}

/**
 * A moment with day precision, for a day number.
 * @example momentOfDay(20148).iso //=> '2025-03-01'
 */
export function momentOfDay(day: number): Moment {
  return { iso: isoDay(day), day, minute: day * MINUTES_PER_DAY, precision: 'day' };
}

/**
 * The last day a moment may lie on: the day itself, or the end of its month or year.
 * @example isoDay(lastDayOf(parseMoment('2024-02')!)) //=> '2024-02-29'
 */
export function lastDayOf(moment: Moment): number {
  const { year, month } = dateOf(moment.day);
  if (moment.precision === 'month') return dayOf(year, month, daysInMonth(year, month));
  if (moment.precision === 'year') return dayOf(year, 12, 31);
  return moment.day;
}

/** The last minute a moment may lie on; equal to `minute` where the source gives a time. */
export function lastMinuteOf(moment: Moment): number {
  return moment.precision === 'minute' ? moment.minute : (lastDayOf(moment) + 1) * MINUTES_PER_DAY - 1;
}

/** True where `a` surely lies before `b`: not one minute of their intervals overlaps. */
export function isSurelyBefore(a: Moment, b: Moment): boolean {
  return lastMinuteOf(a) < b.minute;
}

/** Days two spans share, 0 where they do not meet. */
export function overlapDays(a: DaySpan, b: DaySpan): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
