/** Conversion into a measure's canonical unit; an unknown unit is refused, never guessed. */
import type { UnitRow } from './schema.ts';

/**
 * The form in which units are compared: lower case, without blanks and brackets.
 * @example unitKey('mm[Hg]') //=> 'mmhg'
 * @example unitKey('{copies}/mL') //=> 'copies/ml'
 */
export function unitKey(unit: string | null): string {
  if (unit === null) return '';
  let key = '';
  for (const character of unit.toLowerCase()) {
    if (character === ' ' || character === '[' || character === ']' || character === '{' || character === '}') continue;
    key += character === 'µ' || character === 'μ' ? 'u' : character;
  }
  return key;
}

/** Builds the converter; an absent unit is accepted only where a row lists the empty unit. */
export function buildUnits(rows: readonly UnitRow[]) {
  const byMeasure = new Map<string, Map<string, UnitRow>>();
  for (const row of rows) {
    const units = byMeasure.get(row.measure) ?? new Map<string, UnitRow>();
    // The unit as a row writes it first, so that the usual spelling needs no folding.
    for (const unit of row.units) units.set(unit, row).set(unitKey(unit), row);
    byMeasure.set(row.measure, units);
  }
  return (measure: string, value: number, unit: string | null): number | null => {
    const units = byMeasure.get(measure);
    const row = units?.get(unit ?? '') ?? units?.get(unitKey(unit));
    if (!row || !Number.isFinite(value)) return null;
    return row.transform === 'power-of-ten' ? 10 ** value : value * row.factor + row.offset;
  };
}
