/** Which trials are worth a card. Alert fatigue is a defect: silence unless something failed or is about to. */
import type { PatientAssessment, TrialAssessment } from '../../domain/assessment.ts';
import { parseMoment } from '../../domain/time.ts';

/** A medicine's classes by its ATC codes; comes from the drug pack. */
export type IsPrevention = (medication: TrialAssessment['medication']) => boolean;

/** Orders being written: their ingredients by name (lower case), and their rows in the record. */
export interface Ordered {
  names: readonly string[];
  rows: readonly string[];
}

export interface Choice {
  isPrevention: IsPrevention;
  /** predicted exposure at or below this share of the usual one is worth a word for a drug that prevents an event */
  lowExposure: number;
  /** a failed trial that ended longer ago than this gives no card of its own */
  recentDays: number;
  /** what is being ordered: only its trials, whenever they ended, and trials it would act on; null for all trials */
  ordered: Ordered | null;
}

const dayOf = (iso: string): number | null => parseMoment(iso)?.day ?? null;

function isRecent(trial: TrialAssessment, asOf: string | null, recentDays: number): boolean {
  if (trial.end === null || asOf === null) return true;
  const [end, today] = [dayOf(trial.end), dayOf(asOf)];
  return end === null || today === null || today - end <= recentDays;
}

/** True where the level is known to be below its range, or the predicted exposure is at most `lowExposure`. */
export function isUnderexposed(trial: TrialAssessment, lowExposure: number): boolean {
  const { relative } = trial.exposure;
  const measured = [...trial.causes, ...trial.risks].some(
    (cause) => cause.term === 'low-drug-level' && cause.evidence.some((each) => each.bearing === 'supports'),
  );
  return measured || (relative !== null && relative <= lowExposure);
}

/** True where the trial is of an ordered drug, or where what is found of it rests on the order. */
function concerns({ names, rows }: Ordered, trial: TrialAssessment): boolean {
  if (names.includes(trial.medication.name.toLowerCase())) return true;
  const told = [...trial.causes, ...trial.risks].flatMap((cause) => cause.evidence.flatMap((each) => each.records));
  return told.some((row) => rows.includes(row));
}

/** One entry per trial that gets a card, in the order of the assessment. */
export function chosenTrials(patient: PatientAssessment, choice: Choice): TrialAssessment[] {
  const { ordered } = choice;
  return patient.trials.filter((trial) => {
    if (ordered !== null && !concerns(ordered, trial)) return false;
    if (trial.failure === true) return ordered !== null || isRecent(trial, patient.asOf, choice.recentDays);
    return trial.end === null && choice.isPrevention(trial.medication) && isUnderexposed(trial, choice.lowExposure);
  });
}
