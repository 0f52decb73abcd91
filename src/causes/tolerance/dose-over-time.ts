/** What was given when: the ratio of the dose between two days, doses given so far, and days without the drug. */
import type { PatientRecord } from '../../domain/record.ts';
import type { DoseStep, Trial } from '../../domain/trial.ts';

const DAYS_BEFORE = 2;

/** The amount charted per day over the two days before a day, else on it; null where none or units differ. */
function chartedAmount(
  trial: Trial,
  record: PatientRecord,
  day: number,
): { value: number; unit: string | null } | null {
  const own = new Set(trial.intakes);
  const rows = record.intakes.filter((row) => own.has(row.id) && row.status === 'taken' && row.dose !== null);
  const before = rows.filter((row) => row.at.day < day && row.at.day >= day - DAYS_BEFORE);
  const used = before.length > 0 ? before : rows.filter((row) => row.at.day === day);
  const unit = used[0]?.dose?.unit;
  if (unit === undefined || used.some((row) => row.dose?.unit !== unit)) return null;
  const days = new Set(used.map((row) => row.at.day)).size;
  return { value: used.reduce((sum, row) => sum + (row.dose?.value ?? 0), 0) / days, unit };
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
export function doseRatio(trial: Trial, record: PatientRecord, from: number, to: number): number | null {
  const [before, after] = [chartedAmount(trial, record, from), chartedAmount(trial, record, to)];
  if (before && after && before.unit === after.unit && before.value > 0) return after.value / before.value;
  const [first, second] = [stepFor(trial, from), stepFor(trial, to)];
  if (!first || !second) return null;
  if (first === second) return 1;
  if (first.dailyDose === null || second.dailyDose === null || first.unit !== second.unit) return null;
  return first.dailyDose > 0 ? second.dailyDose / first.dailyDose : null;
}

/** Doses from the start up to a day: those charted or those due, whichever are more; null where neither is known. */
export function dosesUntil(trial: Trial, record: PatientRecord, day: number): number | null {
  const own = new Set(trial.intakes);
  const charted = record.intakes.filter((row) => own.has(row.id) && row.status === 'taken' && row.at.day < day).length;
  let due = 0;
  for (const step of trial.doses) {
    const days = Math.min(step.to, day) - Math.max(step.from, trial.start);
    if (days <= 0) continue;
    if (step.intakesPerDay === null) return charted > 0 ? charted : null;
    due += days * step.intakesPerDay;
  }
  const doses = Math.max(charted, due);
  return doses > 0 ? doses : null;
}

/** True where the drug was taken, then not for a day or more, then again, all between two days. */
export function hadDrugFreeInterval(trial: Trial, from: number, to: number): boolean {
  const taken = (day: number): boolean => trial.taking.some((run) => run.share > 0 && run.from <= day && day < run.to);
  let free = false;
  for (let day = from + 1; day <= to; day += 1) {
    if (!taken(day)) free = true;
    else if (free) return true;
  }
  return false;
}
