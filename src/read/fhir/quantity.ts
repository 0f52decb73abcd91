/** Amounts of a resource, their unit in UCUM where it is known. */
import type { Quantity } from '../../domain/quantity.ts';
import { normaliseUnit } from '../units/index.ts';
import type { Chart } from './chart.ts';
import type { Json } from './json.ts';
import { asNumber, numberIn, objectIn, own, textIn } from './json.ts';
import type { Resource } from './resource.ts';

const UCUM = 'http://unitsofmeasure.org';
const COMPARATORS = new Map<string, Quantity['comparator']>([
  ['<', '<'],
  ['<=', '<='],
  ['>=', '>='],
  ['>', '>'],
  ['≤', '<='],
  ['≥', '>='],
]);

/** A Quantity object; null where it has no number. A unit nobody knows is kept as written, with a problem. */
export function quantityOf(row: Resource, chart: Chart, from: Json | null): Quantity | null {
  const value = numberIn(from, 'value');
  if (value === null) return null;
  const comparator = COMPARATORS.get(textIn(from, 'comparator') ?? '') ?? null;
  return { value, unit: unitOf(row, chart, from), comparator };
}

/** The Quantity of a field. A bare number where an object belongs is an amount without unit. */
export function quantityIn(row: Resource, chart: Chart, from: Json | null, field: string): Quantity | null {
  const value = asNumber(own(from, field));
  return value === null ? quantityOf(row, chart, objectIn(from, field)) : { value, unit: null, comparator: null };
}

// A UCUM code outranks the unit's text; a code of another system (a form, a SNOMED unit) only stands in for it.
function unitOf(row: Resource, chart: Chart, from: Json | null): string | null {
  const code = textIn(from, 'code');
  const text = textIn(from, 'unit');
  const system = textIn(from, 'system');
  const written = code !== null && (system === UCUM || (system === null && text === null)) ? code : (text ?? code);
  return written === null ? null : knownUnit(row, chart, written, text);
}

/** The UCUM unit of a text; as written, with a problem `unknown-unit`, where it is none. */
export function knownUnit(row: Resource, chart: Chart, written: string, alternative: string | null = null): string {
  const unit =
    normaliseUnit(written) ?? normaliseUnit(alternative ?? '') ?? unitOfForm(written) ?? inParentheses(written);
  if (unit !== null) return unit;
  chart.report(
    row,
    'unknown-unit',
    `the unit ${JSON.stringify(written)} is not known`,
    'Send the unit as a UCUM code.',
  );
  return written;
}

// "(score)" is "{score}" to a system that confused the brackets of UCUM.
const inParentheses = (written: string): string | null =>
  /^\(\w+\)$/.test(written) ? normaliseUnit(`{${written.slice(1, -1)}}`) : null;

// Codes of HL7's orderable drug forms stand where a unit belongs: VAGTAB, RECSUPP, ERCAP.
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/TAB\d*$/, '{tablet}'],
  [/CAP\d*$/, '{capsule}'],
  [/SUPP$/, '{suppository}'],
  [/PATCH$/, '{patch}'],
];
function unitOfForm(written: string): string | null {
  return /^[A-Z]{2,9}\d*$/.test(written) ? (FORMS.find(([pattern]) => pattern.test(written))?.[1] ?? null) : null;
}

const NUMBER = /^(<=|>=|<|>|≤|≥)?\s*([+-]?\d+(?:[.,]\d+)?)\s*(.*)$/;

/**
 * A number written as text, with its comparator and unit; null where the text is more than that.
 * @example quantityFromText('<20 copies/mL') //=> { value: 20, unit: '{copies}/mL', comparator: '<' }
 */
export function quantityFromText(text: string): Quantity | null {
  const match = NUMBER.exec(text.trim());
  if (match === null) return null;
  const value = Number((match[2] ?? '').replace(',', '.'));
  const rest = (match[3] ?? '').trim();
  const unit = rest === '' ? null : normaliseUnit(rest);
  if (rest !== '' && unit === null) return null;
  return { value, unit, comparator: COMPARATORS.get(match[1] ?? '') ?? null };
}

/**
 * A number with one abbreviation that no unit table has ("298 PRU"): a measure may know its own unit by that name.
 * @example quantityWithOwnUnit('298 PRU') //=> { value: 298, unit: 'PRU', comparator: null }
 */
export function quantityWithOwnUnit(text: string): Quantity | null {
  const match = NUMBER.exec(text.trim());
  const unit = match?.[3]?.trim() ?? '';
  if (match === null || !/^[A-Z][A-Z0-9/%]{1,7}$/.test(unit)) return null;
  const value = Number((match[2] ?? '').replace(',', '.'));
  return { value, unit, comparator: COMPARATORS.get(match[1] ?? '') ?? null };
}

const DAYS_PER_UNIT = new Map([
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weeks', 7],
  ['h', 1 / 24],
  ['mo', 30],
  ['month', 30],
  ['months', 30],
  ['a', 365],
  ['year', 365],
  ['years', 365],
]);

/** A Duration as days; a number without unit counts days. Null for units that are no time. */
export function daysIn(from: Json | null, field: string): number | null {
  const bare = asNumber(own(from, field));
  if (bare !== null) return bare;
  const duration = objectIn(from, field);
  const value = numberIn(duration, 'value');
  if (value === null) return null;
  const unit = textIn(duration, 'code') ?? textIn(duration, 'unit') ?? 'd';
  const days =
    DAYS_PER_UNIT.get(unit.toLowerCase()) ?? DAYS_PER_UNIT.get((textIn(duration, 'unit') ?? '').toLowerCase());
  return days === undefined ? null : value * days;
}
