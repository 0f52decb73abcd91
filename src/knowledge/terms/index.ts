/** The terms pack as a look-up: what each id means and how it is decided. */
import type { TermRow } from './schema.ts';

export type { TermKind, TermRow } from './schema.ts';

/** The vocabulary in its order: umbrella, course, causes, labels, then the words for certainty, basis and standing. */
export interface Terms {
  all: readonly TermRow[];
  /** by id; the map also serves as the names reports are written with */
  byId: ReadonlyMap<string, TermRow>;
  /** the terms a word means: an id, a name or an alias, upper and lower case alike; empty where none does */
  find(word: string): TermRow[];
  /** ids of the direct kinds of a term */
  children(id: string): string[];
}

const folded = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');

// "antidepressant tachyphylaxis (colloquial)" is also found without its remark.
const keysOf = (term: TermRow): string[] =>
  [term.id, term.name, ...term.aliases, ...term.aliases.map((alias) => alias.replace(/\s*\([^)]*\)$/, ''))].map(folded);

/**
 * Builds the vocabulary from its validated rows.
 * @example buildTerms(rows).find('TRD')[0]?.id //=> 'treatment-resistant-depression'
 */
export function buildTerms(rows: readonly TermRow[]): Terms {
  const byWord = new Map<string, Set<TermRow>>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const meant = byWord.get(key) ?? new Set<TermRow>();
      meant.add(row);
      byWord.set(key, meant);
    }
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    all: rows,
    byId,
    find: (word) => {
      const exact = byId.get(word);
      return exact === undefined ? [...(byWord.get(folded(word)) ?? [])] : [exact];
    },
    children: (id) => rows.filter((row) => row.parents.includes(id)).map((row) => row.id),
  };
}
