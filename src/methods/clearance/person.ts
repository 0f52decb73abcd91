/** The clearance predictions of one person's drug: genes alone, drugs alone, both. */
import type { CoMedication, GeneFact } from '../../domain/exposure.ts';
import type { DaySpan } from '../../domain/time.ts';
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { type ExposurePrediction, predictExposure } from './predict.ts';
import type { GeneState, Perpetrator } from './routes.ts';

/** Genotype facts in the form the method takes; an open score has no upper end. */
export function geneStates(facts: readonly GeneFact[]): GeneState[] {
  return facts.map((fact) => ({
    gene: fact.gene,
    phenotypes: fact.phenotypes,
    scores: fact.scores.map((score) => ({ low: score.low, high: score.high ?? Number.POSITIVE_INFINITY })),
  }));
}

export interface Predictions {
  genes: ExposurePrediction;
  drugs: ExposurePrediction;
  both: ExposurePrediction;
}

/** Co-medication as perpetrators over a window; only those the pack knows to act on enzymes. */
export function perpetratorsIn(
  beside: readonly CoMedication[],
  window: DaySpan,
  knowledge: EnzymeKnowledge,
): Perpetrator[] {
  return beside
    .filter((each) => knowledge.perpetrators.has(each.name))
    .map((each) => ({
      drug: each.name,
      use: { periods: each.periods, window: { startDay: window.from, endDay: Math.max(window.from, window.to - 1) } },
    }));
}

/** Predicts the victim's exposure in a window under the person's genes and co-medication. */
export function predictionsFor(
  victim: string,
  genes: readonly GeneFact[],
  beside: readonly CoMedication[],
  window: DaySpan,
  knowledge: EnzymeKnowledge,
): Predictions {
  const states = geneStates(genes);
  const perpetrators = perpetratorsIn(beside, window, knowledge);
  return {
    genes: predictExposure({ victim, perpetrators: [], genes: states }, knowledge),
    drugs: predictExposure({ victim, perpetrators }, knowledge),
    both: predictExposure({ victim, perpetrators, genes: states }, knowledge),
  };
}
