import * as z from 'zod';
import type { PackTables } from '../pack.ts';

/**
 * A phrase, lower case, and what it says; parts joined by "&" must all be there. `unless` are phrases whose presence
 * takes the meaning away.
 */
export const Phrase = z.object({
  field: z.enum([
    'stop-reason',
    'taking',
    'delivery',
    'not-indicated',
    'organ-impairment',
    'timing',
    'adherence-measure',
    'smoking',
    'bodily-state',
    'taken-with',
    'progression',
    'metastasis',
    'drug-free-interval',
    'route',
  ]),
  meaning: z.string(),
  phrase: z.string(),
  unless: z.string().transform((cell) => (cell === '' ? [] : cell.split(';').map((part) => part.trim()))),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type Phrase = z.infer<typeof Phrase>;

/** A code that says the same: FHIR statusReason codes, SNOMED CT reasons. */
export const ReasonCode = z.object({
  code: z.string(),
  meaning: z.string(),
  note: z.string(),
  source: z.string(),
  checked: z.enum(['yes', 'no']),
});
export type ReasonCode = z.infer<typeof ReasonCode>;

export const tables: PackTables = { 'data.csv': Phrase, 'codes.csv': ReasonCode };
