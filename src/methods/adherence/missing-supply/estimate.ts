/** A dispensing whose days' supply may be missing; what else is known about it. */
export interface FillDetails {
  readonly daysSupply: number | null;
  /** Units dispensed. */
  readonly quantity?: number | undefined;
  /** Units per day as prescribed. */
  readonly unitsPerDay?: number | undefined;
}

/** Where the days' supply of a fill comes from. */
export type SupplyBasis =
  | 'recorded'
  | 'quantity-and-dose'
  | 'quantity-and-usual-dose'
  | 'waiting-time'
  | 'assumed-days'
  | 'unknown';

export interface SupplyFallbacks {
  /** Units per day usually prescribed for the drug; used where the dose is not known. */
  readonly usualUnitsPerDay?: number | undefined;
  /** Days by which a fill of the drug is usually followed by another, from `waitingTimeSupply`. */
  readonly waitingTimeDays?: number | undefined;
  /** Days the caller takes every other fill to last. */
  readonly assumedDays?: number | undefined;
}

/** Days' supply, and how it is known; null with basis `unknown` where no fallback applies. */
export interface EstimatedSupply {
  readonly daysSupply: number | null;
  readonly basis: SupplyBasis;
}

/**
 * Days' supply of a fill: as recorded; else quantity over the prescribed dose; else quantity over the usual dose; else
 * the time in which most people come back for a refill; else the days the caller assumes. The basis goes with the number, so that it can be shown.
 *
 * @example
 * estimateSupply({ daysSupply: null, quantity: 60, unitsPerDay: 2 }, {});
 * //=> { daysSupply: 30, basis: 'quantity-and-dose' }
 */
export function estimateSupply(fill: FillDetails, fallbacks: SupplyFallbacks): EstimatedSupply {
  const { daysSupply, quantity, unitsPerDay } = fill;
  const { usualUnitsPerDay, waitingTimeDays, assumedDays } = fallbacks;
  if (isPositive(daysSupply)) return { daysSupply, basis: 'recorded' };
  if (isPositive(quantity)) {
    if (isPositive(unitsPerDay)) return { daysSupply: quantity / unitsPerDay, basis: 'quantity-and-dose' };
    if (isPositive(usualUnitsPerDay)) {
      return { daysSupply: quantity / usualUnitsPerDay, basis: 'quantity-and-usual-dose' };
    }
  }
  if (isPositive(waitingTimeDays)) return { daysSupply: waitingTimeDays, basis: 'waiting-time' };
  if (isPositive(assumedDays)) return { daysSupply: assumedDays, basis: 'assumed-days' };
  return { daysSupply: null, basis: 'unknown' };
}

const isPositive = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && value > 0 && Number.isFinite(value);
