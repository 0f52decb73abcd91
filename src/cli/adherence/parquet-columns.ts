import type { DuckDb } from './duckdb.ts';
import { type StringColumn, stringAt } from './duckdb-strings.ts';

type DataChunk = import('@duckdb/node-bindings').DataChunk;

/** A column of ids as stored: text (16 bytes per value), or whole numbers (8 bytes). */
export type IdColumn =
  | { readonly kind: 'text'; readonly words: Int32Array; readonly text: StringColumn }
  | { readonly kind: 'number'; readonly words: Int32Array };

/** Takes the columns of one chunk one after the other, in the order of the query. */
export interface ChunkColumns {
  readonly rows: number;
  readonly text: () => StringColumn;
  readonly id: (kind: IdColumn['kind']) => IdColumn;
  readonly days: () => Int32Array;
  readonly numbers: () => Float64Array;
  /** Bit sets of the values that are there, by column; null where all are. */
  readonly valid: readonly (Uint8Array | null)[];
}

export function chunkColumns({ bindings }: DuckDb, found: DataChunk, rows: number): ChunkColumns {
  const valid: (Uint8Array | null)[] = [];
  const next = (width: number): Uint8Array => {
    const vector = bindings.data_chunk_get_vector(found, valid.length);
    const bits = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) ?? null;
    valid.push(bits && allSet(bits, rows) ? null : bits);
    return bindings.vector_get_data(vector, rows * width);
  };
  const text = (): StringColumn => {
    const bytes = next(16);
    const far = (offset: number, length: number): Uint8Array =>
      bindings.get_data_from_pointer(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
    return { words: new Int32Array(bytes.buffer, bytes.byteOffset, rows * 4), bytes, far };
  };
  return {
    rows,
    text,
    id(kind) {
      if (kind === 'text') {
        const column = text();
        return { kind, words: column.words, text: column };
      }
      const bytes = next(8);
      return { kind, words: new Int32Array(bytes.buffer, bytes.byteOffset, rows * 2) };
    },
    days() {
      const bytes = next(4);
      return new Int32Array(bytes.buffer, bytes.byteOffset, rows);
    },
    numbers() {
      const bytes = next(8);
      return new Float64Array(bytes.buffer, bytes.byteOffset, rows);
    },
    valid,
  };
}

export const isThere = (bits: Uint8Array | null | undefined, row: number): boolean =>
  !bits || ((bits[row >> 3] as number) & (1 << (row & 7))) !== 0;

function allSet(bits: Uint8Array, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (((bits[row >> 3] as number) & (1 << (row & 7))) === 0) return false;
  return true;
}

/** The row after the last one whose id is stored exactly as that of `row`. */
export function endOfRun(id: IdColumn, row: number, rows: number): number {
  const { words } = id;
  let next = row + 1;
  if (id.kind === 'number') {
    const a = words[row * 2] as number;
    const b = words[row * 2 + 1] as number;
    while (next < rows && words[next * 2] === a && words[next * 2 + 1] === b) next++;
    return next;
  }
  const [a, b, c, d] = [words[row * 4], words[row * 4 + 1], words[row * 4 + 2], words[row * 4 + 3]];
  for (let k = next * 4; next < rows; next++, k += 4) {
    if (words[k] !== a || words[k + 1] !== b || words[k + 2] !== c || words[k + 3] !== d) break;
  }
  return next;
}

const HIGH = 2 ** 32;

export function idText(id: IdColumn, row: number): string {
  if (id.kind === 'text') return stringAt(id.text, row).trim();
  const low = (id.words[row * 2] as number) >>> 0;
  const high = id.words[row * 2 + 1] as number;
  const value = high * HIGH + low;
  if (Number.isSafeInteger(value)) return `${value}`;
  return `${(BigInt(high) << 32n) | BigInt(low)}`;
}
