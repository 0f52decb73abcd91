/** `--figure NAME --trial ID`: one picture of one assessed trial. */
import type { PatientAssessment, TrialAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { trialLedger } from '../figures/index.ts';

/** The pictures that can be asked for, by name. */
export const FIGURES = ['ledger'] as const;
export type FigureName = (typeof FIGURES)[number];

const DRAWN: Readonly<Record<FigureName, (trial: TrialAssessment) => string>> = { ledger: trialLedger };

/**
 * The picture of a trial as SVG: of the one named (its whole id or the end of it), else of the only one there is.
 *
 * Throws a UserError where no trial or more than one fits; it names those there are.
 */
export function trialFigure(name: FigureName, patients: readonly PatientAssessment[], id: string | undefined): string {
  const trials = patients.flatMap((patient) => patient.trials);
  const exact = trials.filter((trial) => trial.id === id);
  const fitting = id === undefined ? trials : trials.filter((trial) => trial.id.endsWith(`/${id}`));
  const [only, ...others] = exact.length > 0 ? exact : fitting;
  if (only !== undefined && others.length === 0) return `${DRAWN[name](only)}\n`;
  const some = trials.slice(0, 12).map((trial) => trial.id);
  const there = some.join(', ') + (trials.length > some.length ? ` and ${trials.length - some.length} more` : '');
  throw new UserError(
    only === undefined
      ? `no trial "${id ?? ''}"; there are: ${there || 'none'}`
      : `--figure draws one trial; name it with --trial: ${there}`,
  );
}
