import { dayOf, daysInMonth, parseMoment } from '../../domain/time.ts';

/** Reads single fields of a CSV line straight from its bytes `[from, to)`; anything unusual takes the slow way. */
const decoder = new TextDecoder();
const ZERO = 48;
const NINE = 57;

export const textOf = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to));

/** The same for a few bytes, most often ASCII: quicker than the decoder. */
export function shortText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte > 127) return textOf(bytes, from, to);
    text += String.fromCharCode(byte);
  }
  return text;
}

export function sameBytes(a: Uint8Array, aFrom: number, aTo: number, b: Uint8Array, bLength: number): boolean {
  if (aTo - aFrom !== bLength) return false;
  for (let i = 0; i < bLength; i++) if (a[aFrom + i] !== b[i]) return false;
  return true;
}

/** A decimal number, NaN where the field is empty, `NA` or not a number. */
export function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let whole = 0;
  let i = from;
  for (; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte < ZERO || byte > NINE) break;
    whole = whole * 10 + (byte - ZERO);
  }
  if (i === to && to > from && to - from < 16) return whole;
  const text = textOf(bytes, from, to).trim();
  return text === '' || text === 'NA' ? Number.NaN : Number(text);
}

// First day number of each month, filled on first use: a calendar date then costs two look-ups.
const FIRST_YEAR = 1900;
const YEARS = 300;
const monthStart = new Int32Array(YEARS * 12);
const monthLength = new Uint8Array(YEARS * 12);

/** The day number of an ISO date (a time of day is dropped), NaN where it is no calendar date. */
export function dayOfField(bytes: Uint8Array, from: number, to: number): number {
  if (to - from === 10 && bytes[from + 4] === 45 && bytes[from + 7] === 45) {
    const year = digits(bytes, from, 4);
    const month = digits(bytes, from + 5, 2);
    const day = digits(bytes, from + 8, 2);
    const index = (year - FIRST_YEAR) * 12 + month - 1;
    if (month >= 1 && month <= 12 && day >= 1 && index >= 0 && index < monthLength.length) {
      if (monthLength[index] === 0) {
        monthLength[index] = daysInMonth(year, month);
        monthStart[index] = dayOf(year, month, 1);
      }
      return day <= (monthLength[index] as number) ? (monthStart[index] as number) + day - 1 : Number.NaN;
    }
  }
  const moment = parseMoment(textOf(bytes, from, to));
  return moment && (moment.precision === 'day' || moment.precision === 'minute') ? moment.day : Number.NaN;
}

/** Unsigned whole number of `count` digits; -1000 where one of them is none. */
function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const byte = bytes[i] as number;
    if (byte < ZERO || byte > NINE) return -1000;
    value = value * 10 + (byte - ZERO);
  }
  return value;
}
