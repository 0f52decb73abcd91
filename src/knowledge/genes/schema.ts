/** Shapes of the rows of the genes pack. */
import * as z from 'zod';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const optionalText = z.string().default('');

/** One gene table: how alleles become a phenotype, and the version that says so. */
export const GeneTableRow = z.object({
  gene: z.string().min(1),
  method: z.enum(['activity-score', 'function-pair', 'single-function']),
  copies: z.enum(['yes', 'no']),
  within_haplotype: z.enum(['', 'lowest']),
  version: z.string().min(1),
  ...fact,
});
export type GeneTableRow = z.infer<typeof GeneTableRow>;

/** One allele: its function word and, for scored genes, its activity ('' = uncertain, '>=3.0' = at least). */
export const AlleleRow = z.object({
  gene: z.string().min(1),
  allele: z.string().min(1),
  function: z.string().min(1),
  activity: z.string().regex(/^(|(>=)?\d+(\.\d+)?)$/),
  ...fact,
});
export type AlleleRow = z.infer<typeof AlleleRow>;

/** A named arrangement of copies on one chromosome and the activity its table gives. */
export const StructuralRow = z.object({
  gene: z.string(),
  allele: z.string(),
  activity: AlleleRow.shape.activity,
  note: optionalText,
  ...fact,
});
export type StructuralRow = z.infer<typeof StructuralRow>;

/** From this score on (inclusive `from`, exclusive `above`) the phenotype holds, until the next bound. */
export const CutOffRow = z.object({
  gene: z.string().min(1),
  scheme: z.enum(['cpic', 'dpwg']),
  bound: z.coerce.number(),
  kind: z.enum(['from', 'above']),
  phenotype: z.string().min(1),
  ...fact,
});
export type CutOffRow = z.infer<typeof CutOffRow>;

/** Two allele functions and the phenotype they make together, in either order. */
export const FunctionPairRow = z.object({
  gene: z.string().min(1),
  function1: z.string().min(1),
  function2: z.string(),
  phenotype: z.string().min(1),
  ...fact,
});
export type FunctionPairRow = z.infer<typeof FunctionPairRow>;

/** What a guideline says a phenotype does to the effect of a drug; `claim` says how far the statement reaches (`standard-dose`: none needed, so no explanation). */
export const GeneDrugRow = z.object({
  gene: z.string().min(1),
  phenotypes: z.string().min(1),
  drug: z.string().min(1),
  rxcui: optionalText,
  mechanism: z.enum([
    'prodrug-activation-lost',
    'rapid-clearance',
    'active-metabolite-ratio',
    'target-non-responsive',
    'transporter',
  ]),
  effect: z.string(),
  claim: z.enum(['efficacy-stated', 'activation-reduced', 'exposure-only', 'standard-dose']),
  classification: optionalText,
  context: optionalText,
  population: optionalText,
  referenceGenotype: z.string().min(1),
  guideline: z.enum(['CPIC', 'DPWG']),
  note: optionalText,
  ...fact,
});
export type GeneDrugRow = z.infer<typeof GeneDrugRow>;

/** How a modulator of a given strength moves a gene's score, activity or phenotype. */
export const PhenoconversionRow = z.object({
  gene: z.string().min(1),
  rule: z.enum(['score-factor', 'phenotype-step', 'activity-factor']),
  modulator: z.enum(['inhibitor', 'inducer']),
  strength: z.enum(['strong', 'moderate', 'weak']),
  value: z.string().min(1),
  ...fact,
});
export type PhenoconversionRow = z.infer<typeof PhenoconversionRow>;

/** One code of the genomics reporting standards and what it stands for. */
export const GenomicsCodeRow = z.object({
  kind: z.enum([
    'observation',
    'component',
    'gene-phenotype',
    'answer',
    'report',
    'not-a-genotype',
    'extension',
    'omop-concept',
  ]),
  code: z.string().min(1),
  meaning: z.string().min(1),
  ...fact,
});
export type GenomicsCodeRow = z.infer<typeof GenomicsCodeRow>;

/** The tables of this pack and the schema of their rows. */
export const tables = {
  'tables.csv': GeneTableRow,
  'alleles.csv': AlleleRow,
  'structural.csv': StructuralRow,
  'cut-offs.csv': CutOffRow,
  'function-pairs.csv': FunctionPairRow,
  'gene-drug.csv': GeneDrugRow,
  'phenoconversion.csv': PhenoconversionRow,
  'fhir-codes.csv': GenomicsCodeRow,
};
