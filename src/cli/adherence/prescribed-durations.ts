import {
  type DayInterval,
  type DispensedAmount,
  type DurationRules,
  type PrescribedDose,
  type SpecialMethod,
  specialPeriods,
  supplyDurations,
} from '../../methods/adherence/index.ts';
import { append, columnsBuffer, EXTRA, sortByDay } from './columns-buffer.ts';
import type { OnPatient } from './patients.ts';

/** What durations are computed from, by patient; prescriptions name their category. */
export interface PrescribedInput {
  readonly prescribed: ReadonlyMap<string, readonly (PrescribedDose & { readonly category: string })[]>;
  readonly periods: ReadonlyMap<string, readonly (DayInterval & { readonly method?: SpecialMethod | undefined })[]>;
  readonly method: SpecialMethod | 'custom';
  readonly rules: DurationRules;
}

/**
 * Replaces each patient's rows by the stretches in which their quantities were used up at the prescribed doses, outside
 * special periods as their method says. Rows whose drug was never prescribed keep the days' supply they have.
 */
export function withPrescribedDurations(
  input: PrescribedInput,
  categories: readonly string[],
  next: OnPatient,
): OnPatient {
  const pieces = columnsBuffer();
  return (id, events, from, to) => {
    pieces.count = 0;
    pieces.setAside = events.setAside;
    const periods = specialPeriods(input.periods.get(id) ?? [], input.method);
    const orders = input.prescribed.get(id) ?? [];
    for (const code of new Set(events.category.subarray(from, to))) {
      const doses = orders.filter(({ category }) => category === (categories[code] ?? ''));
      const amounts: DispensedAmount[] = [];
      for (let i = from; i < to; i++) {
        if (events.category[i] !== code) continue;
        const day = events.day[i] as number;
        if (doses.length > 0)
          amounts.push({ id: `${i}`, day, amount: events.extra[EXTRA.quantity]?.[i] ?? Number.NaN });
        else if ((events.supply[i] as number) > 0) {
          append(pieces, day, events.supply[i] as number, events.dose[i] as number, code, events.line[i] as number);
        }
      }
      for (const piece of supplyDurations(amounts, doses, periods, input.rules).pieces) {
        const line = events.line[Number(piece.id)] as number;
        append(pieces, Math.floor(piece.from), piece.to - piece.from, piece.dailyDose, code, line);
      }
    }
    sortByDay(pieces);
    next(id, pieces, 0, pieces.count);
  };
}
