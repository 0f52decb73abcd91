/** Which trials are worth a card. Alert fatigue is a defect: silence unless something failed or is about to. */
import type { PatientAssessment, TrialAssessment } from '../../domain/assessment.ts';
import { parseMoment } from '../../domain/time.ts';

/** A medicine's classes by its ATC codes; comes from the drug pack. */
export type IsPrevention = (medication: TrialAssessment['medication']) => boolean;

export interface Choice {
  isPrevention: IsPrevention;
  /** predicted exposure at or below this share of the usual one is worth a word for a drug that prevents an event */
  lowExposure: number;
  /** a failed trial that ended longer ago than this gives no card of its own */
  recentDays: number;
  /** only trials of these ingredient names, whenever they ended (what is being ordered); null for all */
  ordered: readonly string[] | null;
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

/** One entry per trial that gets a card, in the order of the assessment. */
export function chosenTrials(patient: PatientAssessment, choice: Choice): TrialAssessment[] {
  const { ordered } = choice;
  return patient.trials.filter((trial) => {
    const isOrdered = ordered?.includes(trial.medication.name.toLowerCase()) ?? false;
    if (ordered !== null && !isOrdered) return false;
    if (trial.failure === true) return isOrdered || isRecent(trial, patient.asOf, choice.recentDays);
    return trial.end === null && choice.isPrevention(trial.medication) && isUnderexposed(trial, choice.lowExposure);
  });
}
