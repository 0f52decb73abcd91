/** Tolerant reading of parsed JSON: every accessor answers absent rather than failing on a wrong shape. */

/** A JSON object whose fields may hold anything. */
export type Json = { readonly [field: string]: unknown };

// Zero-width characters, byte-order marks and control characters appear in displays of real records.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u00ad\u200b-\u200f\u2060\ufeff]/g;

const UNCLEAN = /[^ -~]|^ | $| {2}/;

/** Text without invisible characters, runs of white space made one blank. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** The value as an object; null for arrays, scalars and null. */
export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** An object field; the first object of a list where the source wrapped it in one. */
export function objectIn(from: Json | null, field: string): Json | null {
  const value = own(from, field);
  return Array.isArray(value) ? (value.map(asObject).find((item) => item !== null) ?? null) : asObject(value);
}

/** The objects of a list field; a lone object counts as a list of one, anything else is left out. */
export function objectsIn(from: Json | null, field: string): Json[] {
  const value = own(from, field);
  const items = Array.isArray(value) ? value : [value];
  return items.map(asObject).filter((item) => item !== null);
}

/** A text field, cleaned; null where absent or empty. Numbers and booleans are given as text. */
export function textIn(from: Json | null, field: string): string | null {
  return asText(own(from, field));
}

/** The texts of a list field; a lone text counts as a list of one. */
export function textsIn(from: Json | null, field: string): string[] {
  const value = own(from, field);
  const items = Array.isArray(value) ? value : [value];
  return items.map(asText).filter((item) => item !== null);
}

/** A finite number, also where the source wrote it as text ("7"); null for anything else. */
export function numberIn(from: Json | null, field: string): number | null {
  return asNumber(own(from, field));
}

/** A boolean, also where the source wrote it as text ("true"); null for anything else. */
export function booleanIn(from: Json | null, field: string): boolean | null {
  const value = own(from, field);
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** The first field that is present, of several that mean the same. */
export function own(from: Json | null, field: string): unknown {
  return from !== null && Object.hasOwn(from, field) ? from[field] : undefined;
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = cleanText(value);
  return text === '' ? null : text;
}

/** A finite number from a number or from text that is nothing but a number. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** How deep nested a value may be before it is called malformed. */
const DEEPEST = 60;

/** True where a value is nested deeper than any resource is. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  // Field by field: lists of values would be built for every object of the input.
  for (const field in value) if (isTooDeep((value as Json)[field], depth + 1)) return true;
  return false;
}

/** The value as text with sorted fields, `ignored` top-level fields left out: equal texts mean equal content. */
export function canonical(value: unknown, ignored: readonly string[] = []): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  const object = asObject(value);
  if (object === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.keys(object).filter((field) => !ignored.includes(field));
  return `{${fields
    .sort()
    .map((field) => `${JSON.stringify(field)}:${canonical(object[field])}`)
    .join(',')}}`;
}

/** A short stable name for a text (FNV-1a, 8 hexadecimal digits). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
