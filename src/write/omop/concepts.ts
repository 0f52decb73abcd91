/** Concepts of a data set's own: each code met gets an id above those of the vocabularies. */
import { FIRST_OWN_CONCEPT, type Fields } from './parts.ts';

export interface OwnConcepts {
  /** the id of a code, the same one whenever it is met */
  own(vocabulary: string, code: string, name: string, domain: string, className: string): number;
  /** the cells of every concept met, in their order */
  all(): Fields[];
}

/** An empty register of concepts. */
export function ownConcepts(): OwnConcepts {
  const concepts = new Map<string, { id: number; cells: Fields }>();
  return {
    own(vocabulary, code, name, domain, className) {
      const key = `${vocabulary}|${code}`;
      const known = concepts.get(key);
      if (known) return known.id;
      const id = FIRST_OWN_CONCEPT + concepts.size + 1;
      concepts.set(key, {
        id,
        cells: {
          concept_id: id,
          concept_name: name,
          domain_id: domain,
          vocabulary_id: vocabulary,
          concept_class_id: className,
          concept_code: code,
          valid_start_date: '1970-01-01',
          valid_end_date: '2099-12-31',
        },
      });
      return id;
    },
    all: () => [...concepts.values()].map(({ cells }) => cells),
  };
}
