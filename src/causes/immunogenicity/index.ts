import { defineCause } from '../contract.ts';
import { assess, testsOf } from './assess.ts';
import text from './text.json' with { type: 'json' };

/** Anti-drug antibodies clear or neutralise the drug. */
export const immunogenicity = defineCause({
  family: 'immunogenicity',
  terms: ['immunogenicity'],
  step: 8,
  gates: [],
  closes: {},
  requires: [],
  explainedBy: {},
  appliesTo: (context) => {
    if (context.trial.initiation.answer === 'no') return false;
    const { row, tests } = testsOf(context);
    return row !== null || tests.length > 0;
  },
  assess,
  text,
});
