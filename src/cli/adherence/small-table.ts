import { readFileSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import type {
  DayInterval,
  Episode,
  PrescribedDose,
  Prescription,
  SpecialMethod,
} from '../../methods/adherence/index.ts';
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

/** Days away from home by patient: stays in hospital, and hospice care. */
export interface Stays {
  readonly inpatient: ReadonlyMap<string, readonly DayInterval[]>;
  readonly hospice: ReadonlyMap<string, readonly DayInterval[]>;
}

/**
 * Stays from `patient_id,from,to[,kind]`; the day of discharge (`to`) is no longer in hospital. `kind` is `inpatient`
 * (also where empty) or `hospice`.
 */
export function readStays(path: string): Stays {
  const rows = readSmallTable(path, ['patient_id', 'from', 'to'], ['kind']);
  const stays = rows.map(([id = '', from = '', to = '', kind = '']) => {
    if (!['', 'inpatient', 'hospice'].includes(kind)) {
      throw new UserError(`unknown kind \`${kind}\` in ${path}: expected inpatient or hospice`);
    }
    return { id, hospice: kind === 'hospice', days: { from: dayIn(path, from), to: dayIn(path, to) } };
  });
  const of = (hospice: boolean) =>
    gathered(stays.filter((stay) => stay.hospice === hospice).map(({ id, days }) => [id, days] as const));
  return { inpatient: of(false), hospice: of(true) };
}

/** Usual daily doses by category, from `category,daily_dose`. */
export function readUsualDoses(path: string): Map<string, number> {
  const rows = readSmallTable(path, ['category', 'daily_dose']);
  return new Map(rows.map(([category = '', dose = '']) => [category, numberAbove(path, dose)]));
}

/** Which dispensed drug answers a prescription of which, from `category,alternative`. */
export function readAlternatives(path: string): (prescribed: string, dispensed: string) => boolean {
  const pairs = new Set(readSmallTable(path, ['category', 'alternative']).map((row) => JSON.stringify(row)));
  return (prescribed, dispensed) => pairs.has(JSON.stringify([prescribed, dispensed]));
}

/** Prescribed daily doses by patient, from `patient_id,date,category,daily_dose[,days]`. */
export function readPrescribed(path: string): Map<string, (PrescribedDose & { category: string })[]> {
  const rows = readSmallTable(path, ['patient_id', 'date', 'category', 'daily_dose'], ['days']);
  return gathered(
    rows.map(([id = '', date = '', category = '', dose = '', days = '']) => {
      const limited = days === '' || days === 'NA' ? undefined : numberAbove(path, days);
      return [id, { category, from: dayIn(path, date), dailyDose: numberAbove(path, dose), days: limited }] as const;
    }),
  );
}

const METHODS: readonly SpecialMethod[] = ['continue', 'discard', 'carry-over'];

/** Special periods by patient, from `patient_id,from,to[,method]`. */
export function readSpecialPeriods(
  path: string,
): Map<string, (DayInterval & { method?: SpecialMethod | undefined })[]> {
  const rows = readSmallTable(path, ['patient_id', 'from', 'to'], ['method']);
  return gathered(
    rows.map(([id = '', from = '', to = '', own = '']) => {
      const method = METHODS.find((each) => each === own);
      if (own !== '' && method === undefined) {
        throw new UserError(`unknown method \`${own}\` in ${path}: expected ${METHODS.join(', ')}`);
      }
      return [id, { from: dayIn(path, from), to: dayIn(path, to), method }] as const;
    }),
  );
}

function numberAbove(path: string, text: string): number {
  const value = Number(text);
  if (text !== '' && value > 0 && Number.isFinite(value)) return value;
  throw new UserError(`cannot read \`${text}\` in ${path}: expected a number above zero`);
}

/** First day no longer observed by patient, from `patient_id,observed_until`. */
export function readObservation(path: string): Map<string, number> {
  const rows = readSmallTable(path, ['patient_id', 'observed_until']);
  return new Map(rows.map(([id = '', until = '']) => [id, dayIn(path, until)]));
}

/** Prescriptions by patient from `patient_id,date,category[,prescription_id,over_the_counter]`. */
export function readPrescriptions(path: string): Map<string, Prescription[]> {
  const rows = readSmallTable(path, ['patient_id', 'date', 'category'], ['prescription_id', 'over_the_counter']);
  return gathered(
    rows.map(([patient = '', date = '', drug = '', id = '', free = ''], index) => {
      const overTheCounter = /^(1|true|t|yes|y)$/i.test(free);
      const order = { id: id === '' ? `${index + 1}` : id, drug, day: dayIn(path, date), overTheCounter };
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
