/** Codes of public vocabularies for our terms. */
import type { CodeRow } from './schema.ts';

export type { CodeRow } from './schema.ts';

/** Look-up of the crosswalk. */
export interface TermCodes {
  /** codes and MedDRA names of a term in the pack's order; "none" rows are left out */
  codesOf(term: string): CodeRow[];
  /** systems looked through in vain for a term */
  withoutCode(term: string): string[];
}

/**
 * Builds the look-up.
 * @example buildCodes(rows).codesOf('resistant-hypertension')[0]?.code //=> 'I1A.0'
 */
export function buildCodes(rows: readonly CodeRow[]): TermCodes {
  const byTerm = new Map<string, CodeRow[]>();
  for (const row of rows) byTerm.set(row.term, [...(byTerm.get(row.term) ?? []), row]);
  const isNone = (row: CodeRow): boolean => row.code === 'none' && row.display_own_words === '';
  return {
    codesOf: (term) => (byTerm.get(term) ?? []).filter((row) => !isNone(row)),
    withoutCode: (term) => (byTerm.get(term) ?? []).filter(isNone).map((row) => row.system),
  };
}
