/** One row of the vocabulary. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

export const TermKind = z.enum(['umbrella', 'course', 'cause', 'label', 'certainty', 'basis', 'standing']);
export type TermKind = z.infer<typeof TermKind>;

export const TermRow = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  kind: TermKind,
  /** ids of the causes this one is a kind of */
  parents: z.array(z.string()),
  /** was the drug given a fair chance where this is the cause? null for what is no cause */
  chance: z.enum(['unfair', 'fair']).nullable(),
  name: z.string().min(1),
  /** one sentence a reader of about fourteen understands */
  plain: z.string().min(1),
  /** how RxWhy decides it, in its own words */
  decided: z.string().min(1),
  confusedWith: z.array(z.strictObject({ term: z.string(), how: z.string().min(1) })),
  aliases: z.array(z.string()),
  /** codes of other vocabularies; `code` is null where only the name may be shown (MedDRA) */
  codes: z.array(z.strictObject({ system: z.string(), code: z.string().nullable(), display: z.string() })),
  source: z.string().min(1),
  checked: z.enum(['yes', 'no']),
});
export type TermRow = z.infer<typeof TermRow>;

export const tables = { 'data.json': TermRow } satisfies PackTables;
