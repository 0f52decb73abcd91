/** Lines out of chunks, each in a buffer of its own. */
import { Refusal } from '../refusal.ts';

export interface Line {
  number: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface LineSplitter {
  add(chunk: Uint8Array): Line[];
  end(): Line[];
}

const LINE_FEED = 0x0a;

/** Empty lines give nothing but count; throws a Refusal 413 for a line of more than `limit` bytes. */
export function lineSplitter(limit: number): LineSplitter {
  let held: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const take = (): Line[] => {
    number += 1;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of held) {
      bytes.set(part, at);
      at += part.byteLength;
    }
    held = [];
    size = 0;
    return bytes.some((byte) => byte > 0x20) ? [{ number, bytes }] : [];
  };
  const hold = (part: Uint8Array): void => {
    size += part.byteLength;
    if (size > limit)
      throw new Refusal(413, 'too-large', `line ${number + 1} is larger than ${Math.floor(limit / 1024)} kB`);
    held.push(part);
  };
  return {
    add: (chunk) => {
      const lines: Line[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
        hold(chunk.subarray(from, at));
        lines.push(...take());
        from = at + 1;
      }
      if (from < chunk.byteLength) hold(chunk.subarray(from));
      return lines;
    },
    end: () => (size === 0 ? [] : take()),
  };
}
