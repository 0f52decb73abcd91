import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../domain/problem.ts';
import { type Input, readInput } from './input.ts';

const folder = mkdtempSync(join(tmpdir(), 'rxwhy-input-'));
const nothing = (): Readable => Readable.from([]);

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = (path: string, limit?: number): Promise<Input> => readInput([path], nothing(), limit);
const ids = (input: Input): unknown[] => input.values.map(({ value }) => (value as { id: string }).id);
const codes = (input: Input): string[] => [...input.refused, ...input.remarks].map((problem) => problem.code);

const patient = (id: string): string => JSON.stringify({ resourceType: 'Patient', id });

describe('reading paths', () => {
  it('reads a document, NDJSON by name and NDJSON by content', async () => {
    expect(ids(await read(file('one.json', patient('a'))))).toEqual(['a']);
    expect(ids(await read(file('two.ndjson', `${patient('a')}\n\n${patient('b')}`)))).toEqual(['a', 'b']);
    expect(ids(await read(file('two.txt', `${patient('a')}\n${patient('b')}\n`)))).toEqual(['a', 'b']);
  });

  it('unpacks gzip by its first bytes, whatever the name', async () => {
    expect(ids(await read(file('packed.json', gzipSync(patient('a')))))).toEqual(['a']);
    expect(ids(await read(file('packed.ndjson.gz', gzipSync(`${patient('a')}\n${patient('b')}`))))).toEqual(['a', 'b']);
  });

  it('reports a damaged gzip', async () => {
    const whole = gzipSync(patient('a').repeat(100));
    const input = await read(file('cut.json.gz', whole.subarray(0, 30)));
    expect(codes(input)).toEqual(['bad-gzip']);
  });

  it('walks a folder in order of names, without following links to folders', async () => {
    const tree = join(folder, 'tree');
    mkdirSync(join(tree, 'b'), { recursive: true });
    writeFileSync(join(tree, 'b', '2.json'), patient('second'));
    writeFileSync(join(tree, 'a.json'), patient('first'));
    writeFileSync(join(tree, 'notes.txt'), 'not a record');
    symlinkSync(tree, join(tree, 'circle'));
    const input = await read(tree);
    expect(ids(input)).toEqual(['first', 'second']);
    expect(input.files).toBe(2);
  });

  it('reads stdin for "-"', async () => {
    expect(ids(await readInput(['-'], Readable.from([Buffer.from(patient('piped'))])))).toEqual(['piped']);
  });

  it('is a mistake of the caller where the path does not exist or holds nothing', async () => {
    await expect(read(join(folder, 'absent.json'))).rejects.toThrow(UserError);
    mkdirSync(join(folder, 'empty'));
    await expect(read(join(folder, 'empty'))).rejects.toThrow('holds no .json');
  });
});

describe('what is wrong inside a file', () => {
  it('costs only the line', async () => {
    const input = await read(file('bad.ndjson', `${patient('a')}\n{"resourceType":\n${patient('b')}\n`));
    expect(ids(input)).toEqual(['a', 'b']);
    expect(input.refused[0]?.where).toMatch(/bad\.ndjson:2$/);
  });

  it('is a problem for a truncated document, an empty one and a null byte', async () => {
    expect(codes(await read(file('cut.json', patient('a').slice(0, -5))))).toEqual(['not-json']);
    expect(codes(await read(file('empty.json', '')))).toEqual(['not-json']);
    const input = await read(file('null.json', '{"resourceType":"Patient","id":"a\u0000"}'));
    expect(input.refused[0]?.what).toContain('null byte');
  });

  it('is said for bytes that are not UTF-8, which still are read', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"resourceType":"Patient","id":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}'),
    ]);
    const input = await read(file('latin.json', bytes));
    expect(ids(input)).toEqual(['\ufffd']);
    expect(codes(input)).toEqual(['not-utf8']);
  });

  it('does not mistake a written replacement character for broken bytes', async () => {
    expect(codes(await read(file('written.json', patient('\ufffd'))))).toEqual([]);
  });
});

describe('documents beyond the limit', () => {
  const limit = 1000;
  const long = JSON.stringify({ resourceType: 'Patient', id: 'x'.repeat(limit) });

  it('are refused, other lines are read', async () => {
    const input = await read(file('long.ndjson', `${patient('a')}\n${long}\n${patient('b')}\n`), limit);
    expect(ids(input)).toEqual(['a', 'b']);
    expect(codes(input)).toEqual(['too-large']);
  });

  it('are refused where the file is one line', async () => {
    expect(codes(await read(file('long.json', long), limit))).toEqual(['too-large']);
  });

  it('are read line by line where they turn out to be NDJSON', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => patient(`p${index}`));
    expect(ids(await read(file('many.json', lines.join('\n')), limit))).toHaveLength(100);
  });

  it('are read up to the limit exactly', async () => {
    const exact = patient('y'.repeat(limit - patient('').length));
    expect(Buffer.byteLength(exact)).toBe(limit);
    expect(codes(await read(file('exact.json', exact), limit))).toEqual([]);
    expect(codes(await read(file('exact.ndjson', exact), limit))).toEqual([]);
    expect(codes(await read(file('over.ndjson', exact.replace('yy', 'yyy')), limit))).toEqual(['too-large']);
  });
});
