import { readFileSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import type { DayInterval, Episode, Prescription } from '../../methods/adherence/index.ts';
import { textOf } from './csv-bytes.ts';
import { csvScanner } from './csv-scanner.ts';

/** Reads a small side table whole; every row as the wanted columns in their order. Names the missing columns. */
export function readSmallTable(path: string, columns: readonly string[], optional: readonly string[] = []): string[][] {
  const wanted = [...columns, ...optional];
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const rows: string[][] = [];
  const scanner = csvScanner(
    wanted.length,
    (cells) => {
      const missing = columns.filter((column) => !cells.includes(column));
      if (missing.length > 0) throw new UserError(`${path} has no column ${missing.join(', ')}`);
      return Int32Array.from(cells, (cell) => wanted.indexOf(cell));
    },
    (line, from, to) => rows.push(wanted.map((_, i) => textOf(line, from[i] as number, to[i] as number).trim())),
  );
  scanner.scan(bytes, true);
  return rows;
}

function dayIn(path: string, text: string): number {
  const moment = parseMoment(text);
  if (!moment) throw new UserError(`cannot read the date \`${text}\` in ${path}: expected YYYY-MM-DD`);
  return moment.day;
}

function gathered<T>(entries: Iterable<readonly [string, T]>): Map<string, T[]> {
  const byPatient = new Map<string, T[]>();
  for (const [patient, value] of entries) {
    const list = byPatient.get(patient);
    if (list) list.push(value);
    else byPatient.set(patient, [value]);
  }
  return byPatient;
}

/** Hospital stays by patient from `patient_id,from,to`; the day of discharge (`to`) is no longer in hospital. */
export function readStays(path: string): Map<string, DayInterval[]> {
  const rows = readSmallTable(path, ['patient_id', 'from', 'to']);
  return gathered(
    rows.map(([id = '', from = '', to = '']) => [id, { from: dayIn(path, from), to: dayIn(path, to) }] as const),
  );
}

/** First day no longer observed by patient, from `patient_id,observed_until`. */
export function readObservation(path: string): Map<string, number> {
  const rows = readSmallTable(path, ['patient_id', 'observed_until']);
  return new Map(rows.map(([id = '', until = '']) => [id, dayIn(path, until)]));
}

/** Prescriptions by patient from `patient_id,date,category[,prescription_id]`. */
export function readPrescriptions(path: string): Map<string, Prescription[]> {
  const rows = readSmallTable(path, ['patient_id', 'date', 'category'], ['prescription_id']);
  return gathered(
    rows.map(([patient = '', date = '', drug = '', id = ''], index) => {
      const order = { id: id === '' ? `${index + 1}` : id, drug, day: dayIn(path, date) };
      return [patient, order] as const;
    }),
  );
}

/** Treatment episodes the caller decides on, from `patient_id,start,end`. */
export function readEpisodes(path: string): Map<string, Episode[]> {
  const rows = readSmallTable(path, ['patient_id', 'start', 'end']);
  return gathered(
    rows.map(([patient = '', from = '', to = '']) => {
      const start = dayIn(path, from);
      const end = dayIn(path, to);
      return [patient, { start, end, duration: end - start, endGapDays: 0 }] as const;
    }),
  );
}
