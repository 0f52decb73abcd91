/** `value[x]` of an observation: a number with its unit, a coded answer, or both pressures of a text "120/80". */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept } from '../../domain/record.ts';
import type { Chart } from './chart.ts';
import { conceptIn, conceptOf } from './concept.ts';
import type { Json } from './json.ts';
import { booleanIn, numberIn, objectIn, objectsIn, own, textIn } from './json.ts';
import { quantityFromText, quantityIn, quantityWithOwnUnit } from './quantity.ts';
import type { Resource } from './resource.ts';

/** What was found: at least one of the two is given, or the source says why there is none. */
export interface Found {
  value: Quantity | null;
  coded: Concept | null;
}

/** The value of an observation or component; null where it has none. */
export function valueIn(row: Resource, chart: Chart, from: Json): Found | null {
  const amount = quantityIn(row, chart, from, 'valueQuantity') ?? plainNumber(from);
  if (amount !== null) return { value: amount, coded: null };
  const concept = conceptIn(from, 'valueCodeableConcept') ?? conceptIn(from, 'valueCoding');
  if (concept !== null) return { value: ordinal(objectIn(from, 'valueCodeableConcept')), coded: concept };
  const text = textIn(from, 'valueString');
  if (text !== null) {
    const value = quantityFromText(text);
    // An abbreviation may as well be a finding ("1 POS"), so the words are kept beside the number.
    return value === null ? { value: quantityWithOwnUnit(text), coded: conceptOf(text) } : { value, coded: null };
  }
  const flag = booleanIn(from, 'valueBoolean');
  if (flag !== null) return { value: null, coded: { text: String(flag), codings: [] } };
  return range(row, chart, from) ?? ratio(row, chart, from) ?? time(from);
}

function plainNumber(from: Json): Quantity | null {
  const value = numberIn(from, 'valueInteger') ?? numberIn(from, 'valueDecimal');
  return value === null ? null : { value, unit: null, comparator: null };
}

// Answers of a scale may carry their score beside the code.
function ordinal(concept: Json | null): Quantity | null {
  const holders = concept === null ? [] : [concept, ...objectsIn(concept, 'coding')];
  for (const holder of holders)
    for (const extension of objectsIn(holder, 'extension')) {
      if (
        !/\/(ordinalValue|itemWeight|codesystem-ordinalValue|iso21090-CO-value)$/.test(textIn(extension, 'url') ?? '')
      )
        continue;
      const value = numberIn(extension, 'valueDecimal');
      if (value !== null) return { value, unit: null, comparator: null };
    }
  return null;
}

// A range open on one side is a bounded number; with both sides it stays words, as no single number was measured.
function range(row: Resource, chart: Chart, from: Json): Found | null {
  const both = objectIn(from, 'valueRange');
  const low = quantityIn(row, chart, both, 'low');
  const high = quantityIn(row, chart, both, 'high');
  if (low === null && high === null) return null;
  if (low === null && high !== null) return { value: { ...high, comparator: '<=' }, coded: null };
  if (low !== null && high === null) return { value: { ...low, comparator: '>=' }, coded: null };
  const text = `${low?.value}-${high?.value} ${high?.unit ?? low?.unit ?? ''}`.trim();
  return { value: null, coded: { text, codings: [] } };
}

// "1:128" is a titre of 128; with units it is a quotient.
function ratio(row: Resource, chart: Chart, from: Json): Found | null {
  const both = objectIn(from, 'valueRatio');
  const over = quantityIn(row, chart, both, 'numerator');
  const under = quantityIn(row, chart, both, 'denominator');
  if (over === null) return null;
  if (under === null || (under.value === 1 && under.unit === null)) return { value: over, coded: null };
  if (over.unit === null && under.unit === null && over.value === 1)
    return { value: { value: under.value, unit: '{titer}', comparator: under.comparator }, coded: null };
  if (under.value === 0) return null;
  const unit = over.unit === null && under.unit === null ? null : `${over.unit ?? '1'}/${under.unit ?? '1'}`;
  return { value: { value: over.value / under.value, unit, comparator: over.comparator }, coded: null };
}

function time(from: Json): Found | null {
  const text = textIn(from, 'valueDateTime') ?? textIn(from, 'valueTime') ?? textIn(from, 'valueDate');
  return text === null ? null : { value: null, coded: { text, codings: [] } };
}

/** Systolic and diastolic of a text such as "120/80 mmHg"; null where it is no pressure. */
export function pressuresIn(from: Json): { systolic: number; diastolic: number } | null {
  const match = /^\s*(\d{2,3})\s*\/\s*(\d{2,3})\s*(?:mm ?\[?hg\]?)?\s*$/i.exec(textIn(from, 'valueString') ?? '');
  return match === null ? null : { systolic: Number(match[1]), diastolic: Number(match[2]) };
}

/** Why a value is absent, in the source's words; null where it does not say. */
export function absenceOf(from: Json): string | null {
  return conceptIn(from, 'dataAbsentReason')?.text ?? null;
}

/** True where the object has any `value[x]` at all, readable or not. */
export function hasValue(from: Json): boolean {
  return Object.keys(from).some((field) => /^value[A-Z]/.test(field) && own(from, field) !== null);
}
