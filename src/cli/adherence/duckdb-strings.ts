import { shortText, textOf } from './csv-bytes.ts';

/**
 * A text column of one chunk as the engine stores it: 16 bytes per value, the length first; up to 12 bytes of text follow
 * in place, of longer text a prefix and an address. Equal 16 bytes therefore mean equal text within one chunk.
 */
export interface StringColumn {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  /** Reads text that is kept elsewhere, by the place of its address. */
  readonly far: (offset: number, length: number) => Uint8Array;
}

const INLINE_LENGTH = 12;
/** A power of two, at most 1024: the place is the ten highest bits of a hash. */
const SLOTS = 1024;

export function stringAt(column: StringColumn, row: number): string {
  const length = column.words[row * 4] as number;
  if (length <= INLINE_LENGTH) return shortText(column.bytes, row * 16 + 4, row * 16 + 4 + length);
  const bytes = column.far(row * 16 + 8, length);
  return textOf(bytes, 0, bytes.length);
}

/** Remembers values already read by their 16 bytes, so that only new ones become strings. */
export interface StringMemory<T> {
  /** The value for this row, made from its text if it is not known. */
  at(column: StringColumn, row: number): T;
  /** To be called between chunks: addresses mean nothing in the next one. */
  nextChunk(): void;
}

export function stringMemory<T>(make: (text: string) => T, size = SLOTS): StringMemory<T> {
  const words = new Int32Array(size * 4).fill(-1);
  const values: T[] = [];
  let last = 0;
  return {
    at(column, row) {
      const w = column.words;
      const i = row * 4;
      const a = w[i] as number;
      const b = w[i + 1] as number;
      const c = w[i + 2] as number;
      const d = w[i + 3] as number;
      // Neighbouring rows are most often alike: the slot found last is tried before the place is computed.
      let k = last * 4;
      if (words[k] === a && words[k + 1] === b && words[k + 2] === c && words[k + 3] === d) return values[last] as T;
      last = (Math.imul(a ^ (b * 31) ^ (c * 17) ^ d, 0x9e3779b1) >>> 22) & (size - 1);
      k = last * 4;
      if (words[k] === a && words[k + 1] === b && words[k + 2] === c && words[k + 3] === d) return values[last] as T;
      const value = make(stringAt(column, row));
      words[k] = a;
      words[k + 1] = b;
      words[k + 2] = c;
      words[k + 3] = d;
      values[last] = value;
      return value;
    },
    nextChunk() {
      for (let k = 0; k < words.length; k += 4) if ((words[k] as number) > INLINE_LENGTH) words[k] = -1;
    },
  };
}
