import {
  type AsNeededBasis,
  estimateSupply,
  type SupplyBasis,
  type SupplyFallbacks,
} from '../../methods/adherence/index.ts';
import type { Role } from './csv-columns.ts';

/** What is worth telling about single rows: a days' supply that was estimated, a drug set aside. */
export interface RowNotes {
  assumed(line: number, patient: string, days: number, basis: SupplyBasis): void;
  setAside(line: number, basis: AsNeededBasis): void;
}

export const NO_NOTES: RowNotes = { assumed: () => undefined, setAside: () => undefined };

/** How a missing days' supply is estimated; `none` where the row keeps it missing or is refused. */
export interface SupplyFallback {
  /** Quantity over the row's own daily dose. */
  readonly byDose: boolean;
  /** Usual daily dose and waiting-time days by category. */
  readonly usualDose: ReadonlyMap<string, number>;
  readonly waitingTime: ReadonlyMap<string, number>;
  /** Days taken where nothing else applies; null: none. */
  readonly days: number | null;
}

export interface RowRules {
  /** Refuse a row whose daily dose is missing or not above zero. */
  readonly doseRequired: boolean;
  /** Columns the run looks at; the others need not be read. */
  readonly wants: { readonly category: boolean; readonly dose: boolean; readonly extra: boolean };
  /** Columns the file must have. */
  readonly required: readonly Role[];
  /** Keep a row whose days' supply is missing, as NaN. */
  readonly supplyMayBeMissing: boolean;
  readonly fallback: SupplyFallback | null;
  /** Why a row's drug is one taken as needed, from its flag and directions; null where nothing says so. */
  readonly asNeeded: (flag: string, directions: string) => AsNeededBasis | null;
  readonly notes: RowNotes;
}

/** A row's days' supply: as given, else by the fallback, which is noted; NaN where none applies. */
export function supplyOf(
  rules: RowRules,
  given: number,
  row: { readonly line: number; readonly patient: string; readonly category: string },
  quantity: number,
  dose: number,
): number {
  const { fallback } = rules;
  if (!Number.isNaN(given) || fallback === null) return given;
  const fallbacks: SupplyFallbacks = {
    usualUnitsPerDay: fallback.usualDose.get(row.category),
    waitingTimeDays: fallback.waitingTime.get(row.category),
    assumedDays: fallback.days ?? undefined,
  };
  const unitsPerDay = fallback.byDose ? dose : undefined;
  const { daysSupply, basis } = estimateSupply({ daysSupply: null, quantity, unitsPerDay }, fallbacks);
  if (daysSupply === null) return Number.NaN;
  rules.notes.assumed(row.line, row.patient, daysSupply, basis);
  return daysSupply;
}
