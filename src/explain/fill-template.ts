/** Sentences with {placeholders}, filled from a finding's values. */
import type { Values } from '../domain/finding.ts';
import { isoDay } from '../domain/time.ts';

/**
 * A number as a reader wants it: whole numbers as they are, others without float noise (three places below 1, two
 * below 10, one above; two significant digits below 0.01).
 * @example formatNumber(0.1 + 0.2) //=> '0.3'
 * @example formatNumber(123.456) //=> '123.5'
 */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size < 0.01) return String(Number(value.toPrecision(2)));
  const places = size < 1 ? 3 : size < 10 ? 2 : 1;
  return String(Number(value.toFixed(places)));
}

/**
 * A share of 0-1 as a whole percentage; what is above 0 never reads as 0%, what is below 1 never as 100%.
 * @example formatPercent(0.625) //=> '63%'
 * @example formatPercent(0.999) //=> '99%'
 */
export function formatPercent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1%';
  return rounded === 100 && share < 1 ? '99%' : `${rounded}%`;
}

/**
 * A UCUM unit as people write it.
 * @example unitWords('mm[Hg]') //=> 'mmHg'
 * @example unitWords('{copies}/mL') //=> 'copies/mL'
 */
export function unitWords(ucum: string): string {
  return ucum === '1' ? '' : ucum.replaceAll(/[{}[\]]/g, '');
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  percent: formatPercent,
  date: isoDay,
};

function formatValue(value: Values[string], format: string | undefined, code: string): string {
  if (value === null || value === undefined) return 'unknown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (format === undefined) return formatNumber(value);
  const apply = FORMATS[format];
  if (apply === undefined) throw new Error(`text of ${code}: no format named "${format}"`);
  return apply(value);
}

/**
 * Fills `{name}`, `{name:percent}` (a share of 0-1) and `{name:date}` (a day number) from the values.
 *
 * A value whose name ends in "unit" is a UCUM unit. `null` reads
 * "unknown". A placeholder without a value is a bug in the family and throws an Error naming `code`.
 * @example fillTemplate('{days} of {all} days ({share:percent})', { days: 30, all: 90, share: 1 / 3 }, 'gap')
 * //=> '30 of 90 days (33%)'
 */
export function fillTemplate(template: string, values: Values, code: string): string {
  const filled = template.replace(/\{([A-Za-z][A-Za-z0-9_]*)(?::([a-z]+))?\}/g, (_, name: string, format?: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`text of ${code}: no value for {${name}}`);
    const value = values[name] ?? null;
    const isUnit = typeof value === 'string' && /unit$/i.test(name);
    return isUnit ? unitWords(value) : formatValue(value, format, code);
  });
  // A measure without a unit leaves the blank that stood before it.
  return filled.replace(/ {2,}/g, ' ').replace(/ (?=[).,;:](?:\s|$|[).,;:]))/g, '');
}
