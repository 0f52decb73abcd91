/** What the verdict and the words need of the knowledge and the registry, made once per knowledge object. */
import { families } from './causes/index.ts';
import courseText from './course/text.json' with { type: 'json' };
import type { CauseTerm } from './domain/terms.ts';
import type { ExplainSetup } from './explain/trial-assessment.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { type VerdictSetup, verdictSetup } from './verdict/index.ts';

export interface Setup {
  verdict: VerdictSetup;
  explain: ExplainSetup;
}

const DIRECTIONS = { 'lower-better': 'lower-is-better', 'higher-better': 'higher-is-better' } as const;
const setups = new WeakMap<Knowledge, Setup>();

/** The set-up of the walk for one knowledge object. */
export function setupFor(knowledge: Knowledge): Setup {
  const known = setups.get(knowledge);
  if (known) return known;
  const parents = (term: CauseTerm): CauseTerm[] => (knowledge.terms.byId.get(term)?.parents ?? []) as CauseTerm[];
  const setup: Setup = {
    verdict: verdictSetup(families, parents),
    explain: {
      names: knowledge.terms.byId,
      parents,
      families: new Map(families.map((family) => [family.family, family.text])),
      course: courseText,
      codes: (term, atc) => knowledge.codes.codesFor(term, { atc }),
      measure: (id) => {
        const facts = knowledge.measures.facts(id);
        return (
          facts && {
            name: facts.name,
            direction: facts.direction in DIRECTIONS ? DIRECTIONS[facts.direction as keyof typeof DIRECTIONS] : null,
          }
        );
      },
    },
  };
  setups.set(knowledge, setup);
  return setup;
}
