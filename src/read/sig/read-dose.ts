/** Amounts with their unit: 2 tablets, 10-20 mg, one 500 mg capsule, 5 mg/kg, 100 mL/h. */
import { normaliseUnit } from '../units/index.ts';
import { parseUnit } from '../units/parse-unit.ts';
import type { Element, Read } from './elements.ts';
import { phraseAt, timeUnitDays } from './lexicon.ts';
import { type NumberRead, readNumber } from './read-number.ts';
import type { Token } from './tokenise.ts';

type UnitRead = { unit: string; kind: 'measure' | 'form' | 'rate' | 'strength'; next: number };

/** How many words may stand between a number and the form it counts ("2 extended release tablets"). */
const MOST_ADJECTIVES = 3;
const MEASURES = new Set(['g1', 'm3', 'IU1', 'mol1', 'eq1']);
const NEVER_UNITS = new Set([
  'each',
  'ea',
  'm',
  'a',
  'in',
  'unit dose',
  'copies',
  'copy',
  'cp',
  'c',
  'mu',
  'oz',
  'ounce',
  'ounces',
]);

/**
 * The dose at token `from`, as a `dose`, a `rate` (per hour or minute) or a strength (noise); null where none begins.
 *
 * "one 500 mg tablet" is one tablet, its strength left to the product; "2 x 500 mg" is 1000 mg.
 */
export function readDose(tokens: readonly Token[], from: number, upTo: boolean): Read | null {
  const article = tokens[from]?.text === 'a' || tokens[from]?.text === 'an';
  const number = readNumber(tokens, from) ?? (article ? { low: 1, high: null, next: from + 1 } : null);
  if (!number) return null;
  const times = tokens[number.next]?.text === 'x' && tokens[number.next + 1]?.kind === 'number';
  const at = times ? number.next + 1 : skipWords(tokens, number.next, ['of', 'the', 'full', 'whole']);
  const unit = number.next === at || !times ? readUnit(tokens, at, article) : null;
  if (unit) return withUnit(tokens, from, number, unit, upTo);
  return countedForm(tokens, from, number, at, times, upTo);
}

function skipWords(tokens: readonly Token[], from: number, words: readonly string[]): number {
  let at = from;
  while (words.includes(tokens[at]?.text ?? '')) at += 1;
  return at;
}

function withUnit(tokens: readonly Token[], from: number, number: NumberRead, unit: UnitRead, upTo: boolean): Read {
  let { high } = number;
  let next = unit.next;
  // "10 mg to 20 mg" and "10mg-20mg"
  const joint = tokens[next]?.text;
  if (high === null && unit.kind !== 'strength' && (joint === '-' || joint === 'to' || joint === 'or')) {
    const second = readNumber(tokens, next + 1);
    const secondUnit = second ? readUnit(tokens, second.next, false) : null;
    if (second && secondUnit?.unit === unit.unit && second.low > number.low) {
      high = second.low;
      next = secondUnit.next;
    }
  }
  // "500 mg tablet": the form only names what the dose comes in
  if (unit.kind === 'measure') next = skipForm(tokens, next);
  const place = { start: tokens[from]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 };
  if (unit.kind === 'strength') return { elements: [{ kind: 'noise', ...place }], next };
  if (unit.kind === 'rate') return { elements: [{ kind: 'rate', ...place }], next };
  return { elements: [doseElement(number.low, high, unit.unit, upTo, place)], next };
}

function doseElement(
  low: number,
  high: number | null,
  unit: string,
  upTo: boolean,
  place: { start: number; end: number },
): Element {
  return { kind: 'dose', amount: { low, high, unit, upTo }, restates: false, ...place };
}

function skipForm(tokens: readonly Token[], from: number): number {
  let at = from;
  for (let words = 0; words <= MOST_ADJECTIVES; words += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word') return from;
    const unit = readUnit(tokens, at, false);
    if (unit?.kind === 'form' && unit.unit !== '{dose}') return unit.next;
    const meaning = phraseAt(tokens, at)?.meaning.kind;
    if (meaning !== undefined && meaning !== 'filler') return from;
    at += 1;
  }
  return from;
}

