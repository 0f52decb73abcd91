/** The vocabulary for commands that need no other knowledge. */
import type { TermNames } from '../explain/index.ts';
import data from '../knowledge/terms/data.json' with { type: 'json' };
import { buildTerms, type TermRow, type Terms } from '../knowledge/terms/index.ts';

/** The vocabulary as shipped. */
export function loadTerms(): Terms {
  return buildTerms(data as TermRow[]);
}

/** Names and plain meanings, as reports want them. */
export function termNames(): TermNames {
  return loadTerms().byId;
}
