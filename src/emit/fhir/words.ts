/** What the FHIR output needs to be told: names, codes of others, and where a source can be found. */
import type { TermNames } from '../../explain/index.ts';

/** Where a source of the bibliography can be found. */
export interface SourceAddress {
  title: string;
  doi?: string | undefined;
  pmid?: string | undefined;
  url?: string | undefined;
}

export interface FhirWords {
  names: TermNames;
  /** codes of public vocabularies for a term; `code` "none" where only a name is known */
  codesOf: (term: string) => readonly { system: string; code: string }[];
  sources: ReadonlyMap<string, SourceAddress>;
}

/**
 * The address of a source, the most lasting first; null where it has none.
 * @example addressOf({ title: 'x', doi: '10.1/2' }) //=> 'https://doi.org/10.1/2'
 */
export function addressOf(source: SourceAddress | undefined): string | null {
  if (source?.doi) return `https://doi.org/${source.doi}`;
  if (source?.pmid) return `https://pubmed.ncbi.nlm.nih.gov/${source.pmid}/`;
  return source?.url && /^https?:\/\/\S+$/.test(source.url) ? source.url : null;
}
