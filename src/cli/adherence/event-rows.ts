import { append, type ColumnsBuffer, EXTRA } from './columns-buffer.ts';
import { dayOfField, numberOf, sameBytes, shortText } from './csv-bytes.ts';
import { ROLES, type Role } from './csv-columns.ts';
import type { LineReader, QuickReader } from './csv-scanner.ts';
import { CATEGORY, DATE, DOSE, type LineMemory, PATIENT, quickEventLine, SUPPLY, slotOf } from './quick-line.ts';
import type { Refusals } from './refusals.ts';
import { type RowRules, supplyOf } from './row-rules.ts';

/** Where rows go: the buffer of the patient named last. */
export interface PatientRows {
  /** Turns to a patient; called whenever the patient of a row differs from that of the row before. */
  patient(id: string): ColumnsBuffer;
  /** Counts a row of the patient named last that was set aside. */
  setAside(): void;
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

const place = (role: Role): number => ROLES.indexOf(role);
const QUANTITY = place('quantity');
const FLAG = place('as_needed');
const DIRECTIONS = place('directions');
const FOLLOW_UP_START = place('follow_up_start');
const WINDOW_START = place('window_start');

/** Reads the lines of an events table into `rows`, patient by patient; a line that cannot be used is refused. */
export function eventReader(rows: PatientRows, rules: RowRules, refused: Refusals): EventReader {
  const memory: LineMemory = { patient: new Uint8Array(0), buffer: null, categories: [], slots: [] };
  const codes = new Map<string, number>();
  let roles: Int32Array = new Int32Array(0);
  let plain = true;
  let patientId = '';

  function turnToPatient(bytes: Uint8Array, from: number, to: number): ColumnsBuffer | null {
    if (memory.buffer && sameBytes(bytes, from, to, memory.patient, memory.patient.length)) return memory.buffer;
    const id = shortText(bytes, from, to).trim();
    if (id === '' || id === 'NA') return null;
    memory.patient = bytes.slice(from, to);
    memory.buffer = rows.patient(id);
    patientId = id;
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
    const text = (role: number): string => shortText(bytes, from[role] as number, to[role] as number).trim();
    const number = (role: number): number => numberOf(bytes, from[role] as number, to[role] as number);
    const target = turnToPatient(bytes, from[PATIENT] as number, to[PATIENT] as number);
    if (!target) return refused.add(line, 'patient-missing');
    if (!plain) {
      const basis = rules.asNeeded(text(FLAG), text(DIRECTIONS));
      if (basis) {
        rules.notes.setAside(line, basis);
        return rows.setAside();
      }
    }
    const day = dayOfField(bytes, from[DATE] as number, to[DATE] as number);
    if (Number.isNaN(day)) return refused.add(line, 'date-unreadable');
    const dose = number(DOSE);
    const code = codeAt(bytes, from[CATEGORY] as number, to[CATEGORY] as number);
    const row = { line, patient: patientId, category: memory.categories[code] ?? '' };
    const quantity = plain ? Number.NaN : number(QUANTITY);
    const supply = supplyOf(rules, number(SUPPLY), row, quantity, dose);
    const supplyOk = supply > 0 && supply !== Number.POSITIVE_INFINITY;
    if (!supplyOk && !(rules.supplyMayBeMissing && Number.isNaN(supply))) {
      return refused.add(line, 'days-supply-not-positive');
    }
    if (rules.doseRequired && !(dose > 0)) return refused.add(line, 'dose-not-positive');
    append(target, day, supply, dose, code, line);
    if (!plain) setExtras(target, quantity, text(FOLLOW_UP_START), text(WINDOW_START));
  };
  return {
    columns(found) {
      roles = found;
      plain = !found.some((role) => role > SUPPLY);
    },
    onLine,
    quick: (bytes, at, end, line) => (plain ? quickEventLine(bytes, at, end, line, roles, memory) : -1),
    categories: memory.categories,
    codeOf,
  };
}

/** Writes what only some runs read into the row added last. */
export function setExtras(target: ColumnsBuffer, quantity: number, followUpStart: string, windowStart: string): void {
  const { extra, count } = target;
  if (extra.length === 0) return;
  const set = (place: number, value: number): void => {
    const column = extra[place];
    if (column) column[count - 1] = value;
  };
  set(EXTRA.quantity, quantity);
  const followUp = givenStart(followUpStart);
  set(EXTRA.followUpStart, followUp.value);
  set(EXTRA.followUpStartIsDay, followUp.isDay ? 1 : 0);
  const window = givenStart(windowStart);
  set(EXTRA.windowStart, window.value);
  set(EXTRA.windowStartIsDay, window.isDay ? 1 : 0);
}

const encoder = new TextEncoder();

/** A start given in a cell: a date, or a number counted from the usual anchor; NaN where it is neither. */
function givenStart(cell: string): { readonly value: number; readonly isDay: boolean } {
  const amount = cell === '' ? Number.NaN : Number(cell);
  if (!Number.isNaN(amount)) return { value: amount, isDay: false };
  return { value: dayOfField(encoder.encode(cell), 0, cell.length), isDay: true };
}
