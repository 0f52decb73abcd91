/** The vocabulary for commands that need no other knowledge. */
import { UserError } from '../domain/problem.ts';
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

/**
 * What the field's word means and how it is decided: all terms of that id, name or synonym; all terms without a word.
 *
 * @example explain('tachyphylaxis')[0]?.kind //=> 'cause'
 * @throws UserError where the vocabulary knows no such word
 */
export function explain(word = ''): readonly TermRow[] {
  const terms = loadTerms();
  if (word.trim() === '') return terms.all;
  const found = terms.find(word);
  if (found.length === 0) throw new UserError(`"${word}" is no term RxWhy uses`);
  return found;
}
