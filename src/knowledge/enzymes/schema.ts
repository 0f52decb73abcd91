/** Shapes of the rows of the enzymes pack. */
import * as z from 'zod';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const optionalNumber = z
  .string()
  .regex(/^(\d+(\.\d+)?)?$/)
  .transform((text) => (text === '' ? null : Number(text)));

/** What one drug does to one enzyme or transporter, and when: days from its first and after its last dose. */
export const PerpetratorRow = z.object({
  drug: z.string().min(1),
  target: z.string().min(1),
  effect: z.enum(['inhibitor', 'inducer']),
  strength: z.enum(['strong', 'moderate', 'weak', 'unclassified']),
  mechanism: z.enum(['reversible', 'mechanism-based', 'inducer']),
  onsetDays: z.coerce.number().nonnegative(),
  maxDays: z.coerce.number().positive(),
  offsetDays: z.coerce.number().positive(),
  timing: z.enum(['default', 'row']),
  note: z.string(),
  ...fact,
});
export type PerpetratorRow = z.infer<typeof PerpetratorRow>;

/**
 * One pathway of one drug. `contribution` is the share of its clearance seen in a study with `indexPerpetrator`;
 * `sensitivity` is the published class where there is one; `inductionScale` multiplies what inducers do to this route
 * in the
 * few drugs whose studies show more (gut wall and liver induced at once); empty = 1.
 */
export const PathwayRow = z.object({
  drug: z.string().min(1),
  enzyme: z.string().min(1),
  role: z.enum(['elimination', 'activation']),
  sensitivity: z.enum(['', 'sensitive', 'moderate', 'weak']),
  contribution: optionalNumber,
  indexPerpetrator: z.string(),
  inductionScale: optionalNumber,
  note: z.string(),
  ...fact,
});
export type PathwayRow = z.infer<typeof PathwayRow>;

/**
 * The number a published class stands for where nothing better is known: share of clearance, fraction inhibited, or
 * fold gain in activity. `spread` is its standard deviation on the fitting scale (log odds; natural log for induction).
 */
export const ClassRow = z.object({
  kind: z.enum(['contribution', 'inhibition', 'induction']),
  family: z.enum(['CYP3A', 'CYP', 'UGT', 'transporter', 'rest']),
  class: z.enum(['sensitive', 'moderate', 'weak', 'listed', 'study', 'strong', 'unclassified']),
  value: z.coerce.number().positive(),
  spread: z.coerce.number().positive(),
  ...fact,
});
export type ClassRow = z.infer<typeof ClassRow>;

/**
 * A fitted number. `pairs` is how many observed victim-perpetrator pairs informed it; `spread` as in the class rows.
 * A row
 * without a drug stands for a class: `enzyme` is then the family. `interval` rows hold the spread of pairs around the
 * model: `base` for every pair, `up` and `down` per unit of the predicted log ratio above and below 1.
 */
export const FittedRow = z.object({
  kind: z.enum(['contribution', 'inhibition', 'induction', 'interval']),
  drug: z.string(),
  enzyme: z.string(),
  class: z.string(),
  value: z.coerce.number(),
  spread: z.coerce.number(),
  pairs: z.coerce.number().int(),
  ...fact,
});
export type FittedRow = z.infer<typeof FittedRow>;

/**
 * What a drug's effect rests on. `kind`: metabolite (a prodrug) or sum (parent and metabolite both act); a drug
 * without a
 * row acts itself. `activation` says who forms the metabolite: a CYP, or esterases and other enzymes that co-medication
 * hardly touches; for those the pathway rows describe what circulates. `share` is the part of the active metabolite
 * that
 * `enzyme` forms (empty = unknown), `metaboliteWeight` the metabolite's part of the whole effect in the reference
 * person,
 * `metabolitePathways` its own routes (`UGT:0.5;CYP3A:0.3`), `analyte` what exposure studies of the drug report.
 */
export const MoietyRow = z.object({
  drug: z.string().min(1),
  kind: z.enum(['metabolite', 'sum']),
  metabolite: z.string().min(1),
  activation: z.enum(['cyp', 'ester', 'other']),
  enzyme: z.string(),
  share: optionalNumber,
  shareLow: optionalNumber,
  shareHigh: optionalNumber,
  metaboliteWeight: optionalNumber,
  metabolitePathways: z.string(),
  analyte: z.enum(['parent', 'metabolite']),
  note: z.string(),
  ...fact,
});
export type MoietyRow = z.infer<typeof MoietyRow>;

/**
 * Activity of an enzyme in people of one phenotype, relative to the reference genotype; `drug` limits a row to one
 * drug.
 */
export const GenotypeActivityRow = z.object({
  gene: z.string().min(1),
  enzyme: z.string().min(1),
  phenotype: z.string().min(1),
  drug: z.string(),
  activity: z.coerce.number().nonnegative(),
  low: z.coerce.number().nonnegative(),
  high: z.coerce.number().nonnegative(),
  ...fact,
});
export type GenotypeActivityRow = z.infer<typeof GenotypeActivityRow>;

/** An observed ratio of the active metabolite of one drug under one perpetrator. */
export const ObservedActivationRow = z.object({
  victim: z.string().min(1),
  perpetrator: z.string().min(1),
  ratio: z.coerce.number().positive(),
  low: z.coerce.number().positive(),
  high: z.coerce.number().positive(),
  note: z.string(),
  ...fact,
});
export type ObservedActivationRow = z.infer<typeof ObservedActivationRow>;

/** One question of the Drug Interaction Probability Scale with its scores; an unanswered one scores nothing. */
export const DipsRow = z.object({
  item: z.coerce.number().int().positive(),
  asks: z.string().min(1),
  yes: z.coerce.number().int(),
  no: z.coerce.number().int(),
  ...fact,
});
export type DipsRow = z.infer<typeof DipsRow>;

/** A category of the scale and the least score it begins at. */
export const DipsBandRow = z.object({ category: z.string().min(1), least: z.coerce.number().int(), ...fact });
export type DipsBandRow = z.infer<typeof DipsBandRow>;

/** The tables of this pack and the schema of their rows. */
export const tables = {
  'perpetrators.csv': PerpetratorRow,
  'pathways.csv': PathwayRow,
  'classes.csv': ClassRow,
  'fitted.csv': FittedRow,
  'moieties.csv': MoietyRow,
  'genotype-activity.csv': GenotypeActivityRow,
  'observed-activation.csv': ObservedActivationRow,
  'dips.csv': DipsRow,
  'dips-bands.csv': DipsBandRow,
};
