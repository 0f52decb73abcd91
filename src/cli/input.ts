/** From paths to parsed JSON values: files, folders, stdin, gzip, NDJSON; what cannot be read becomes a problem. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Problem, UserError } from '../domain/problem.ts';
import { type Parsed, readNdjsonLine, splitInput } from '../read/fhir/input.ts';
import { asUserError } from './failures.ts';
import { type ByteLine, byteLines } from './lines.ts';

/** The largest JSON document (a file, or one line of NDJSON) that is read, in bytes. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

export interface Input {
  values: Parsed[];
  /** documents and lines that could not be read */
  refused: Problem[];
  /** what was wrong with documents that were read all the same */
  remarks: Problem[];
  /** files read, and files of a folder left alone because of their name */
  files: number;
  leftOut: number;
}

interface Place {
  name: string;
  /** size on disk, null where it is a stream */
  size: number | null;
  open(): Readable;
}

const READABLE = /\.(json|ndjson|jsonl)(\.gz)?$/i;
const LINES = /\.(ndjson|jsonl)(\.gz)?$/i;

/**
 * Reads all paths. A folder is walked in order of names, taking .json, .ndjson and .jsonl, each also as .gz; "-" is stdin.
 *
 * Throws a UserError where a path cannot be opened; what is wrong inside a file costs only that document.
 */
export async function readInput(paths: readonly string[], stdin: Readable, limit = MAX_DOCUMENT_BYTES): Promise<Input> {
  const input: Input = { values: [], refused: [], remarks: [], files: 0, leftOut: 0 };
  for (const path of paths) {
    for (const place of placesOf(path, stdin, input)) {
      input.files += 1;
      await readPlace(place, input, limit);
    }
  }
  return input;
}

function placesOf(path: string, stdin: Readable, input: Input): Place[] {
  if (path === '-') return [{ name: 'stdin', size: null, open: () => stdin }];
  const file = (name: string): Place => {
    const found = statSync(name);
    return { name, size: found.isFile() ? found.size : null, open: () => createReadStream(name) };
  };
  try {
    if (!statSync(path).isDirectory()) return [file(path)];
    const names = filesBelow(path);
    const chosen = names.filter((name) => READABLE.test(name));
    input.leftOut += names.length - chosen.length;
    if (chosen.length === 0) throw new UserError(`${path} holds no .json, .ndjson or .jsonl file`);
    return chosen.map(file);
  } catch (error) {
    throw asUserError(error, path);
  }
}

// Symbolic links to folders are not followed: they may lead round in a circle.
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

async function readPlace(place: Place, input: Input, limit: number): Promise<void> {
  try {
    const bytes = place.size !== null && place.size <= limit ? readFileSync(place.name) : null;
    if (bytes !== null && !isGzip(bytes) && !LINES.test(place.name)) {
      readDocument(bytes, place.name, input);
      return;
    }
    const lines = byteLines(await plain(place.open()), limit);
    if (LINES.test(place.name)) {
      for await (const line of lines) readLine(line, place.name, input, limit);
    } else {
      await readWhole(lines, place.name, input, limit);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw asUserError(error, place.name);
    const help = 'Compress the file again, or send it uncompressed.';
    input.refused.push({ code: 'bad-gzip', where: place.name, what: 'the compressed file is damaged', help });
  }
}

/** The stream, unpacked where its first bytes are those of gzip, whatever its name. */
async function plain(stream: Readable): Promise<Readable> {
  const first = await firstChunk(stream);
  if (first === null) return stream;
  stream.unshift(first);
  if (!isGzip(first)) return stream;
  const gunzip = createGunzip();
  stream.on('error', (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function firstChunk(stream: Readable): Promise<Buffer | null> {
  for (;;) {
    const chunk: Buffer | null = stream.read();
    if (chunk !== null) return chunk;
    if (stream.readableEnded || stream.destroyed) return null;
    await new Promise<void>((resolve, reject) => {
      const done = (): void => {
        stream.off('readable', done).off('end', done).off('error', fail);
        resolve();
      };
      const fail = (error: Error): void => reject(error);
      stream.once('readable', done).once('end', done).once('error', fail);
    });
  }
}

function readLine(line: ByteLine, name: string, input: Input, limit: number): void {
  const where = `${name}:${line.number}`;
  if (line.bytes === null) {
    input.refused.push(tooLarge(where, `a line of ${megabytes(line.length)}`, limit));
    return;
  }
  const one = readNdjsonLine(decoded(line.bytes, where, input), name, line.number);
  input.values.push(...one.values);
  input.refused.push(...one.problems);
}

/**
 * A file that may be one document or, whatever its name, NDJSON: kept whole up to the limit; beyond it, read on line by
 * line if its first line is a resource of its own.
 */
async function readWhole(lines: AsyncIterable<ByteLine>, name: string, input: Input, limit: number): Promise<void> {
  const kept: ByteLine[] = [];
  let size = 0;
  let byLine = false;
  for await (const line of lines) {
    if (byLine) {
      readLine(line, name, input, limit);
      continue;
    }
    kept.push(line);
    size += line.length + 1;
    if (size <= limit + 1) continue;
    const first = kept[0]?.bytes ?? null;
    if (first === null || kept.length === 1 || !isDocument(first)) {
      input.refused.push(tooLarge(name, `a document of more than ${megabytes(limit)}`, limit));
      return;
    }
    byLine = true;
    for (const one of kept.splice(0)) readLine(one, name, input, limit);
  }
  if (byLine) return;
  const lineFeed = Buffer.from('\n');
  readDocument(Buffer.concat(kept.flatMap((line) => [line.bytes ?? lineFeed, lineFeed])), name, input);
}

function readDocument(bytes: Buffer, name: string, input: Input): void {
  const split = splitInput({ name, text: decoded(bytes, name, input) });
  input.values.push(...split.values);
  input.refused.push(...split.problems);
}

function isDocument(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function decoded(bytes: Buffer, where: string, input: Input): string {
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') && !isUtf8(bytes)) {
    const what = 'some bytes are not UTF-8; the characters they stood for are lost';
    input.remarks.push({ code: 'not-utf8', where, what, help: 'Save the file as UTF-8 and send it again.' });
  }
  return text;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

function tooLarge(where: string, what: string, limit: number): Problem {
  const help = `Documents and lines may be at most ${megabytes(limit)}: split it, or write one resource a line (NDJSON).`;
  return { code: 'too-large', where, what: `${what} is not read`, help };
}
