/** `--drug NAME`: only the trials of one medicine. */
import type { PatientAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/**
 * The patients with the trials of a medicine only, given by generic or brand name; patients without one are left out.
 *
 * A name the drug pack does not know still matches a trial of exactly that name; else it is a UserError.
 */
export function onlyDrug(
  patients: readonly PatientAssessment[],
  name: string,
  drugs: Pick<Knowledge['drugs'], 'byName'>,
): PatientAssessment[] {
  const ingredients = drugs.byName(name);
  const ids = new Set(ingredients.map((ingredient) => ingredient.id));
  const names = new Set([name, ...ingredients.map((ingredient) => ingredient.name)].map((text) => text.toLowerCase()));
  const kept = patients
    .map((patient) => ({
      ...patient,
      trials: patient.trials.filter(
        ({ medication }) => ids.has(medication.rxcui ?? '') || names.has(medication.name.toLowerCase()),
      ),
    }))
    .filter((patient) => patient.trials.length > 0);
  if (kept.length > 0) return kept;
  throw new UserError(ids.size === 0 ? `no medicine is called "${name}"` : `no trial of ${name} in the input`);
}
