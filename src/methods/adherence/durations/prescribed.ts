/** A prescribed daily dose from a day on, until the next prescription or for a number of days. */
export interface PrescribedDose {
  readonly from: number;
  /** In the unit of the amounts dispensed; above zero. */
  readonly dailyDose: number;
  /** Days it is limited to; none: until the next prescription. */
  readonly days?: number | undefined;
}

/** The dose in force on a day and until when; null where no prescription is in force. */
export interface DoseInForce {
  readonly dailyDose: number | null;
  readonly until: number;
  /** Nothing is in force from `until` on. */
  readonly endsTreatment: boolean;
}

/**
 * Reads the dose in force on any day. A later prescription replaces the one before; on the same day the last one counts.
 * `advanceTo` moves the first prescription to an earlier day, unless it is limited in time.
 */
export function prescribedAt(
  prescriptions: readonly PrescribedDose[],
  advanceTo: number | null,
): (day: number) => DoseInForce {
  const sorted = prescriptions.filter((order) => order.dailyDose > 0).sort((a, b) => a.from - b.from);
  const [first] = sorted;
  if (first && advanceTo !== null && advanceTo < first.from && first.days === undefined) {
    sorted[0] = { ...first, from: advanceTo };
  }
  return (day) => {
    let place = -1;
    while ((sorted[place + 1]?.from ?? Number.POSITIVE_INFINITY) <= day) place++;
    const next = sorted[place + 1]?.from ?? Number.POSITIVE_INFINITY;
    const current = sorted[place];
    if (!current) return { dailyDose: null, until: next, endsTreatment: false };
    const end = current.days === undefined ? Number.POSITIVE_INFINITY : current.from + current.days;
    if (end <= day) return { dailyDose: null, until: next, endsTreatment: false };
    return { dailyDose: current.dailyDose, until: Math.min(end, next), endsTreatment: end < next };
  };
}
