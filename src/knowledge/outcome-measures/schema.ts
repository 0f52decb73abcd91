/** Shapes of the rows of the outcome-measures pack. Totals only: no item text of any scale. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const numberOrNull = z.string().transform((cell, context) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  context.addIssue({ code: 'custom', message: `\`${cell}\` is no number` });
  return z.NEVER;
});

/** One measure: how a record names it, its canonical unit, which way is better and what change counts. */
export const MeasureRow = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  direction: z.enum(['lower-better', 'higher-better']),
  /** canonical UCUM unit; empty for a score or category */
  unit: z.string(),
  /** plausible range in the canonical unit; a value outside is refused */
  low: numberOrNull,
  high: numberOrNull,
  /** least possible total, subtracted before a percent change is taken */
  floor: numberOrNull,
  /** smallest change that counts, canonical unit */
  smallestChange: numberOrNull,
  /** value of a person without the condition; the generic rule measures the way to it */
  normal: numberOrNull,
  /** conditions the measure judges where they have no criterion of their own on it */
  conditions: list,
  daysToJudge: numberOrNull,
  loinc: list,
  snomed: list,
  /** whole-word names and local names */
  names: list,
  /** words that make a text with one of the names something else ("ratio", "urine") */
  notWords: list,
  /** its answers are statements about the effect and are read as such */
  stated: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  ...fact,
});
export type MeasureRow = z.infer<typeof MeasureRow>;

/** Units one measure accepts and how each becomes the canonical one: value x factor + offset, or 10^value. */
export const UnitRow = z.object({
  measure: z.string(),
  units: z.string().transform((cell) => cell.split(';').map((part) => part.trim())),
  transform: z.enum(['linear', 'power-of-ten']),
  factor: z.coerce.number(),
  offset: z.coerce.number(),
  ...fact,
});
export type UnitRow = z.infer<typeof UnitRow>;

/** Words or codes that stand for a value of a measure ("complete response", "not detected"). */
export const CodedValueRow = z.object({
  measure: z.string(),
  value: z.coerce.number(),
  words: list,
  snomed: list,
  ...fact,
});
export type CodedValueRow = z.infer<typeof CodedValueRow>;

/** Which test's outcome the growth of a germ is; germs without a row are bacteria. */
export const GermRow = z.object({ measure: z.string(), words: list, ...fact });
export type GermRow = z.infer<typeof GermRow>;

export const tables: PackTables = {
  'measures.csv': MeasureRow,
  'units.csv': UnitRow,
  'coded.csv': CodedValueRow,
  'germs.csv': GermRow,
};
