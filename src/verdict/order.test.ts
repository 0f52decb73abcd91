import { describe, expect, it } from 'vitest';
import type { CauseTerm, Certainty } from '../domain/terms.ts';
import type { WeighedCause } from '../domain/verdict.ts';
import { ranked } from './order.ts';

describe('order', () => {
  const cause = (term: CauseTerm, certainty: Certainty, step: number, share: number | null = null): WeighedCause => ({
    term,
    family: 'one',
    step,
    certainty,
    share,
    explainedBy: [],
    told: [],
  });
  const none = new Map<CauseTerm, CauseTerm[]>();
  const terms = (causes: readonly WeighedCause[], because: ReadonlyMap<CauseTerm, readonly CauseTerm[]> = none) =>
    ranked(causes, because).map((each) => each.term);

  it('puts the root before what it explains, however sure that is', () => {
    const low = cause('low-drug-level', 'confirmed', 6, 0.9);
    const root = cause('missed-doses', 'possible', 1);
    const because = new Map<CauseTerm, CauseTerm[]>([['low-drug-level', ['missed-doses', 'induction']]]);
    expect(terms([low, root], because)).toEqual(['missed-doses', 'low-drug-level']);
    expect(ranked([low, root], because)[1]?.explainedBy).toEqual(['missed-doses']);
    expect(terms([low], because)).toEqual(['low-drug-level']);
  });

  it('follows a chain of explanations', () => {
    const because = new Map<CauseTerm, CauseTerm[]>([
      ['insufficient-duration', ['stopped-for-intolerance']],
      ['stopped-for-intolerance', ['inhibition-intolerance']],
    ]);
    const chain = [
      cause('insufficient-duration', 'confirmed', 3),
      cause('stopped-for-intolerance', 'probable', 4),
      cause('inhibition-intolerance', 'possible', 5),
    ];
    expect(terms(chain, because)).toEqual([
      'inhibition-intolerance',
      'stopped-for-intolerance',
      'insufficient-duration',
    ]);
  });

  it('ends where explanations go round in a circle', () => {
    const because = new Map<CauseTerm, CauseTerm[]>([
      ['induction', ['low-drug-level']],
      ['low-drug-level', ['induction']],
    ]);
    expect(terms([cause('low-drug-level', 'possible', 6), cause('induction', 'possible', 5)], because)).toHaveLength(2);
  });

  it.each<[string, WeighedCause, WeighedCause]>([
    ['certainty before share', cause('induction', 'probable', 5, 0.1), cause('missed-doses', 'possible', 1, 0.9)],
    ['share before step', cause('induction', 'possible', 5, 0.6), cause('missed-doses', 'possible', 1, 0.4)],
    ['no share as none', cause('induction', 'possible', 5, 0.01), cause('missed-doses', 'possible', 1, null)],
    ['step before the id', cause('wrong-timing', 'possible', 1), cause('altered-disposition', 'possible', 6)],
    ['the id last', cause('dose-too-low', 'possible', 2), cause('induction', 'possible', 2)],
  ])('%s', (_title, first, second) => {
    expect(terms([second, first])).toEqual([first.term, second.term]);
    expect(terms([first, second])).toEqual([first.term, second.term]);
  });
});
