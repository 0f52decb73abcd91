/** From bytes to a JSON value that cannot hurt: depth is bounded before parsing, keys of the prototype are refused. */
import { Refusal } from '../refusal.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const PROTO = Buffer.from('__proto__');

/** The deepest nesting in the bytes, brackets inside strings left out; stops counting beyond `limit`. */
export function depthOf(bytes: Uint8Array, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPEN.has(byte)) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) return deepest;
    } else if (CLOSE.has(byte)) depth -= 1;
  }
  return deepest;
}

/**
 * The JSON value of a body.
 *
 * Throws a Refusal 400 where it is nested deeper than `limit`, is no JSON, or has a key that names a prototype.
 */
export function parseJson(bytes: Uint8Array, limit: number): unknown {
  if (depthOf(bytes, limit) > limit) {
    throw new Refusal(400, 'too-deep', `the JSON is nested deeper than ${limit}`, 'Send plain FHIR resources.');
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let value: unknown;
  try {
    value = JSON.parse(buffer.toString('utf8'));
  } catch {
    throw new Refusal(400, 'not-json', 'the body is no JSON', 'Send a FHIR resource or Bundle as UTF-8 JSON.');
  }
  const mayHide = buffer.includes(PROTO) || buffer.includes('\\u00');
  if (mayHide && hasPrototypeKey(value)) {
    throw new Refusal(400, 'prototype-key', 'the body has a key "__proto__"', 'No FHIR element is called so.');
  }
  return value;
}

function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasPrototypeKey);
}
