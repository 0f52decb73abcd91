/** Shapes of the rows of the disposition pack. */
import * as z from 'zod';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const optionalNumber = z
  .string()
  .regex(/^(\d+(\.\d+)?)?$/)
  .transform((text) => (text === '' ? null : Number(text)));

/**
 * What a bodily state does to a drug, an enzyme, the kidney or a route.
 *
 * `measure`: activity relative to other times (enzyme, renal), exposure relative to the same dose (drug, class,
 * route), or
 * the fraction a session removes. `value` empty = the size cannot be predicted, only its range. `recoveryDays` after
 * the
 * state ends.
 */
export const DispositionRow = z.object({
  state: z.enum(['pregnancy', 'bariatric-surgery', 'malabsorption', 'augmented-renal-clearance', 'dialysis']),
  stage: z.string().min(1),
  scope: z.enum(['enzyme', 'renal', 'drug', 'class', 'route']),
  target: z.string().min(1),
  measure: z.enum(['activity', 'exposure', 'removed-fraction']),
  value: optionalNumber,
  low: z.coerce.number().nonnegative(),
  high: z.coerce.number().positive(),
  recoveryDays: optionalNumber,
  note: z.string(),
  ...fact,
});
export type DispositionRow = z.infer<typeof DispositionRow>;

/** The part of a drug that leaves unchanged by the kidney. */
export const RenalShareRow = z.object({ drug: z.string().min(1), share: z.coerce.number().min(0).max(1), ...fact });
export type RenalShareRow = z.infer<typeof RenalShareRow>;

/** A test with an observed dose: what its result says about absorption. */
export const ObservedDoseTestRow = z.object({
  drug: z.string().min(1),
  measure: z.string().min(1),
  unit: z.string().min(1),
  cutOff: z.coerce.number(),
  comparison: z.enum(['at least', 'below']),
  meaning: z.string().min(1),
  ...fact,
});
export type ObservedDoseTestRow = z.infer<typeof ObservedDoseTestRow>;

/** A diagnosis code that records a state; a code without a dot stands for all below it. */
export const StateCodeRow = z.object({ state: z.string(), stage: z.string(), icd10cm: z.string().min(1), ...fact });
export type StateCodeRow = z.infer<typeof StateCodeRow>;

/** Days of one stage from the start of its state, `toDay` exclusive and null where the stage does not end by itself. */
export const StageRow = z.object({
  state: z.string().min(1),
  stage: z.string().min(1),
  fromDay: z.coerce.number().int().nonnegative(),
  toDay: optionalNumber,
  ...fact,
});
export type StageRow = z.infer<typeof StageRow>;

/** A measured value that shows a state for some days around it: the name holds `name`, and none of `unless`. */
export const MeasuredStateRow = z.object({
  state: z.string().min(1),
  name: z.string().min(1),
  unless: z.string().transform((text) => text.split(';').filter((word) => word !== '')),
  unit: z.string().min(1),
  above: z.coerce.number().positive(),
  daysAround: z.coerce.number().int().positive(),
  ...fact,
});
export type MeasuredStateRow = z.infer<typeof MeasuredStateRow>;

/** The tables of this pack and the schema of their rows. */
export const tables = {
  'data.csv': DispositionRow,
  'renal-share.csv': RenalShareRow,
  'observed-dose-tests.csv': ObservedDoseTestRow,
  'codes.csv': StateCodeRow,
  'stages.csv': StageRow,
  'measured-states.csv': MeasuredStateRow,
};
