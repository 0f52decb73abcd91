/** The cells of one row, cleaned; what cannot be read is a problem and costs only itself. */
import type { Counts, Problem } from '../../domain/problem.ts';
import { type Moment, parseMoment } from '../../domain/time.ts';
import type { Named } from './concepts.ts';

/** One row as read: a text per column, null or absent where the source has none. Numbers come as text too. */
export type OmopRow = Readonly<Record<string, string | null | undefined>>;

/** Where a person's problems and counts go. */
export interface Book {
  problems: Problem[];
  counts: Counts;
}

/** Reads the cells of one row; `id` names the row in problems and findings. */
export interface Cells {
  id: string;
  text(column: string): string | null;
  number(column: string): number | null;
  /** the moment of a date column, with the time of day from its date-time column where that gives one */
  moment(dateColumn: string, timeColumn?: string): Moment | null;
  /** the ids and the source's words of `stem` ("drug" -> drug_concept_id, drug_source_value ...) */
  named(stem: string): Named;
  conceptId(column: string): string | null;
  report(code: string, what: string, help: string): void;
}

// Zero-width characters, byte-order marks and control characters stand in texts of real sources.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u00ad\u200b-\u200f\u2060\ufeff]/g;
const UNCLEAN = /[^ -~]|^ | $| {2}/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?$/;
const FLOAT_CODE = /^(\d+)\.0+$/;
const MOST_REMEMBERED = 100_000;

/** Text without invisible characters, runs of white space made one blank; null where nothing is left. */
export function cleanText(text: string): string | null {
  const clean = UNCLEAN.test(text) ? text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim() : text;
  return clean === '' ? null : clean;
}

/**
 * A code without the decimal point a spreadsheet or a data frame gave it.
 * @example withoutPoint('310798.0') //=> '310798'
 */
export const withoutPoint = (code: string): string => FLOAT_CODE.exec(code)?.[1] ?? code;

const moments = new Map<string, Moment | null>();

// Dates come again and again; midnight is how a date is written where a time is asked for.
function momentOf(text: string): Moment | null {
  const known = moments.get(text);
  if (known !== undefined) return known;
  const date = MIDNIGHT.exec(text)?.[1];
  const moment = parseMoment(date ?? text);
  if (moments.size < MOST_REMEMBERED) moments.set(text, moment);
  return moment;
}

export function cellsOf(row: OmopRow, id: string, book: Book): Cells {
  const report: Cells['report'] = (code, what, help) => {
    book.problems.push({ code, where: id, what, help });
  };
  const text = (column: string): string | null => {
    const cell = row[column];
    return cell === null || cell === undefined ? null : cleanText(cell);
  };
  const conceptId = (column: string): string | null => {
    const cell = text(column);
    const written = cell === null ? '0' : withoutPoint(cell);
    return written === '0' ? null : written;
  };
  return {
    id,
    text,
    conceptId,
    report,
    number(column) {
      const cell = text(column);
      if (cell === null) return null;
      const value = Number(cell);
      if (Number.isFinite(value)) return value;
      report('not-a-number', `\`${column}\` is \`${cell}\``, 'Give a plain number.');
      return null;
    },
    moment(dateColumn, timeColumn) {
      const date = text(dateColumn);
      const time = timeColumn === undefined ? null : text(timeColumn);
      const day = date === null ? null : momentOf(date);
      if (date !== null && day === null)
        report('bad-date', `\`${dateColumn}\` is \`${date}\``, 'Give the date as YYYY-MM-DD.');
      const exact = time === null ? null : momentOf(time);
      // A time on another day than the date contradicts it; the date is the column every CDM must fill.
      return exact !== null && (day === null || exact.day === day.day) ? exact : day;
    },
    named(stem) {
      const source = text(`${stem}_source_value`);
      return {
        conceptId: conceptId(`${stem}_concept_id`),
        sourceConceptId: conceptId(`${stem}_source_concept_id`),
        sourceValue: source === null ? null : withoutPoint(source),
      };
    },
  };
}
