import { sameBytes, textOf } from './csv-bytes.ts';
import type { LineReader } from './csv-scanner.ts';

/**
 * Watches whether the patients of a table come in ascending order, as numbers or as text: then each patient's rows stand
 * together and one patient at a time is enough memory.
 */
export function orderWatch(): { readonly onLine: LineReader; readonly ascending: () => boolean } {
  const last = new Uint8Array(1024);
  let lastLength = -1;
  let lastText = '';
  let asText = true;
  let asNumber = true;
  const onLine: LineReader = (bytes, from, to) => {
    const start = from[0] as number;
    const end = to[0] as number;
    if (end === start || sameBytes(bytes, start, end, last, lastLength)) return;
    const text = textOf(bytes, start, end);
    if (lastLength >= 0) {
      if (asText) asText = text > lastText;
      if (asNumber) asNumber = Number(text) > Number(lastText);
    }
    if (end - start > last.length) asText = asNumber = false;
    else last.set(bytes.subarray(start, end));
    lastText = text;
    lastLength = end - start;
  };
  return { onLine, ascending: () => asText || asNumber };
}
