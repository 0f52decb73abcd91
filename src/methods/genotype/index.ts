/** Genotype: diplotype to activity score to phenotype, by the published rules of each gene's table. */
export { type AlleleReading, readAllele } from './allele.ts';
export {
  callDiplotype,
  type DiplotypeCall,
  INDETERMINATE,
  type Score,
  scorePhenotype,
  scoreText,
} from './diplotype.ts';
export { type Interpretation, interpretGenotype, type ReportedGenotype } from './interpret.ts';
export {
  type Modulator,
  modulatorsOf,
  type Phenoconversion,
  phenoconvert,
  type Strength,
  shownPhenotype,
} from './phenoconversion.ts';
export { readScore, standardPhenotype } from './words.ts';
