import { append, type ColumnsBuffer } from './columns-buffer.ts';
import { dayOfField, numberOf, sameBytes, shortText } from './csv-bytes.ts';
import type { LineReader, QuickReader } from './csv-scanner.ts';
import { CATEGORY, DATE, DOSE, type LineMemory, PATIENT, quickEventLine, SUPPLY, slotOf } from './quick-line.ts';
import type { Refusals } from './refusals.ts';

/** Where rows go: the buffer of the patient named last. */
export interface PatientRows {
  /** Turns to a patient; called whenever the patient of a row differs from that of the row before. */
  patient(id: string): ColumnsBuffer;
}

export interface RowRules {
  /** Refuse a row whose daily dose is missing or not above zero. */
  readonly doseRequired: boolean;
  /** Columns the run looks at; the others need not be read. */
  readonly wants: { readonly category: boolean; readonly dose: boolean };
  /** Keep a row whose days' supply is missing, as NaN. */
  readonly supplyMayBeMissing: boolean;
  /** Days taken for a missing days' supply, and told each time. */
  readonly fallback: { readonly days: number; readonly used: () => void } | null;
}

/** The days' supply to use for what the row gives: itself, or the fallback where it is missing. */
export function supplyOf(given: number, { fallback }: RowRules): number {
  if (!Number.isNaN(given) || fallback === null) return given;
  fallback.used();
  return fallback.days;
}

/** An events table being read: the header's roles first, then every line. */
export interface EventReader {
  readonly columns: (roles: Int32Array) => void;
  readonly onLine: LineReader;
  readonly quick: QuickReader;
  /** Category names by code, in order of first appearance. */
  readonly categories: readonly string[];
  /** The code of a category by name; new names get the next code. */
  readonly codeOf: (name: string) => number;
}

/** Reads the lines of an events table into `rows`, patient by patient; a line that cannot be used is refused. */
export function eventReader(rows: PatientRows, rules: RowRules, refused: Refusals): EventReader {
  const memory: LineMemory = { patient: new Uint8Array(0), buffer: null, categories: [], slots: [] };
  const codes = new Map<string, number>();
  let roles: Int32Array = new Int32Array(0);

  function turnToPatient(bytes: Uint8Array, from: number, to: number): ColumnsBuffer | null {
    if (memory.buffer && sameBytes(bytes, from, to, memory.patient, memory.patient.length)) return memory.buffer;
    const id = shortText(bytes, from, to).trim();
    if (id === '' || id === 'NA') return null;
    memory.patient = bytes.slice(from, to);
    memory.buffer = rows.patient(id);
    return memory.buffer;
  }

  function codeOf(text: string): number {
    const name = text.trim();
    const code = codes.get(name) ?? memory.categories.push(name) - 1;
    codes.set(name, code);
    return code;
  }

  function codeAt(bytes: Uint8Array, from: number, to: number): number {
    const code = codeOf(shortText(bytes, from, to));
    const slot = slotOf(bytes, from, to);
    if (!memory.slots[slot]) memory.slots[slot] = { bytes: bytes.slice(from, to), code };
    return code;
  }

  const onLine: LineReader = (bytes, from, to, line) => {
    const target = turnToPatient(bytes, from[PATIENT] as number, to[PATIENT] as number);
    if (!target) return refused.add(line, 'patient-missing');
    const day = dayOfField(bytes, from[DATE] as number, to[DATE] as number);
    if (Number.isNaN(day)) return refused.add(line, 'date-unreadable');
    const supply = supplyOf(numberOf(bytes, from[SUPPLY] as number, to[SUPPLY] as number), rules);
    const supplyOk = supply > 0 && supply !== Number.POSITIVE_INFINITY;
    if (!supplyOk && !(rules.supplyMayBeMissing && Number.isNaN(supply))) {
      return refused.add(line, 'days-supply-not-positive');
    }
    const dose = numberOf(bytes, from[DOSE] as number, to[DOSE] as number);
    if (rules.doseRequired && !(dose > 0)) return refused.add(line, 'dose-not-positive');
    append(target, day, supply, dose, codeAt(bytes, from[CATEGORY] as number, to[CATEGORY] as number), line);
  };
  return {
    columns(found) {
      roles = found;
    },
    onLine,
    quick: (bytes, at, end, line) => quickEventLine(bytes, at, end, line, roles, memory),
    categories: memory.categories,
    codeOf,
  };
}
