/** Strengths: RxNorm's own ("250 MG", "0.5 MG/ML") and those people write ("875-125 mg", "250 mg/5 mL"). */
import type { Quantity } from '../../domain/quantity.ts';
import { quantity } from '../../domain/quantity.ts';
import type { Token } from './tokens.ts';

/** Words for amounts of a drug, in UCUM. */
const AMOUNT: Readonly<Record<string, string>> = {
  mg: 'mg', mgs: 'mg', milligram: 'mg', milligrams: 'mg', mcg: 'ug', mcgs: 'ug', ug: 'ug', microgram: 'ug',
  micrograms: 'ug', mikrogramm: 'ug', microgramme: 'ug', microgrammes: 'ug', microgrammi: 'ug', microgramos: 'ug', ng: 'ng', g: 'g', gm: 'g', gms: 'g', gr: 'g', gram: 'g', grams: 'g', kg: 'kg', unit: '[IU]', units: '[IU]', u: '[IU]',
  iu: '[IU]', unt: '[IU]', meq: 'meq', mmol: 'mmol', mci: 'mCi', '%': '%',
}; // biome-ignore format: a table
/** Words for what an amount is counted by, in UCUM. */
const PER: Readonly<Record<string, string>> = {
  ml: 'mL', l: 'L', actuat: '{actuat}', actuation: '{actuat}', puff: '{actuat}', spray: '{actuat}', inhalation: '{actuat}',
  dose: '{actuat}', hr: 'h', h: 'h', hour: 'h', hours: 'h', mg: 'mg', gm: 'g', g: 'g', gram: 'g', sqcm: 'cm2',
}; // biome-ignore format: a table
/** Units that say how long, how many or how much liquid, never how strong. */
const MEASURE = new Set([
  'ml',
  'l',
  'hr',
  'h',
  'hour',
  'hours',
  'day',
  'days',
  'actuat',
  'count',
  'ct',
  'week',
  'weeks',
  'month',
  'months',
]);
const WHOLE = new Set(['tablet', 'tab', 'capsule', 'cap', 'vial', 'patch', 'suppository']);

/**
 * RxNorm's spelling of a strength as a quantity; null for packs ("10 MG+4 MG") and what is no amount.
 * @example rxnormStrength('100 UNT/ML') //=> { value: 100, unit: '[IU]/mL', comparator: null }
 */
export function rxnormStrength(text: string): Quantity | null {
  const match = /^([\d.]+) ([A-Z%-]+)(?:\/([A-Z]+))?$/.exec(text.trim());
  if (!match) return null;
  const amount = AMOUNT[(match[2] ?? '').toLowerCase()];
  const per = match[3] === undefined ? '' : PER[match[3].toLowerCase()];
  if (amount === undefined || per === undefined) return null;
  return quantity(Number(match[1]), per === '' ? amount : `${amount}/${per}`);
}

/** A run of tokens that is a strength (or another measure, then no quantities), and the index after it. */
export interface StrengthRun {
  quantities: Quantity[];
  next: number;
}

/** Reads the number at `at` and what belongs to it: "875-125 mg", "250 mg/5 ml", "24 hr", "100 actuat". */
export function strengthAt(tokens: readonly Token[], at: number): StrengthRun {
  const values: number[] = [];
  let i = at;
  for (; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.value === null || token === undefined) break;
    if (values.length > 0 && !/^[-/+]$/.test(token.before)) break;
    values.push(token.value);
  }
  const unit = tokens[i]?.text ?? '';
  if (MEASURE.has(unit) && AMOUNT[unit] === undefined) return { quantities: [], next: i + 1 };
  const amount = AMOUNT[unit];
  if (amount === undefined) return { quantities: [], next: i };
  i += 1;
  if (tokens[i]?.text === 'base') i += 1;
  if (isNextStrength(tokens, i)) {
    const rest = strengthAt(tokens, i);
    return { quantities: [...values.map((value) => quantity(value, amount)), ...rest.quantities], next: rest.next };
  }
  const per = perAt(tokens, i);
  const perUnit = per.unit === null ? amount : `${amount}/${per.unit}`;
  const quantities = per.isRate ? [] : values.map((value) => quantity(rounded(value / per.count), perUnit));
  return { quantities, next: per.next };
}

/** "3 mg / 0.03 mg" are two strengths; "10 mg / 5 ml" and "1 mg / 1 g" are one. */
function isNextStrength(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (next === undefined || next.value === null || !/^[-/+]$/.test(next.before)) return false;
  const unit = AMOUNT[tokens[at + 1]?.text ?? ''];
  return unit === 'mg' || unit === 'ug';
}

/** The "/5 ml", "per 24 hr", "/tablet" after an amount. A dose per day is no strength. */
function perAt(
  tokens: readonly Token[],
  at: number,
): { unit: string | null; count: number; next: number; isRate: boolean } {
  const none = { unit: null, count: 1, next: at, isRate: false };
  let i = at;
  const first = tokens[i];
  if (first === undefined) return none;
  if (first.text === 'per') i += 1;
  else if (first.before !== '/') return none;
  let count = 1;
  const counted = tokens[i];
  if (counted !== undefined && counted.value !== null) {
    count = counted.value > 0 ? counted.value : 1;
    i += 1;
  }
  const word = tokens[i]?.text ?? '';
  if (word === 'day' || word === 'd' || word === 'kg') return { unit: null, count: 1, next: i + 1, isRate: true };
  if (WHOLE.has(word)) return { unit: null, count: 1, next: i + 1, isRate: false };
  const unit = PER[word];
  return unit === undefined ? none : { unit, count, next: i + 1, isRate: false };
}

function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

const MILLIGRAMS: Readonly<Record<string, number>> = { kg: 1e6, g: 1e3, mg: 1, ug: 1e-3, ng: 1e-6 };

/** Two strengths in one unit, the second over the first; null where they cannot be compared. */
export function strengthRatio(a: Quantity, b: Quantity): number | null {
  const [unitA, unitB] = [split(a.unit), split(b.unit)];
  if (unitA.per !== unitB.per || a.value <= 0) return null;
  const [massA, massB] = [MILLIGRAMS[unitA.amount], MILLIGRAMS[unitB.amount]];
  if (massA !== undefined && massB !== undefined) return (b.value * massB) / (a.value * massA);
  return unitA.amount === unitB.amount ? b.value / a.value : null;
}

function split(unit: string | null): { amount: string; per: string } {
  const [amount = '', per = ''] = (unit ?? '').split('/');
  return { amount, per };
}
