import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { type ColumnNames, columnRoles, ROLES, type Role } from './csv-columns.ts';
import { type CsvScanner, csvScanner, joined, type LineReader, type QuickReader } from './csv-scanner.ts';

const CHUNK = 1 << 20;

/** What a table is read into: told the header's roles first, then every line. */
export interface CsvReader {
  readonly columns: (roles: Int32Array) => void;
  readonly onLine: LineReader;
  readonly quick?: QuickReader;
}

function scannerFor(names: ColumnNames, required: readonly Role[], reader: CsvReader): CsvScanner {
  const onHeader = (cells: string[]): Int32Array => {
    const roles = columnRoles(cells, names, required);
    reader.columns(roles);
    return roles;
  };
  return csvScanner(ROLES.length, onHeader, reader.onLine, reader.quick);
}

/** Reads a CSV file line by line; `after` runs between chunks and gets the share of the file read so far. */
export async function readCsvFile(
  path: string,
  names: ColumnNames,
  required: readonly Role[],
  reader: CsvReader,
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  const file = opened(path);
  try {
    const size = fstatSync(file).size;
    const scanner = scannerFor(names, required, reader);
    // One buffer for the whole file: what a read leaves of a line moves to its front.
    let buffer = new Uint8Array(CHUNK);
    let kept = 0;
    let read = 0;
    for (;;) {
      if (kept === buffer.length) buffer = joined(buffer, new Uint8Array(buffer.length));
      const length = readSync(file, buffer, kept, buffer.length - kept, null);
      const filled = kept + length;
      const scanned = scanner.scan(buffer.subarray(0, filled), length === 0);
      if (length === 0) break;
      buffer.copyWithin(0, scanned, filled);
      kept = filled - scanned;
      read += length;
      await after(size > 0 ? read / size : 0);
    }
    if (scanner.lines === 0) throw new UserError(`${path} is empty: expected a header row`);
    return scanner.lines;
  } finally {
    closeSync(file);
  }
}

/** The same for a stream such as standard input; the share read is not known. */
export async function readCsvStream(
  stream: AsyncIterable<Uint8Array>,
  names: ColumnNames,
  required: readonly Role[],
  reader: CsvReader,
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  const scanner = scannerFor(names, required, reader);
  let rest = new Uint8Array(0);
  for await (const chunk of stream) {
    const bytes = joined(rest, chunk);
    rest = bytes.slice(scanner.scan(bytes, false));
    await after(Number.NaN);
  }
  scanner.scan(rest, true);
  if (scanner.lines === 0) throw new UserError('standard input is empty: expected a header row');
  return scanner.lines;
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
