/** The closed vocabulary: the ids RxWhy may say. Meanings, sources and codes live in the terms pack. */
import * as z from 'zod';

export const CourseTerm = z.enum([
  'responding',
  'partial-response',
  'primary-non-response',
  'secondary-non-response',
  'too-early-to-judge',
  'never-started',
  'not-assessable',
]);
export type CourseTerm = z.infer<typeof CourseTerm>;

export const CauseTerm = z.enum([
  'no-benefit-expected',
  'delivery-problem',
  'non-adherence',
  'never-filled',
  'missed-doses',
  'wrong-dose-taken',
  'wrong-timing',
  'stopped-early',
  'dose-too-low',
  'insufficient-duration',
  'stopped-for-intolerance',
  'pharmacogenomic',
  'rapid-clearance-genotype',
  'prodrug-not-activated-genotype',
  'target-genotype',
  'drug-interaction',
  'induction',
  'prodrug-activation-blocked',
  'impaired-absorption',
  'pharmacodynamic-antagonism',
  'inhibition-intolerance',
  'phenoconversion',
  'altered-disposition',
  'low-drug-level',
  'tolerance',
  'tachyphylaxis',
  'disease-progression',
  'immunogenicity',
  'antimicrobial-resistance',
  'intrinsic-resistance',
  'acquired-resistance',
  'resistance-emerged-on-therapy',
  'superinfection',
  'cancer-drug-resistance',
  'efflux-multidrug-resistance',
  'target-alteration-resistance',
  'unexplained-non-response',
]);
export type CauseTerm = z.infer<typeof CauseTerm>;

export const LabelTerm = z.enum([
  'treatment-resistant-depression',
  'treatment-resistant-schizophrenia',
  'drug-resistant-epilepsy',
  'resistant-hypertension',
  'refractory-hypertension',
  'treatment-refractory',
  'multidrug-resistant-organism',
  'extensively-drug-resistant-organism',
  'pandrug-resistant-organism',
]);
export type LabelTerm = z.infer<typeof LabelTerm>;

export const UMBRELLA = 'therapeutic-failure';

/** How likely this explains this failure, strongest first. */
export const Certainty = z.enum(['confirmed', 'probable', 'possible', 'unlikely', 'excluded']);
export type Certainty = z.infer<typeof Certainty>;

/** How a fact is known. */
export const Basis = z.enum(['measured', 'recorded', 'inferred', 'assumed']);
export type Basis = z.infer<typeof Basis>;

export const Answer = z.enum(['yes', 'no', 'unknown']);
export type Answer = z.infer<typeof Answer>;

const ORDER: readonly Certainty[] = Certainty.options;

/** Position on the scale, 0 for confirmed to 4 for excluded. */
export function certaintyRank(certainty: Certainty): number {
  return ORDER.indexOf(certainty);
}

/** The weaker of two certainties. @example weaker('probable', 'possible') //=> 'possible' */
export function weaker(a: Certainty, b: Certainty): Certainty {
  return certaintyRank(a) >= certaintyRank(b) ? a : b;
}

/** One step down the scale, never below `unlikely`: doubt alone does not exclude. */
export function oneStepDown(certainty: Certainty): Certainty {
  if (certainty === 'excluded') return 'excluded';
  return ORDER[Math.min(certaintyRank(certainty) + 1, certaintyRank('unlikely'))] ?? 'unlikely';
}

/** True for `confirmed`, `probable` and `possible`: what may be listed as a cause. */
export function isSupported(certainty: Certainty): boolean {
  return certaintyRank(certainty) <= certaintyRank('possible');
}
