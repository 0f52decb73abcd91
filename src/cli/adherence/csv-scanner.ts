import { textOf } from './csv-bytes.ts';

/** Called for every line of data with the bytes of the fields that are read: field `role` is `[from[role], to[role])`. */
export type LineReader = (bytes: Uint8Array, from: Int32Array, to: Int32Array, line: number) => void;

/**
 * Reads a line of the usual form in one go: returns where the next line begins, or -1 to have the line read field by
 * field. `end` lies after the last complete line.
 */
export type QuickReader = (bytes: Uint8Array, at: number, end: number, line: number) => number;

export interface CsvScanner {
  /**
   * Reads the complete lines in the bytes and returns how many bytes that were; the caller hands over the rest again in
   * front of what follows. With `last` the bytes end the input.
   */
  scan(bytes: Uint8Array, last: boolean): number;
  /** Lines read so far, header included. */
  readonly lines: number;
}

const COMMA = 44;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const NOTHING = new Uint8Array(0);

/**
 * Scans CSV (RFC 4180: quoted fields, CRLF or LF, a byte order mark) piece by piece without making a string per field.
 *
 * `onHeader` gets the header's cells and returns the role of each column (-1: not read); `onLine` gets every data line
 * that is not blank. A role missing from a short line has `from` = `to`. Line numbers count from 1, the header's.
 */
export function csvScanner(
  roles: number,
  onHeader: (cells: string[]) => Int32Array,
  onLine: LineReader,
  quick?: QuickReader,
): CsvScanner {
  let columns: Int32Array | null = null;
  let line = 0;
  const from = new Int32Array(roles);
  const to = new Int32Array(roles);

  function scan(bytes: Uint8Array, last: boolean): number {
    const end = last ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
    let at = line === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < end) {
      if (quick && columns) {
        const after = quick(bytes, at, end, line + 1);
        if (after > 0) {
          line += 1;
          at = after;
          continue;
        }
      }
      const next = columns ? readLine(bytes, at, end, columns, last) : readHeader(bytes, at, end, last);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  function readHeader(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    const stop = lineEnd(bytes, at, end, last);
    if (stop < 0) return -1;
    columns = onHeader(splitLine(textOf(bytes, at, stop)));
    line += 1;
    return stop + 1;
  }

  function readLine(bytes: Uint8Array, at: number, end: number, roleOf: Int32Array, last: boolean): number {
    from.fill(0);
    to.fill(0);
    let column = 0;
    let start = at;
    let i = at;
    for (; ; i++) {
      const byte = i < end ? bytes[i] : NEWLINE;
      if (byte === QUOTE) return readQuoted(bytes, at, end, roleOf, last);
      if (byte !== COMMA && byte !== NEWLINE) continue;
      const role = column < roleOf.length ? (roleOf[column] as number) : -1;
      if (role >= 0) {
        from[role] = start;
        to[role] = byte === NEWLINE && i > start && bytes[i - 1] === RETURN ? i - 1 : i;
      }
      if (byte === NEWLINE) break;
      column++;
      start = i + 1;
    }
    line += 1;
    const blank = column === 0 && (i === at || (i === at + 1 && bytes[at] === RETURN));
    if (!blank) onLine(bytes, from, to, line);
    return i + 1;
  }

  /** A line with quotes: fields are unquoted into bytes of their own; a field may hold commas and line breaks. */
  function readQuoted(bytes: Uint8Array, at: number, end: number, roleOf: Int32Array, last: boolean): number {
    const stop = lineEnd(bytes, at, end, last);
    if (stop < 0) return -1;
    const cells = splitLine(textOf(bytes, at, stop));
    const encoded = cells.map((cell) => new TextEncoder().encode(cell));
    const all = encoded.reduce<Uint8Array>(joined, NOTHING);
    from.fill(0);
    to.fill(0);
    let offset = 0;
    encoded.forEach((cell, column) => {
      const role = roleOf[column] ?? -1;
      if (role >= 0) {
        from[role] = offset;
        to[role] = offset + cell.length;
      }
      offset += cell.length;
    });
    line += 1;
    onLine(all, from, to, line);
    for (let i = at; i < stop; i++) if (bytes[i] === NEWLINE) line += 1;
    return stop + 1;
  }

  return {
    scan,
    get lines() {
      return line;
    },
  };
}

/** The line break that ends the record starting at `at`, outside quotes; -1 where the record is not complete yet. */
function lineEnd(bytes: Uint8Array, at: number, end: number, last: boolean): number {
  let quoted = false;
  for (let i = at; i < end; i++) {
    if (bytes[i] === QUOTE) quoted = !quoted;
    else if (bytes[i] === NEWLINE && !quoted) return i;
  }
  return last ? end : -1;
}

export function splitLine(text: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.replace(/\r$/, '')];
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
