/** The facts of what-if: as they are typed, and as `--assume` takes them. */
import type { TrialAssessment } from '../../domain/assessment.ts';
import type { Assumed } from '../protocol.ts';

export const PHENOTYPES = [
  'Poor Metabolizer',
  'Intermediate Metabolizer',
  'Normal Metabolizer',
  'Rapid Metabolizer',
  'Ultrarapid Metabolizer',
];

export interface Facts {
  taken: number | null;
  dose: string;
  gene: string;
  phenotype: string;
  perpetrator: string;
  from: string;
  to: string;
  organism: string;
  sir: string;
}

export const NOTHING: Facts = {
  taken: null,
  dose: '',
  gene: '',
  phenotype: '',
  perpetrator: '',
  from: '',
  to: '',
  organism: '',
  sir: '',
};

export const unitOf = (trial: TrialAssessment): string => trial.doses.find(({ unit }) => unit !== null)?.unit ?? 'mg';

/** The share of doses taken by the record; all of them where it does not say. */
export const recordedShare = (trial: TrialAssessment): number =>
  Math.min(1, trial.exposure.factors.find(({ factor }) => factor === 'taken')?.value ?? 1);

/** The facts as `--assume` takes them. */
export function assumptionsOf(facts: Facts, trial: TrialAssessment): Assumed[] {
  const dose = Number(facts.dose.replace(',', '.'));
  const all: Assumed[] = [];
  if (facts.taken !== null) all.push({ trial: trial.id, taken: facts.taken });
  if (facts.dose !== '' && dose > 0) all.push({ trial: trial.id, dose: { value: dose, unit: unitOf(trial) } });
  if (facts.gene !== '' && facts.phenotype !== '')
    all.push({ trial: trial.id, genotype: { gene: facts.gene, phenotype: facts.phenotype } });
  if (facts.perpetrator.trim() !== '')
    all.push({
      trial: trial.id,
      perpetrator: facts.perpetrator.trim(),
      from: facts.from || trial.start,
      ...(facts.to === '' ? {} : { to: facts.to }),
    });
  if (facts.organism.trim() !== '' && facts.sir !== '')
    all.push({
      trial: trial.id,
      culture: { organism: facts.organism.trim(), agent: trial.medication.name, sir: facts.sir, on: trial.start },
    });
  return all;
}
