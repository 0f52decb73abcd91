/** Kinds of cells that tables of several packs have. */
import * as z from 'zod';

/** The provenance of a row: where the fact stands, and whether it was read there. */
export const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };

/** A cell that lists values between semicolons; an empty cell is an empty list. */
export const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** A number that is 0 or more, or an empty cell: null. */
export const optionalNumber = z
  .string()
  .regex(/^(\d+(\.\d+)?)?$/)
  .transform((cell) => (cell === '' ? null : Number(cell)));

/** A threshold of a pack: one number with its unit and what it means. */
export const threshold = z.object({
  id: z.string().min(1),
  value: z.coerce.number(),
  unit: z.string().min(1),
  meaning: z.string().min(1),
  ...fact,
});