/** A number, then a strength or adjectives, then a counted form; or "2 x 500 mg". */
function countedForm(
  tokens: readonly Token[],
  from: number,
  number: NumberRead,
  start: number,
  times: boolean,
  upTo: boolean,
): Read | null {
  let at = start;
  if (tokens[at]?.text === '-') at += 1;
  if (tokens[at]?.text === 'a' || tokens[at]?.text === 'the') at += 1;
  const strength = readNumber(tokens, at);
  const strengthUnit = strength ? readUnit(tokens, strength.next, false) : null;
  const place = (next: number) => ({ start: tokens[from]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 });
  if (strength && !strengthUnit) return null;
  if (strength && strengthUnit) {
    const next = skipForm(tokens, strengthUnit.next);
    if (next > strengthUnit.next) {
      const form = formBefore(tokens, next);
      if (form) return { elements: [doseElement(number.low, number.high, form, upTo, place(next))], next };
    }
    if (!times || strengthUnit.kind !== 'measure' || number.high !== null) return null;
    const amount = number.low * strength.low;
    return {
      elements: [doseElement(amount, null, strengthUnit.unit, upTo, place(strengthUnit.next))],
      next: strengthUnit.next,
    };
  }
  const next = skipForm(tokens, at);
  const form = next > at ? formBefore(tokens, next) : null;
  return form ? { elements: [doseElement(number.low, number.high, form, upTo, place(next))], next } : null;
}

function formBefore(tokens: readonly Token[], next: number): string | null {
  return normaliseUnit(tokens[next - 1]?.text ?? '');
}

/** The unit at token `from`: a measure, a counted form, a rate per hour or minute, or a strength per mL or form. */
function readUnit(tokens: readonly Token[], from: number, afterArticle: boolean): UnitRead | null {
  let at = tokens[from]?.text === '-' ? from + 1 : from;
  const first = unitWord(tokens, at);
  if (!first || (afterArticle && !first.unit.startsWith('{'))) return null;
  at = first.next;
  let { unit } = first;
  if (unit === '%') return { unit, kind: 'strength', next: at };
  const kind: UnitRead['kind'] = unit.startsWith('{') ? 'form' : 'measure';
  for (;;) {
    const per = tokens[at]?.text;
    const below = tokens[at + 1];
    if ((per !== '/' && per !== 'per') || !below) return { unit, kind, next: at };
    if (below.text === 'kg' || below.text === 'm2') {
      unit = `${unit}/${below.text}`;
      at += 2;
      // "m2" after a slash is one word, "m 2" two tokens
    } else if (below.text === 'm' && tokens[at + 2]?.text === '2') {
      unit = `${unit}/m2`;
      at += 3;
    } else if (below.text === 'dose') {
      at += 2;
    } else if (isClock(below.text)) {
      return { unit, kind: 'rate', next: at + 2 };
    } else if (below.kind === 'number' && unitWord(tokens, at + 2)) {
      return { unit, kind: 'strength', next: unitWord(tokens, at + 2)?.next ?? at + 2 };
    } else if (unitWord(tokens, at + 1) && timeUnitDays(below.text) === undefined) {
      return { unit, kind: 'strength', next: at + 2 };
    } else {
      return { unit, kind, next: at };
    }
  }
}

function isClock(word: string): boolean {
  const days = timeUnitDays(word);
  return days !== undefined && days < 1;
}

function unitWord(tokens: readonly Token[], from: number): { unit: string; next: number } | null {
  const token = tokens[from];
  if (token?.text === '%') return { unit: '%', next: from + 1 };
  if (token?.kind !== 'word') return null;
  const pair = `${token.text} ${tokens[from + 1]?.text ?? ''}`;
  if (pair === 'international units' || pair === 'international unit' || pair === 'usp units' || pair === 'usp unit') {
    return { unit: '[IU]', next: from + 2 };
  }
  if (pair === 'million units' || pair === 'million unit') return { unit: 'M[IU]', next: from + 2 };
  if (NEVER_UNITS.has(token.text)) return null;
  const unit = normaliseUnit(token.text);
  if (unit === null) return null;
  const dims = parseUnit(unit)?.dims ?? '';
  if (unit.startsWith('{')) return dims === '' ? null : { unit, next: from + 1 };
  return MEASURES.has(dims) ? { unit: unit === 'U' ? '[IU]' : unit, next: from + 1 } : null;
}
