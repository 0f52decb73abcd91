/** Lines of a byte stream, without ever holding more of one line than the limit. */
import type { Readable } from 'node:stream';

export interface ByteLine {
  /** counts from 1 */
  number: number;
  /** length in bytes, line feed not counted */
  length: number;
  /** null where the line is longer than the limit; its bytes were let go */
  bytes: Buffer | null;
}

const LINE_FEED = 10;

/** Splits a stream at line feeds; a last line without one counts too, an empty rest does not. */
export async function* byteLines(stream: Readable, limit: number): AsyncGenerator<ByteLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): ByteLine => {
    number += 1;
    const line = { number, length, bytes: length > limit ? null : Buffer.concat(parts) };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of stream) {
    let rest: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      take(rest.subarray(0, end));
      yield finish();
      rest = rest.subarray(end + 1);
    }
    take(rest);
  }
  if (length > 0) yield finish();
}
