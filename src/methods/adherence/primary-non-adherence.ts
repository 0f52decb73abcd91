/** An order for a drug. */
export interface Prescription {
  readonly id: string;
  readonly drug: string;
  readonly day: number;
  /** Sold without prescription: its filling is not seen in pharmacy data. */
  readonly overTheCounter?: boolean;
}

export interface Dispensing {
  readonly drug: string;
  readonly day: number;
}

export interface PrimaryNonAdherenceRules {
  /** Days after the prescription within which a first dispensing counts as filled; day 0 to this day inclusive. */
  readonly withinDays: number;
  /** Days before the prescription in which a dispensing of the drug means it is not newly initiated. */
  readonly priorDays: number;
  /** First day no longer observed. */
  readonly observedUntil: number;
  /** True where dispensing the second drug answers a prescription of the first; default: never. */
  readonly isAlternative?: (prescribed: string, dispensed: string) => boolean;
}

export type PrescriptionOutcome =
  | { readonly id: string; readonly outcome: 'filled'; readonly daysToInitiation: number; readonly by: string }
  | { readonly id: string; readonly outcome: 'not-filled'; readonly daysToInitiation: number | null }
  | {
      readonly id: string;
      readonly outcome: 'excluded';
      readonly reason: 'dispensed-before' | 'duplicate' | 'over-the-counter';
    }
  | { readonly id: string; readonly outcome: 'unknown'; readonly reason: 'too-recent' };

/**
 * Primary medication non-adherence of one patient: which newly prescribed drugs were never filled in time.
 *
 * Left out are drugs dispensed in the days before, drugs sold without prescription, and a repeat of the same
 * prescription within the horizon with no fill between. A prescription whose horizon is not over is unknown.
 * `daysToInitiation` of an order not filled in time is that of a later fill, if there is one.
 *
 * @source pqa-pmn newly initiated drugs not dispensed within 30 days
 */
export function primaryNonAdherence(
  prescriptions: readonly Prescription[],
  dispensings: readonly Dispensing[],
  rules: PrimaryNonAdherenceRules,
): PrescriptionOutcome[] {
  const fills = [...dispensings].sort((a, b) => a.day - b.day);
  const answers = (drug: string, fill: Dispensing): boolean =>
    fill.drug === drug || (rules.isAlternative?.(drug, fill.drug) ?? false);

  return prescriptions.map((order) => {
    const { id, drug, day } = order;
    if (order.overTheCounter) return { id, outcome: 'excluded', reason: 'over-the-counter' };
    if (fills.some((fill) => fill.drug === drug && fill.day < day && fill.day >= day - rules.priorDays)) {
      return { id, outcome: 'excluded', reason: 'dispensed-before' };
    }
    const isRepeat = prescriptions.some(
      (earlier) =>
        earlier !== order &&
        earlier.drug === drug &&
        (earlier.day < day || (earlier.day === day && prescriptions.indexOf(earlier) < prescriptions.indexOf(order))) &&
        day - earlier.day <= rules.withinDays &&
        !fills.some((fill) => answers(drug, fill) && fill.day >= earlier.day && fill.day < day),
    );
    if (isRepeat) return { id, outcome: 'excluded', reason: 'duplicate' };
    const first = fills.find((fill) => fill.day >= day && answers(drug, fill));
    if (first && first.day - day <= rules.withinDays) {
      return { id, outcome: 'filled', daysToInitiation: first.day - day, by: first.drug };
    }
    if (rules.observedUntil <= day + rules.withinDays) return { id, outcome: 'unknown', reason: 'too-recent' };
    return { id, outcome: 'not-filled', daysToInitiation: first ? first.day - day : null };
  });
}

/** Share of newly prescribed drugs not filled in time; null where none can be judged. */
export function primaryNonAdherenceRate(outcomes: readonly PrescriptionOutcome[]): number | null {
  const judged = outcomes.filter(({ outcome }) => outcome === 'filled' || outcome === 'not-filled');
  if (judged.length === 0) return null;
  return judged.filter(({ outcome }) => outcome === 'not-filled').length / judged.length;
}

/**
 * Days from each prescription to the first dispensing of the same drug on or after it; null where there is none.
 *
 * @source adherer-0.8.1 time to initiation
 */
export function timeToInitiation(
  prescriptions: readonly Prescription[],
  dispensings: readonly Dispensing[],
): (number | null)[] {
  return prescriptions.map(({ drug, day }) => {
    const after = dispensings.filter((fill) => fill.drug === drug && fill.day >= day).map((fill) => fill.day - day);
    return after.length > 0 ? Math.min(...after) : null;
  });
}
