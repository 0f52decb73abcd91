/** Shapes of the rows of the absorption-and-antagonism pack. */
import * as z from 'zod';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const optionalNumber = z
  .string()
  .regex(/^(\d+(\.\d+)?)?$/)
  .transform((text) => (text === '' ? null : Number(text)));

/**
 * One drug or class that keeps another from being absorbed or from acting. Victim and perpetrator are ingredient
 * names or
 * class ids of `classes.csv`.
 *
 * `ratio` with `low` and `high` = exposure when taken together (empty = unknown size). `hoursBefore` and
 * `hoursAfter`: the
 * victim taken this long before or after the perpetrator escapes; empty = separation does not help. Days as in the
 * enzymes pack.
 */
export const AbsorptionRow = z.object({
  victim: z.string().min(1),
  perpetrator: z.string().min(1),
  kind: z.enum(['absorption', 'antagonism', 'other']),
  mechanism: z.string().min(1),
  ratio: optionalNumber,
  low: optionalNumber,
  high: optionalNumber,
  hoursBefore: optionalNumber,
  hoursAfter: optionalNumber,
  onsetDays: z.coerce.number().nonnegative(),
  offsetDays: z.coerce.number().nonnegative(),
  /** words of a dose form the row does not hold for, parted by ";" */
  exceptForms: z.string().transform((text) => text.split(';').filter((word) => word !== '')),
  note: z.string(),
  ...fact,
});
export type AbsorptionRow = z.infer<typeof AbsorptionRow>;

/** One member of a class: an ingredient name, or an ATC prefix all of whose drugs belong to it. */
export const ClassMemberRow = z.object({
  class: z.string().min(1),
  by: z.enum(['ingredient', 'atc']),
  value: z.string().min(1),
  ...fact,
});
export type ClassMemberRow = z.infer<typeof ClassMemberRow>;

/** The tables of this pack and the schema of their rows. */
export const tables = { 'data.csv': AbsorptionRow, 'classes.csv': ClassMemberRow };
