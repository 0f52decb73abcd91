import { type PrescribedDose, prescribedAt } from './prescribed.ts';
import { type SpecialPeriod, specialAt } from './special-periods.ts';

/** A dispensing of one drug by its amount; how long it lasts follows from the prescribed daily dose. */
export interface DispensedAmount {
  readonly id: string;
  readonly day: number;
  /** Amount dispensed, in the unit of the daily dose. */
  readonly amount: number;
}

export interface DurationRules {
  /** Supply is used after the supply before it; false: each dispensing begins on its own day. */
  readonly carryOver: boolean;
  /** Most days by which earlier supply may delay a dispensing; the rest of its own supply is lost. Default: no limit. */
  readonly maxCarryOverDays?: number;
  /** A new prescribed dose applies to supply at hand; false: a dispensing keeps the dose of the day it begins. */
  readonly splitOnDoseChange: boolean;
  /** The first prescription holds from the first dispensing on, where that came earlier. */
  readonly advanceFirstPrescription: boolean;
}

/** A stretch `[from, to)` in which one dispensing was used up at one daily dose. */
export interface DurationPiece {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly dailyDose: number;
  /** Days the piece begins after its dispensing. */
  readonly delayDays: number;
  /** What ended it. */
  readonly endedBy: 'used-up' | 'dose-change' | 'special-period' | 'prescription-end';
}

export interface Durations {
  readonly pieces: readonly DurationPiece[];
  /** What was not used: discarded at a special period, over the limit, or without a prescription that covers it. */
  readonly unused: readonly { readonly id: string; readonly amount: number; readonly reason: UnusedReason }[];
}

export type UnusedReason = 'discarded' | 'over-carry-limit' | 'not-prescribed' | 'amount-not-positive';

/**
 * How long the dispensings of one drug last, from their amounts, the prescribed daily doses and special periods.
 *
 * Supply is used at the dose in force. Where the dose changes, the piece ends and what is left goes on at the new dose.
 * Where no prescription is in force, supply rests until the next one. In a special period supply is used as usual
 * (`continue`), rests until its end (`carry-over`), or what is at hand is lost (`discard`); supply dispensed during a
 * period that rests or discards begins at its end. Days may be fractional.
 *
 * @source adherer-0.8.1 event durations, as documented
 * @example
 * supplyDurations([{ id: 'a', day: 0, amount: 60 }], [{ from: 0, dailyDose: 1 }, { from: 30, dailyDose: 2 }], [], rules)
 *   .pieces.map(({ from, to, dailyDose }) => [from, to, dailyDose]); //=> [[0, 30, 1], [30, 45, 2]]
 */
export function supplyDurations(
  dispensings: readonly DispensedAmount[],
  prescriptions: readonly PrescribedDose[],
  periods: readonly SpecialPeriod[],
  rules: DurationRules,
): Durations {
  const inOrder = [...dispensings].sort((a, b) => a.day - b.day);
  const first = inOrder[0]?.day ?? 0;
  const doseOn = prescribedAt(prescriptions, rules.advanceFirstPrescription ? first : null);
  const pieces: DurationPiece[] = [];
  const unused: { id: string; amount: number; reason: UnusedReason }[] = [];
  let free = Number.NEGATIVE_INFINITY;

  for (const { id, day: dispensed, amount } of inOrder) {
    if (!(amount > 0 && Number.isFinite(amount))) {
      unused.push({ id, amount, reason: 'amount-not-positive' });
      continue;
    }
    let left = amount;
    let day = rules.carryOver ? Math.max(dispensed, free) : dispensed;
    let keptDose: number | null = null;
    let arrived = false;
    while (left > EPSILON) {
      const special = specialAt(periods, day);
      if (special.now && special.now.method !== 'continue') {
        if (special.now.method === 'discard' && arrived) {
          unused.push({ id, amount: left, reason: 'discarded' });
          break;
        }
        // Dispensed for afterwards, or held: it goes on when the period is over.
        day = special.now.to;
        continue;
      }
      const order = doseOn(day);
      if (order.dailyDose === null) {
        if (order.until === Number.POSITIVE_INFINITY) {
          unused.push({ id, amount: left, reason: 'not-prescribed' });
          break;
        }
        day = order.until;
        continue;
      }
      const dailyDose: number = rules.splitOnDoseChange ? order.dailyDose : (keptDose ?? order.dailyDose);
      keptDose = dailyDose;
      if (!arrived) {
        arrived = true;
        const over = (day - dispensed - (rules.maxCarryOverDays ?? Number.POSITIVE_INFINITY)) * dailyDose;
        if (free > dispensed && over > 0) {
          unused.push({ id, amount: Math.min(over, left), reason: 'over-carry-limit' });
          left -= over;
          if (left <= EPSILON) break;
        }
      }
      const usedUp = day + left / dailyDose;
      const to = Math.min(usedUp, order.until, special.next);
      const endedBy =
        to === usedUp
          ? 'used-up'
          : to === special.next
            ? 'special-period'
            : order.endsTreatment
              ? 'prescription-end'
              : 'dose-change';
      const last = pieces.at(-1);
      const same = last?.id === id && last.to === day && last.dailyDose === dailyDose;
      if (same) pieces[pieces.length - 1] = { ...last, to, endedBy };
      else pieces.push({ id, from: day, to, dailyDose, delayDays: day - dispensed, endedBy });
      left -= (to - day) * dailyDose;
      day = to;
    }
    free = Math.max(free, day);
  }
  return { pieces, unused };
}

const EPSILON = 1e-9;
