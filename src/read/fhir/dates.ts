/** Dates and periods of a resource, each bad one a problem that costs only its own field. */
import type { Moment } from '../../domain/time.ts';
import { isSurelyBefore, parseMoment } from '../../domain/time.ts';
import type { Chart } from './chart.ts';
import type { Json } from './json.ts';
import { objectIn, own, textIn } from './json.ts';
import type { Resource } from './resource.ts';

/** The moment of a date field; null where absent. A text that is no date is a problem `bad-date`. */
export function momentIn(row: Resource, chart: Chart, from: Json | null, field: string): Moment | null {
  const value = own(from, field);
  if (value === undefined || value === null) return null;
  const text = textIn(from, field);
  const moment = text === null ? null : parseMoment(text);
  if (moment === null) {
    const what = `${field} ${JSON.stringify(text ?? typeof value)} is not a date`;
    chart.report(row, 'bad-date', what, 'Write the date as YYYY-MM-DD, or as a date-time with its offset.');
  }
  return moment;
}

/** The first of several date fields that can be read. */
export function firstMoment(row: Resource, chart: Chart, from: Json | null, fields: readonly string[]): Moment | null {
  for (const field of fields) {
    const moment = momentIn(row, chart, from, field);
    if (moment !== null) return moment;
  }
  return null;
}

/** A period with either end open. */
export interface Span {
  start: Moment | null;
  end: Moment | null;
}

/** The start and end of a Period field. An end before the start is a problem and is dropped. */
export function spanIn(row: Resource, chart: Chart, from: Json | null, field: string): Span {
  const period = objectIn(from, field);
  const start = momentIn(row, chart, period, 'start');
  const end = momentIn(row, chart, period, 'end');
  return { start, end: endAfter(row, chart, start, end, field) };
}

/** The end where it does not lie before the start; otherwise null and a problem `stop-before-start`. */
export function endAfter(
  row: Resource,
  chart: Chart,
  start: Moment | null,
  end: Moment | null,
  field: string,
): Moment | null {
  if (start === null || end === null || !isSurelyBefore(end, start)) return end;
  const what = `${field} ends ${end.iso}, before it starts ${start.iso}; the end was left out`;
  chart.report(row, 'stop-before-start', what, 'Correct the start or the end.');
  return null;
}

/** `effective[x]` and its relatives: a date-time, an instant or a period. */
export function effectiveIn(row: Resource, chart: Chart, prefix = 'effective'): Span {
  const at = firstMoment(row, chart, row.json, [`${prefix}DateTime`, `${prefix}Instant`]);
  return at === null ? spanIn(row, chart, row.json, `${prefix}Period`) : { start: at, end: null };
}
