/** Which fields of which rows hold a moment: one table for ordering rows and for judging their dates. */
import type { PatientRecord } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';

/** The lists of a record whose rows carry times. */
export type TimedList =
  | 'orders'
  | 'supplies'
  | 'intakes'
  | 'statements'
  | 'observations'
  | 'conditions'
  | 'reactions'
  | 'stays'
  | 'visits'
  | 'procedures'
  | 'genotypes'
  | 'cultures'
  | 'goals';

/** A row seen only through its id and its moments. */
export type TimedRow = { id: string; [field: string]: unknown };

/** Moment fields by list, the one to sort by first; `required` ones cannot be emptied. */
export const TIMES: Readonly<Record<TimedList, { fields: readonly string[]; required: boolean }>> = {
  orders: { fields: ['start', 'authored', 'end', 'stopped'], required: false },
  supplies: { fields: ['at'], required: true },
  intakes: { fields: ['at', 'end'], required: true },
  statements: { fields: ['from', 'asserted', 'to'], required: false },
  observations: { fields: ['at', 'issued'], required: false },
  conditions: { fields: ['onset', 'recorded', 'abated'], required: false },
  reactions: { fields: ['at'], required: false },
  stays: { fields: ['from', 'to'], required: true },
  visits: { fields: ['at'], required: true },
  procedures: { fields: ['at'], required: false },
  genotypes: { fields: ['at'], required: false },
  cultures: { fields: ['collected', 'reported'], required: false },
  goals: { fields: ['from'], required: false },
};

export const TIMED_LISTS = Object.keys(TIMES) as TimedList[];

/** The rows of a list as timed rows; they are the record's own objects. */
export const timedRows = (record: PatientRecord, list: TimedList): TimedRow[] => record[list] as unknown as TimedRow[];

/** The moment of a field, null where it holds none. */
export const momentAt = (row: TimedRow, field: string): Moment | null =>
  (row[field] as Moment | null | undefined) ?? null;

/** Puts every list of a record in the order of time, then of id, so that the order of the input leaves no trace. */
export function sortRecord(record: PatientRecord): void {
  for (const list of TIMED_LISTS) {
    const { fields } = TIMES[list];
    const timeOf = (row: TimedRow): number => {
      for (const field of fields) {
        const moment = momentAt(row, field);
        if (moment !== null) return moment.minute;
      }
      return Number.POSITIVE_INFINITY;
    };
    timedRows(record, list).sort((a, b) => compare(timeOf(a), timeOf(b)) || compareText(a.id, b.id));
  }
  // A specimen or a medicine looked at from several rows reports the same problem each time.
  const problems = new Map(record.problems.map((problem) => [JSON.stringify(problem), problem]));
  record.problems = [...problems.values()].sort(
    (a, b) => compareText(a.where, b.where) || compareText(a.code, b.code) || compareText(a.what, b.what),
  );
}

/** The last day something happened: supplies, doses, measurements, stays and visits, never what was only planned. */
export function lastEventDay(record: PatientRecord): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const list of ['supplies', 'intakes', 'observations', 'stays', 'visits'] as const)
    for (const row of timedRows(record, list)) {
      const moment = momentAt(row, TIMES[list].fields[0] ?? '');
      if (moment !== null && moment.day > last) last = moment.day;
    }
  return last;
}

// Subtraction would give NaN for two rows without a time.
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
