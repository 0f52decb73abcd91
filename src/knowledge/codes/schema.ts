/** Shape of a row of the crosswalk from our terms to public vocabularies. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

/**
 * One code for one term, or the statement that a system has none (`code` "none").
 *
 * MedDRA stands by name only: `code` is "none" and `display_own_words` is the preferred term. All other displays are
 * in our own words. `note` narrows where the code says less or more than the term.
 */
export const CodeRow = z.object({
  term: z.string().regex(/^[a-z0-9-]+$/),
  system: z.string().min(1),
  code: z.string().min(1),
  display_own_words: z.string(),
  note: z.string(),
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type CodeRow = z.infer<typeof CodeRow>;

export const tables: PackTables = { 'data.csv': CodeRow };
