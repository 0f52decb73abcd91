/** Reads AdhereR's own answers for the tests; they lie beside the checkout and are skipped where they are absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseMoment } from '../../../domain/time.ts';
import { type EventTable, eventTable } from '../events.ts';

const folder = new URL('../../../../../shared/oracle/adherence/', import.meta.url);

export const oraclePresent = existsSync(folder);
export const oracleFiles = (prefix: string): string[] =>
  oraclePresent ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : [];

export function oracleRows(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);
  const names = header.split(',').map((cell) => cell.replaceAll('"', ''));
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.replaceAll('"', ''));
    return Object.fromEntries(names.map((column, i) => [column, cells[i] ?? '']));
  });
}

export function oracleEvents(): EventTable {
  const rows = oracleRows('events.csv').map((row) => ({
    patientId: row.patient_id ?? '',
    day: dayNumber(row.date ?? '') ?? Number.NaN,
    daysSupply: Number(row.days_supplied),
    category: row.category ?? '',
    dailyDose: Number(row.daily_dose),
  }));
  return eventTable(rows).table;
}

export const dayNumber = (text: string): number | null => parseMoment(text)?.day ?? null;

/** R's spelling of a number: NA is null, Inf and NaN stay what they are. */
export function rNumber(text: string | undefined): number | null {
  if (text === undefined || text === 'NA') return null;
  if (text === 'Inf') return Number.POSITIVE_INFINITY;
  return text === 'NaN' ? Number.NaN : Number(text);
}

/** True where two values agree to 1e-9, NA with NA, NaN with NaN, Inf with Inf. */
export function agrees(actual: number | null, expected: number | null): boolean {
  if (actual === null || expected === null) return actual === expected;
  return Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-9;
}
