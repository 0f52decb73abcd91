/** A measured MIC or zone as the interval the true value lies in. */

/** `low`..`high`, each end open (excluded) or closed; an exact value has equal closed ends. */
export interface ValueInterval {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

export type Comparator = '<' | '<=' | '>=' | '>';

const WRITTEN = /^(<=|>=|=<|=>|≤|≥|<|>|=)?\s*(\d+(?:[.,]\d+)?|[.,]\d+)(?:\/\d+(?:[.,]\d+)?)?$/;
const SIGNS: Readonly<Record<string, Comparator>> = { '=<': '<=', '=>': '>=', '≤': '<=', '≥': '>=' };

// Two-fold dilutions are written short (0.12 is 0.125, 0.06 and 0.064 are 0.0625): within 5% they are the same step.
const NOTATION = Math.log2(1.05);

/**
 * The dilution step a written MIC means; a value between steps stays as it is.
 * @example dilution(0.064) //=> 0.0625
 * @example dilution(0.19) //=> 0.19
 */
export function dilution(value: number): number {
  const exponent = Math.log2(value);
  const step = Math.round(exponent);
  return Math.abs(exponent - step) <= NOTATION ? 2 ** step : value;
}

/** The next two-fold dilution at or above a MIC, as CLSI rounds values between steps. */
export function roundedUp(value: number): number {
  return 2 ** Math.ceil(Math.log2(dilution(value)));
}

/** The interval a value with its comparator spans, from 0 to infinity where it is only bounded. */
export function intervalOf(value: number, comparator: Comparator | null): ValueInterval {
  if (comparator === '<' || comparator === '<=')
    return { low: 0, high: value, lowOpen: true, highOpen: comparator === '<' };
  if (comparator === '>' || comparator === '>=')
    return { low: value, high: Number.POSITIVE_INFINITY, lowOpen: comparator === '>', highOpen: true };
  return { low: value, high: value, lowOpen: false, highOpen: false };
}

/**
 * Reads a MIC or zone as a laboratory writes it; null where it is no number. Of "4/2" (drug and inhibitor) the drug counts.
 * @example parseValue('<=0.5') //=> { value: 0.5, comparator: '<=' }
 */
export function parseValue(text: string): { value: number; comparator: Comparator | null } | null {
  const match = WRITTEN.exec(text.trim());
  if (!match) return null;
  const sign = match[1] ?? '';
  const value = Number((match[2] ?? '').replace(',', '.'));
  if (!(value > 0)) return null;
  return { value, comparator: sign === '' || sign === '=' ? null : (SIGNS[sign] ?? (sign as Comparator)) };
}
