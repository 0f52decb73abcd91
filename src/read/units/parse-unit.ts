/** Reads a UCUM expression into a factor and its dimensions, from the table of units this package knows. */
import data from './units.json' with { type: 'json' };

/** A unit in base measures: `factor` to grams, metres, seconds, moles ..., and `dims` as a comparable key. */
export type ParsedUnit = { factor: number; dims: string };

type Atom = { factor: number; dims: Record<string, number | undefined>; metric: boolean };
type Term = { factor: number; dims: Map<string, number> };
type Cursor = { text: string; at: number; depth: number };

const ATOMS = new Map<string, Atom>(Object.entries(data.atoms));
const PREFIXES = new Map<string, number>(Object.entries(data.prefixes));
const COUNTED = new Set(data.countedNouns);
const LONGEST_UNIT = 60;
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, ParsedUnit | null>();

/**
 * A UCUM unit as factor and dimensions; null where an atom is not in the table or the expression is not UCUM.
 *
 * International and enzyme units share one dimension, without a claim that they can be weighed. A curly brace alone
 * counts things ({tablet}, {copies}) where the noun is in the table, else it is 1.
 * @example parseUnit('mg/dL') //=> { factor: 10, dims: 'g1m-3' }
 */
export function parseUnit(unit: string): ParsedUnit | null {
  const known = remembered.get(unit);
  if (known !== undefined) return known;
  const parsed = parseFresh(unit);
  if (remembered.size < MOST_REMEMBERED) remembered.set(unit, parsed);
  return parsed;
}

function parseFresh(unit: string): ParsedUnit | null {
  if (unit.length === 0 || unit.length > LONGEST_UNIT) return null;
  const cursor: Cursor = { text: unit, at: 0, depth: 0 };
  const term = readTerm(cursor);
  if (!term || cursor.at !== unit.length) return null;
  const dims = [...term.dims].filter(([, power]) => power !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return { factor: term.factor, dims: dims.map(([base, power]) => base + power).join('') };
}

function readTerm(cursor: Cursor): Term | null {
  const total: Term = { factor: 1, dims: new Map() };
  let sign = 1;
  if (cursor.text[cursor.at] === '/') {
    sign = -1;
    cursor.at += 1;
  }
  for (;;) {
    const component = readComponent(cursor);
    if (!component) return null;
    total.factor *= component.factor ** sign;
    for (const [base, power] of component.dims) total.dims.set(base, (total.dims.get(base) ?? 0) + sign * power);
    const operator = cursor.text[cursor.at];
    if (operator !== '/' && operator !== '.') return total;
    sign = operator === '/' ? -1 : 1;
    cursor.at += 1;
  }
}

function readComponent(cursor: Cursor): Term | null {
  const first = cursor.text[cursor.at];
  if (first === undefined) return null;
  if (first === '(') {
    cursor.at += 1;
    cursor.depth += 1;
    const inner = cursor.depth > 3 ? null : readTerm(cursor);
    if (!inner || cursor.text[cursor.at] !== ')') return null;
    cursor.at += 1;
    cursor.depth -= 1;
    return inner;
  }
  if (first === '{') {
    const close = cursor.text.indexOf('}', cursor.at);
    if (close < 0) return null;
    const noun = cursor.text.slice(cursor.at + 1, close);
    cursor.at = close + 1;
    return { factor: 1, dims: COUNTED.has(noun) ? new Map([[`{${noun}}`, 1]]) : new Map() };
  }
  return readSymbol(cursor);
}

function readSymbol(cursor: Cursor): Term | null {
  const start = cursor.at;
  let brackets = 0;
  let at = start;
  for (; at < cursor.text.length; at += 1) {
    const c = cursor.text[at] ?? '';
    if (c === '[') brackets += 1;
    else if (c === ']') brackets -= 1;
    else if (brackets === 0 && (c === '/' || c === '.' || c === '(' || c === ')' || c === '{')) break;
  }
  cursor.at = at;
  const symbol = cursor.text.slice(start, at);
  if (cursor.text[at] === '{') {
    const close = cursor.text.indexOf('}', at);
    if (close < 0) return null;
    cursor.at = close + 1;
  }
  if (isDigits(symbol)) return { factor: Number(symbol), dims: new Map() };
  const { stem, power } = splitPower(symbol);
  const atom = readAtom(stem);
  if (!atom) return null;
  const dims = new Map<string, number>();
  for (const [base, exponent] of Object.entries(atom.dims)) dims.set(base, (exponent ?? 0) * power);
  return { factor: atom.factor ** power, dims };
}

/** `m2` is metre squared, `10*9` ten to the ninth; a symbol without a number has the power 1. */
function splitPower(symbol: string): { stem: string; power: number } {
  let end = symbol.length;
  while (end > 0 && isDigits(symbol[end - 1] ?? '')) end -= 1;
  if (end === symbol.length || end === 0) return { stem: symbol, power: 1 };
  const signed = symbol[end - 1] === '-' || symbol[end - 1] === '+';
  const stem = symbol.slice(0, signed ? end - 1 : end);
  const power = Number(symbol.slice(signed ? end - 1 : end));
  return Math.abs(power) > 18 ? { stem: '', power: 1 } : { stem, power };
}

function readAtom(stem: string): { factor: number; dims: Atom['dims'] } | null {
  const plain = ATOMS.get(stem);
  if (plain) return plain;
  for (const length of [1, 2]) {
    const prefix = PREFIXES.get(stem.slice(0, length));
    const atom = ATOMS.get(stem.slice(length));
    if (prefix !== undefined && atom?.metric) return { factor: prefix * atom.factor, dims: atom.dims };
  }
  return null;
}

function isDigits(text: string): boolean {
  if (text.length === 0) return false;
  for (const c of text) if (c < '0' || c > '9') return false;
  return true;
}
