/** Dates no life could hold: judged against the rest of the person's record, never against a calendar of today. */
import type { PatientRecord } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { lastDayOf } from '../../domain/time.ts';
import type { TimedList, TimedRow } from './row-times.ts';
import { momentAt, TIMED_LISTS, TIMES, timedRows } from './row-times.ts';

// Bounds on data entry, not clinical facts: shifted calendars (2110-2201) must pass as a whole.
const YEAR = 365.25;
const FAR_APART_DAYS = 50 * YEAR;
const LONGEST_LIFE_DAYS = 130 * YEAR;
const ENOUGH_TO_DOUBT_BIRTH = 3;

type Judgement = { code: string; what: string; help: string };

/**
 * Drops dates far from the rest of the record or before birth, each with a problem; a row whose required date goes is
 * refused. A birth date that most of the record contradicts goes itself.
 */
export function dropUnbelievableDates(record: PatientRecord): void {
  const days = allDays(record);
  if (days.length > 0) judgeBirth(record, days);
  const birth = record.birth;
  const range = mainRange(days, birth);
  const judge = (moment: Moment): Judgement | null => {
    if (birth !== null && lastDayOf(moment) < birth.day)
      return {
        code: 'before-birth',
        what: `lies before the birth on ${birth.iso}`,
        help: 'Correct the date or the birth date.',
      };
    const tooEarly = birth === null && moment.day < range.from - FAR_APART_DAYS;
    if (!tooEarly && moment.day <= range.to + FAR_APART_DAYS) return null;
    const what = 'lies more than 50 years from the rest of the record';
    return { code: 'date-out-of-range', what, help: 'Correct the date; only this date was left out.' };
  };
  for (const list of TIMED_LISTS) judgeList(record, list, judge);
  for (const row of [...record.orders, ...record.supplies, ...record.statements])
    for (const direction of row.directions)
      for (const end of ['from', 'to'] as const) {
        const moment = direction[end];
        const judgement = moment === null ? null : judge(moment);
        if (moment === null || judgement === null) continue;
        note(record, row.id, 'the bounds of the dosage', moment, judgement);
        direction[end] = null;
      }
  const death = record.death === null ? null : judge(record.death);
  if (record.death !== null && death !== null) {
    note(record, `Patient/${record.id}`, 'deceasedDateTime', record.death, death);
    record.death = null;
  }
}

function allDays(record: PatientRecord): number[] {
  const days: number[] = [];
  for (const list of TIMED_LISTS)
    for (const row of timedRows(record, list))
      for (const field of TIMES[list].fields) {
        const moment = momentAt(row, field);
        if (moment !== null) days.push(moment.day);
      }
  return days.sort((a, b) => a - b);
}

function judgeBirth(record: PatientRecord, days: readonly number[]): void {
  const { birth } = record;
  if (birth === null) return;
  const latestDay = lastDayOf(birth);
  const contradicting = days.filter((day) => day < birth.day || day > latestDay + LONGEST_LIFE_DAYS).length;
  if (contradicting < ENOUGH_TO_DOUBT_BIRTH || contradicting * 2 <= days.length) return;
  const what = 'contradicts most dates of the record';
  note(record, `Patient/${record.id}`, 'birthDate', birth, {
    code: 'birth-after-event',
    what,
    help: 'Correct the birth date.',
  });
  record.birth = null;
}

/** The stretch that holds most dates, cut where 50 years pass without any; within a life where birth is known. */
function mainRange(days: readonly number[], birth: Moment | null): { from: number; to: number } {
  const last = birth === null ? Number.POSITIVE_INFINITY : birth.day + LONGEST_LIFE_DAYS;
  let best: { from: number; to: number; count: number } | null = null;
  let current: { from: number; to: number; count: number } | null = null;
  for (const day of days) {
    if (day > last || (birth !== null && day < birth.day)) continue;
    if (current !== null && day - current.to <= FAR_APART_DAYS) {
      current.to = day;
      current.count += 1;
    } else current = { from: day, to: day, count: 1 };
    if (best === null || current.count > best.count) best = current;
  }
  if (best !== null) return best;
  // Nothing lies within the life: only the life itself can be compared with.
  return birth === null ? { from: 0, to: 0 } : { from: birth.day, to: birth.day };
}

function judgeList(record: PatientRecord, list: TimedList, judge: (moment: Moment) => Judgement | null): void {
  const { fields, required } = TIMES[list];
  const refused = new Set<TimedRow>();
  const rows = timedRows(record, list);
  for (const row of rows)
    fields.forEach((field, index) => {
      const moment = momentAt(row, field);
      const judgement = moment === null ? null : judge(moment);
      if (moment === null || judgement === null) return;
      note(record, row.id, field, moment, judgement);
      if (required && index === 0) refused.add(row);
      else row[field] = null;
    });
  if (refused.size === 0) return;
  rows.splice(0, rows.length, ...rows.filter((row) => !refused.has(row)));
  record.counts.used -= refused.size;
  record.counts.refused += refused.size;
}

function note(record: PatientRecord, where: string, field: string, moment: Moment, judgement: Judgement): void {
  record.problems.push({
    code: judgement.code,
    where,
    what: `${field} ${moment.iso} ${judgement.what}`,
    help: judgement.help,
  });
}
