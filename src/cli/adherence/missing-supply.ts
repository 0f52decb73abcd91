import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import { parsePeriod } from '../../methods/adherence/index.ts';

/** What becomes of a row without days' supply: how it is estimated, and what if it cannot be. */
export interface MissingSupply {
  readonly byDose: boolean;
  readonly byUsualDose: boolean;
  readonly byWaitingTime: boolean;
  /** Days taken where no estimate applies; null: none. */
  readonly days: number | null;
  readonly otherwise: 'refuse' | 'bounds';
}

const EXPECTED = 'expected refuse, bounds, or a list of dose, usual-dose, waiting-time, a number of days';

/**
 * Reads `--missing-supply`: `refuse`, `bounds`, or a comma-separated list of estimates, which are always tried in the
 * order dose, usual-dose, waiting-time, days.
 *
 * @example
 * missingSupply('dose,30'); //=> { byDose: true, byUsualDose: false, byWaitingTime: false, days: 30, otherwise: 'refuse' }
 */
export function missingSupply(text: string): MissingSupply {
  const parts = text.split(',').map((part) => part.trim());
  const known = ['refuse', 'bounds', 'dose', 'usual-dose', 'waiting-time'];
  const amounts = parts.filter((part) => !known.includes(part)).map(Number);
  const bad = amounts.length > 1 || amounts.some((days) => !(days > 0 && Number.isFinite(days)));
  const both = parts.includes('refuse') && parts.length > 1;
  if (bad || both) throw new UserError(`cannot read \`${text}\` in --missing-supply: ${EXPECTED}`);
  return {
    byDose: parts.includes('dose'),
    byUsualDose: parts.includes('usual-dose'),
    byWaitingTime: parts.includes('waiting-time'),
    days: amounts[0] ?? null,
    otherwise: parts.includes('bounds') ? 'bounds' : 'refuse',
  };
}

/** Reads `--waiting-window 2020-01-01/365` into days `[from, to)`. */
export function waitingWindow(text: string): { readonly from: number; readonly to: number } {
  const [start = '', length = ''] = text.split('/');
  const from = parseMoment(start);
  const period = parsePeriod(length);
  if (from?.precision !== 'day' || period?.unit !== 'days' || !(period.amount > 0)) {
    throw new UserError(`cannot read \`${text}\` in --waiting-window: expected YYYY-MM-DD/DAYS`);
  }
  return { from: from.day, to: from.day + period.amount };
}
