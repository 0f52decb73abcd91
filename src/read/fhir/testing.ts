import type { DrugIndex } from '../../knowledge/drugs/types.ts';

/** A drug look-up for tests that takes every text for one ingredient of that name. */
export function drugsForTests(): DrugIndex {
  return {
    resolve: (query) => {
      const text = query.text ?? query.codings[0]?.display ?? query.codings[0]?.code ?? '';
      const name = text.toLowerCase().split(' ')[0] ?? '';
      return {
        drug: {
          text,
          codings: [...query.codings],
          ingredients: name === '' ? [] : [{ id: `x:${name}`, name, strength: null }],
          product: null,
          form: query.form ?? null,
          route: query.route ?? null,
          resolvedBy: 'text',
        },
        problems: [],
        codes: { seen: query.codings.length > 0 ? 1 : 0, resolved: query.codings.length > 0 ? 1 : 0 },
      };
    },
    facts: () => null,
    byName: (name) => [{ id: `x:${name}`, name, strength: null }],
  };
}
