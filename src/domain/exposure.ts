/** The ledger: what share of the intended exposure arrived in the judgement window, and what took the rest. */
import { z } from 'zod';

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

/** The product of the known factors, uncapped; null where not even `taken` or `prescribed` is known. */
export const Exposure = z.object({
  relative: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  factors: z.array(Factor),
});
export type Exposure = z.infer<typeof Exposure>;
