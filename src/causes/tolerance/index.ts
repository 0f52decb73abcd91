import { defineCause } from '../contract.ts';
import { conclude } from './conclude.ts';
import text from './text.json' with { type: 'json' };

/** The effect fades although the drug arrives: slowly (tolerance) or within days (tachyphylaxis). */
export const tolerance = defineCause({
  family: 'tolerance',
  terms: ['tolerance', 'tachyphylaxis'],
  step: 7,
  gates: [],
  closes: {},
  requires: [
    'adherence',
    'delivery',
    'interaction',
    'phenoconversion',
    'disposition',
    'drug-level',
    'immunogenicity',
    'progression',
  ],
  // An effect that came and went within days was given long enough to see both.
  explainedBy: { 'insufficient-duration': ['tachyphylaxis'] },
  appliesTo: ({ trial, course }) =>
    trial.initiation.answer !== 'no' && course.term !== 'never-started' && course.term !== 'not-assessable',
  assess: () => ({ findings: [], gates: [] }),
  conclude,
  text,
});
