import { addMonths } from '../../domain/time.ts';

export type PeriodUnit = 'days' | 'weeks' | 'months' | 'years';

/** A length of time as it is asked for: 30 days, 6 months. Months and years follow the calendar. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

export const days = (amount: number): Period => ({ amount, unit: 'days' });

/**
 * Rounds to the nearest whole number, halves to the even one (as R does).
 *
 * @example
 * roundHalfEven(2.5); //=> 2
 */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The day a period after `day`; a calendar day that does not exist becomes the first of the following month.
 *
 * Days and weeks may be fractional and are rounded to whole days, halves to the even one; months and years are whole.
 *
 * @example
 * addPeriod(dayOf(2025, 1, 31), { amount: 1, unit: 'months' }); //=> dayOf(2025, 3, 1)
 */
export function addPeriod(day: number, period: Period): number {
  switch (period.unit) {
    case 'days':
      return day + roundHalfEven(period.amount);
    case 'weeks':
      return day + roundHalfEven(period.amount * 7);
    case 'months':
      return addMonths(day, Math.trunc(period.amount));
    case 'years':
      return addMonths(day, Math.trunc(period.amount) * 12);
  }
}

const UNITS: Readonly<Record<string, PeriodUnit>> = { d: 'days', w: 'weeks', m: 'months', y: 'years', '': 'days' };

/**
 * Reads `730`, `730d`, `12w`, `6m`, `2y`; null where the text is none of these.
 *
 * @example
 * parsePeriod('6m'); //=> { amount: 6, unit: 'months' }
 */
export function parsePeriod(text: string): Period | null {
  const match = /^(-?\d+(?:\.\d+)?)([dwmy]?)$/.exec(text.trim());
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || !unit) return null;
  const amount = Number(match[1]);
  if ((unit === 'months' || unit === 'years') && !Number.isInteger(amount)) return null;
  return { amount, unit };
}
