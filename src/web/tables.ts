/** Files beside the page, compressed: fetched when first needed, and, for code tables in the worker, without waiting. */
import { gunzipSync, strFromU8 } from 'fflate';

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Text of bytes that may be compressed: a server may already have unpacked them. */
export const textOf = (bytes: Uint8Array): string => strFromU8(isGzip(bytes) ? gunzipSync(bytes) : bytes);

/** A JSON file beside the page. Throws where it cannot be loaded. */
export async function loadJson<Content>(path: string): Promise<Content> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
  return JSON.parse(textOf(new Uint8Array(await response.arrayBuffer()))) as Content;
}

const tables = new Map<string, string>();

const tablePath = (name: string): URL => new URL(`data/${name}.txt.gz`, self.location.href);

/** Loads a code table ahead of the record that will need it; where that fails, it is loaded when needed. */
export async function loadAhead(name: string): Promise<void> {
  if (tables.has(name)) return;
  const response = await fetch(tablePath(name));
  if (response.ok) tables.set(name, textOf(new Uint8Array(await response.arrayBuffer())));
}

/** A code table, loaded at once: the core asks for it in the middle of reading a record. Only in a worker. */
export function readTableNow(name: string): string | null {
  const known = tables.get(name);
  if (known !== undefined) return known;
  const request = new XMLHttpRequest();
  request.open('GET', tablePath(name), false);
  request.responseType = 'arraybuffer';
  try {
    request.send();
  } catch {
    return null;
  }
  return request.status === 200 ? textOf(new Uint8Array(request.response as ArrayBuffer)) : null;
}
