import { textOf } from './csv-bytes.ts';

/**
 * A text column of one chunk as the engine stores it: 16 bytes per value, the length first; up to 12 bytes of text follow
 * in place, of longer text a prefix and an address. Equal 16 bytes therefore mean equal text within one chunk.
 */
export interface StringColumn {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  /** Reads a value the slow way. */
  readonly item: (row: number) => string;
}

export const INLINE_LENGTH = 12;

export function stringAt(column: StringColumn, row: number): string {
  const length = column.words[row * 4] as number;
  return length <= INLINE_LENGTH ? textOf(column.bytes, row * 16 + 4, row * 16 + 4 + length) : column.item(row);
}

/** Remembers the last value of a column, so that only a change is read. */
export interface LastString {
  readonly words: Int32Array;
  /** False at the start of a chunk for long text: its address means nothing there. */
  valid: boolean;
}

export const lastString = (): LastString => ({ words: new Int32Array(4), valid: false });

export function sameAsLast(last: LastString, words: Int32Array, row: number): boolean {
  const i = row * 4;
  const w = last.words;
  return last.valid && w[0] === words[i] && w[1] === words[i + 1] && w[2] === words[i + 2] && w[3] === words[i + 3];
}

export function remember(last: LastString, words: Int32Array, row: number): void {
  for (let k = 0; k < 4; k++) last.words[k] = words[row * 4 + k] as number;
  last.valid = true;
}

/** To be called between chunks. */
export function forgetAddress(last: LastString): void {
  if ((last.words[0] as number) > INLINE_LENGTH) last.valid = false;
}
