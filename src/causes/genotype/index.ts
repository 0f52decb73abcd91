import { defineCause } from '../contract.ts';
import { appliesTo, assess } from './assess.ts';
import text from './text.json' with { type: 'json' };

/** An inherited difference clears the drug too fast, leaves a prodrug unmade, or changes its target. */
export const genotype = defineCause({
  family: 'genotype',
  terms: ['pharmacogenomic', 'rapid-clearance-genotype', 'prodrug-not-activated-genotype', 'target-genotype'],
  step: 5,
  gates: [],
  closes: {
    pharmacogenomic: 'cleared',
    'rapid-clearance-genotype': 'cleared',
    'prodrug-not-activated-genotype': 'cleared',
  },
  requires: [],
  explainedBy: {},
  appliesTo,
  assess,
  text,
});
