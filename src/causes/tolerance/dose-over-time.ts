/** What was given when: the ratio of the dose between two days, doses given so far, and days without the drug. */
import type { PatientRecord } from '../../domain/record.ts';
import type { DoseStep, Trial } from '../../domain/trial.ts';

/** Charted doses speak for an outcome where they lie at most this many days before it. */
const DAYS_BEFORE = 2;

/** A trial with the doses charted for it, in order of time; `value` null where only the intake was charted. */
export interface GivenDoses {
  trial: Trial;
  charted: readonly { day: number; value: number | null; unit: string | null }[];
}

/** The charted doses of a trial that were taken. */
export function givenDoses(trial: Trial, record: PatientRecord): GivenDoses {
  if (trial.intakes.length === 0) return { trial, charted: [] };
  const own = new Set(trial.intakes);
  const charted = record.intakes
    .filter((row) => own.has(row.id) && row.status === 'taken')
    .map((row) => ({ day: row.at.day, value: row.dose?.value ?? null, unit: row.dose?.unit ?? null }))
    .sort((a, b) => a.day - b.day);
  return { trial, charted };
}

/** The amount charted per day over the days before a day, else on it; null where none or units differ. */
function chartedAmount({ charted }: GivenDoses, day: number): { value: number; unit: string | null } | null {
  const near = charted.filter((dose) => dose.value !== null && dose.day <= day && dose.day >= day - DAYS_BEFORE);
  const before = near.filter((dose) => dose.day < day);
  const used = before.length > 0 ? before : near;
  const [first] = used;
  if (!first || used.some((dose) => dose.unit !== first.unit)) return null;
  const days = new Set(used.map((dose) => dose.day)).size;
  return { value: used.reduce((sum, dose) => sum + (dose.value ?? 0), 0) / days, unit: first.unit };
}

/** The prescribed step an outcome of this day was taken under: a dose changed on the day did not make it. */
function stepFor(trial: Trial, day: number): DoseStep | null {
  const under = Math.max(trial.start, day - 1);
  return trial.doses.find((step) => step.from <= under && under < step.to) ?? null;
}

/**
 * How many times the dose of an earlier day the dose of a later one is; null where it cannot be told.
 *
 * Charted amounts go before prescribed ones: a dose doubled at the bedside is seen although the order stands.
 */
export function doseRatio(given: GivenDoses, from: number, to: number): number | null {
  const [before, after] = [chartedAmount(given, from), chartedAmount(given, to)];
  if (before && after && before.unit === after.unit && before.value > 0) return after.value / before.value;
  const [first, second] = [stepFor(given.trial, from), stepFor(given.trial, to)];
  if (!first || !second) return null;
  if (first === second) return 1;
  if (first.dailyDose === null || second.dailyDose === null || first.unit !== second.unit) return null;
  return first.dailyDose > 0 ? second.dailyDose / first.dailyDose : null;
}

/** Doses from the start up to a day: those charted or those due, whichever are more; null where neither is known. */
export function dosesUntil({ trial, charted }: GivenDoses, day: number): number | null {
  const seen = charted.filter((dose) => dose.day < day).length;
  let due = 0;
  for (const step of trial.doses) {
    const days = Math.min(step.to, day) - Math.max(step.from, trial.start);
    if (days <= 0) continue;
    if (step.intakesPerDay === null) return seen > 0 ? seen : null;
    due += days * step.intakesPerDay;
  }
  const doses = Math.max(seen, due);
  return doses > 0 ? doses : null;
}

/** True where the drug was taken, then not for a day or more, then again, all between two days. */
export function hadDrugFreeInterval({ trial }: GivenDoses, from: number, to: number): boolean {
  const taken = (day: number): boolean => trial.taking.some((run) => run.share > 0 && run.from <= day && day < run.to);
  let isFree = false;
  for (let day = from + 1; day <= to; day += 1) {
    if (!taken(day)) isFree = true;
    else if (isFree) return true;
  }
  return false;
}
