/** Free-text and messy units to UCUM. */
import aliases from './aliases.json' with { type: 'json' };
import { parseUnit } from './parse-unit.ts';

const WHOLE = new Map<string, string>(Object.entries(aliases.whole));
const PART = new Map<string, string>(Object.entries(aliases.part));
const LONGEST_UNIT = 60;
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, string | null>();

/**
 * The UCUM code of a unit as people and systems write it; null where it is unknown or empty.
 *
 * Counted things become annotations ("tabs" is {tablet}, "puffs" {puff}); "units" of a dose are [IU]; a teaspoon is
 * the metric one. "G" and "MG" are grams and milligrams, never giga or mega; "MU" stays a million units.
 * @example normaliseUnit('mmHg') //=> 'mm[Hg]'
 * @example normaliseUnit('mg per day') //=> 'mg/d'
 * @example normaliseUnit('blobs') //=> null
 */
export function normaliseUnit(text: string): string | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const unit = text.length > LONGEST_UNIT ? null : normaliseFresh(text);
  if (remembered.size < MOST_REMEMBERED) remembered.set(text, unit);
  return unit;
}

function normaliseFresh(text: string): string | null {
  const tidy = text
    .trim()
    .replaceAll('\u00b5', 'u')
    .replaceAll('\u03bc', 'u')
    .replaceAll('\u200b', '')
    .replaceAll('\u00b2', '2')
    .replaceAll('\u00b3', '3')
    .replaceAll('(s)', 's')
    .replaceAll('(es)', 'es');
  if (tidy.length === 0) return null;
  const spaced = withSlashes(tidy);
  const tight = spaced.replaceAll(' ', '');
  return whole(tight) ?? compound(tight) ?? (parseUnit(tidy) ? tidy : null);
}

/** "mg per day" and "mg a day" are written mg/day. */
function withSlashes(text: string): string {
  const words = text.split(' ').filter((word) => word.length > 0);
  return words.map((word, i) => (i > 0 && /^per$/i.test(word) ? '/' : word)).join(' ');
}

function whole(text: string): string | null {
  return WHOLE.get(text) ?? WHOLE.get(text.toLowerCase()) ?? null;
}

function compound(text: string): string | null {
  const parts = text.split('/');
  if (parts.length > 4) return null;
  const read: string[] = [];
  for (const [i, part] of parts.entries()) {
    if (part === '' && i === 0 && parts.length > 1) {
      read.push('');
      continue;
    }
    const unit = partOf(part);
    if (unit === null) return null;
    read.push(unit);
  }
  const code = read.join('/');
  return parseUnit(code) ? code : null;
}

function partOf(part: string): string | null {
  const alias = PART.get(part) ?? PART.get(part.toLowerCase()) ?? PART.get(withoutEndingDot(part.toLowerCase()));
  if (alias !== undefined) return alias;
  return parseUnit(part) ? part : null;
}

function withoutEndingDot(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
