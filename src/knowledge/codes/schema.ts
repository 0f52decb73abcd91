/** Shapes of the crosswalk from our terms to public vocabularies. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const list = (cell: string): string[] =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What a code is bound to: drugs by ATC prefix, or conditions; neither binds nothing. */
const OnlyFor = z
  .string()
  .regex(/^(|atc:[A-Z0-9;]+|condition:[a-z0-9;-]+)$/)
  .transform((cell): { atc: string[]; conditions: string[] } => ({
    atc: cell.startsWith('atc:') ? list(cell.slice('atc:'.length)) : [],
    conditions: cell.startsWith('condition:') ? list(cell.slice('condition:'.length)) : [],
  }));

/**
 * One code for one term, or the statement that a system has none (`code` "none").
 *
 * MedDRA stands by name only: `code` is "none" and `display_own_words` is the preferred term. All other displays are
 * in our own words. `note` narrows where the code says less or more than the term; `only_for` says so for a program.
 */
export const CodeRow = z.object({
  term: z.string().regex(/^[a-z0-9-]+$/),
  system: z.string().min(1),
  code: z.string().min(1),
  display_own_words: z.string(),
  note: z.string(),
  only_for: OnlyFor,
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type CodeRow = z.infer<typeof CodeRow>;

/** The member of a family of codes ("T36-T50, 6th character 6") for the drugs of an ATC prefix; the longest wins. */
export const DrugCodeRow = z.object({
  family: z.string().min(1),
  atc: z.string().regex(/^[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?$/),
  code: z.string().min(1),
  display_own_words: z.string().min(1),
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type DrugCodeRow = z.infer<typeof DrugCodeRow>;

export const tables: PackTables = { 'data.csv': CodeRow, 'by-drug.csv': DrugCodeRow };
