/** Names and plain meanings of the terms, as the views of a record want them. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { TermRow } from '../../knowledge/terms/index.ts';
import { loadJson } from '../tables.ts';

export type TermNames = ReadonlyMap<string, TermRow>;

export const TermsContext = createContext<TermNames>(new Map());

let loading: Promise<TermNames> | null = null;

/** The vocabulary, loaded once. */
export function loadTerms(): Promise<TermNames> {
  loading ??= loadJson<TermRow[]>('data/terms.json.gz').then((rows) => new Map(rows.map((row) => [row.id, row])));
  return loading;
}

/** The vocabulary; empty until it has come. */
export function useTermNames(): TermNames {
  const [names, setNames] = useState<TermNames>(new Map());
  useEffect(() => {
    void loadTerms().then(setNames);
  }, []);
  return names;
}

/** The name of a term, its id without hyphens where it is none. */
export function useNameOf(): (term: string) => string {
  const names = useContext(TermsContext);
  return (term) => names.get(term)?.name ?? term.replaceAll('-', ' ');
}
