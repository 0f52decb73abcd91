/** What a row of `drug_exposure` is, by its type concept: a prescription, a dispensing, a dose given, or a word about it. */
import type { Vocabulary } from './concepts.ts';
import types from './drug-types.json' with { type: 'json' };

export type DrugType = 'order' | 'dispensing' | 'administration' | 'statement' | 'derived';

const BY_ID = new Map(Object.entries(types.byId) as [string, DrugType][]);
const DERIVED = new Set(types.derived);
const BY_NAME = (types.byName as [string, DrugType][]).map(([words, type]) => [new RegExp(words, 'i'), type] as const);

/**
 * The kind of a row by the name its type concept has in the data's own vocabulary, else by its id; null where neither
 * tells. The name comes first: it is the source's own word, while most ids below were not read at theirs (`checked` names
 * those that were). "EHR" or "Claim" alone says where a row came from, not what it is.
 * @example drugTypeOf('32869', vocabulary) //=> 'dispensing'
 */
export function drugTypeOf(typeId: string | null, vocabulary: Vocabulary): DrugType | null {
  if (typeId === null) return null;
  if (DERIVED.has(typeId)) return 'derived';
  const name = vocabulary.concept(typeId)?.name ?? '';
  return BY_NAME.find(([words]) => words.test(name))?.[1] ?? BY_ID.get(typeId) ?? null;
}
