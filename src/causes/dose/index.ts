import { defineCause } from '../contract.ts';
import { assess } from './assess.ts';
import text from './text.json' with { type: 'json' };

/** Prescribed below the least dose known to work for this drug and use. */
export const dose = defineCause({
  family: 'dose',
  terms: ['dose-too-low'],
  step: 2,
  gates: ['dose'],
  closes: { 'dose-too-low': 'dose' },
  requires: [],
  explainedBy: { 'dose-too-low': ['stopped-for-intolerance'] },
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
