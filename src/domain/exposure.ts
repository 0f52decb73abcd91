/** The ledger: what share of the intended exposure arrived in the judgement window, and what took the rest. */
import * as z from 'zod';

export const FactorName = z.enum([
  'taken',
  'prescribed',
  'absorbed',
  'disposition',
  'genotype',
  'interactions',
  'joint',
]);
export type FactorName = z.infer<typeof FactorName>;

/** One uncapped factor. `share` of the loss among factors below 1; null where the factor is unknown or not below 1. */
export const Factor = z.object({
  factor: FactorName,
  state: z.enum(['known', 'unknown', 'not-applicable', 'compensating']),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  share: z.number().nullable(),
  basis: z.string(),
  checked: z.boolean(),
  facts: z.array(z.string()),
  sources: z.array(z.string()),
  records: z.array(z.string()),
});
export type Factor = z.infer<typeof Factor>;

/** Another drug, food or herb in use beside the trial; days are inclusive, `endDay` null is still in use. */
export const CoMedication = z.object({
  id: z.string(),
  name: z.string(),
  atc: z.array(z.string()),
  periods: z.array(z.object({ startDay: z.number().int(), endDay: z.number().int().nullable() })),
  /** share of the window's days on which it was available */
  daysShare: z.number(),
  /** hours between the two doses where both times are stated; negative: the trial's drug comes first */
  hoursApart: z.number().nullable(),
  records: z.array(z.string()),
});
export type CoMedication = z.infer<typeof CoMedication>;

/** A genotype as our tables read it; `scores` with `high` null is open ("at least"). */
export const GeneFact = z.object({
  gene: z.string(),
  diplotype: z.string().nullable(),
  phenotypes: z.array(z.string()),
  phenotype: z.string(),
  activityScore: z.string(),
  scores: z.array(z.object({ low: z.number(), high: z.number().nullable() })),
  disagreements: z.array(z.string()),
  tableVersion: z.string(),
  records: z.array(z.string()),
});
export type GeneFact = z.infer<typeof GeneFact>;

/** A bodily state that changes absorption or elimination, over half-open days; `to` null is not over. */
export const BodilyState = z.object({
  state: z.string(),
  stage: z.string(),
  from: z.number().int(),
  to: z.number().int().nullable(),
  records: z.array(z.string()),
});
export type BodilyState = z.infer<typeof BodilyState>;

/** The product of the known factors, uncapped; null where not even `taken` or `prescribed` is known. */
export const Exposure = z.object({
  relative: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  factors: z.array(Factor),
  /** what the factors were computed from: drugs beside it in the window, genes, bodily states */
  beside: z.array(CoMedication),
  genes: z.array(GeneFact),
  states: z.array(BodilyState),
});
export type Exposure = z.infer<typeof Exposure>;
