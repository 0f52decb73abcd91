import { append, type ColumnsBuffer } from './columns-buffer.ts';
import { dayOfField } from './csv-bytes.ts';

/** Places of the roles in `ROLES`. */
export const PATIENT = 0;
export const DATE = 1;
export const CATEGORY = 2;
export const DOSE = 3;
export const SUPPLY = 4;

/** What the lines before have shown: the patient and the categories, as bytes, so that most lines need no string. */
export interface LineMemory {
  patient: Uint8Array;
  buffer: ColumnsBuffer | null;
  readonly categories: string[];
  /** Known categories by `slotOf` their bytes; a category whose slot is taken is always read the slow way. */
  readonly slots: ({ readonly bytes: Uint8Array; readonly code: number } | undefined)[];
}

const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const ZERO = 48;
const SLOTS = 1023;

/** A small hash of a field's bytes. */
export function slotOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0;
  return hash & SLOTS;
}

/**
 * Reads one line in a single pass if it is of the usual form: same patient as before, a known category, `YYYY-MM-DD`,
 * whole numbers above zero, no quotes, every column there. Otherwise returns -1 and has read nothing.
 */
export function quickEventLine(
  bytes: Uint8Array,
  at: number,
  end: number,
  line: number,
  roles: Int32Array,
  memory: LineMemory,
): number {
  const { buffer, patient } = memory;
  if (!buffer) return -1;
  let i = at;
  let day = 0;
  let supply = 0;
  let dose = Number.NaN;
  let code = 0;
  const last = roles.length - 1;
  for (let column = 0; column <= last; column++) {
    switch (roles[column]) {
      case PATIENT:
        for (let k = 0; k < patient.length; k++) if (bytes[i + k] !== patient[k]) return -1;
        i += patient.length;
        break;
      case DATE:
        day = dayOfField(bytes, i, i + 10);
        if (Number.isNaN(day)) return -1;
        i += 10;
        break;
      case CATEGORY: {
        const from = i;
        let hash = 0;
        for (
          let byte = bytes[i] as number;
          byte !== COMMA && byte > RETURN && byte !== QUOTE;
          byte = bytes[++i] as number
        ) {
          hash = (Math.imul(hash, 31) + byte) | 0;
        }
        const known = memory.slots[hash & SLOTS];
        if (!known || known.bytes.length !== i - from) return -1;
        for (let k = 0; k < known.bytes.length; k++) if (bytes[from + k] !== known.bytes[k]) return -1;
        code = known.code;
        break;
      }
      case DOSE:
      case SUPPLY: {
        const from = i;
        let value = 0;
        for (let digit = (bytes[i] as number) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++i] as number) - ZERO) {
          value = value * 10 + digit;
        }
        if (value === 0 || i - from > 9) return -1;
        if (roles[column] === DOSE) dose = value;
        else supply = value;
        break;
      }
      default:
        for (let byte = bytes[i]; byte !== COMMA && byte !== NEWLINE; byte = bytes[++i]) {
          if (byte === QUOTE || i >= end) return -1;
        }
    }
    if (column === last && bytes[i] === RETURN) i++;
    if (i >= end || bytes[i] !== (column === last ? NEWLINE : COMMA)) return -1;
    i++;
  }
  append(buffer, day, supply, dose, code, line);
  return i;
}
