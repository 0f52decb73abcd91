import { defineCause } from '../contract.ts';
import { assess } from './assess.ts';
import text from './text.json' with { type: 'json' };

/** Not taken as prescribed: the first question about every drug that does not work. */
export const adherence = defineCause({
  family: 'adherence',
  terms: ['non-adherence', 'never-filled', 'missed-doses', 'wrong-dose-taken', 'wrong-timing', 'stopped-early'],
  step: 1,
  gates: ['filled', 'taken'],
  closes: {
    'never-filled': 'filled',
    'non-adherence': 'taken',
    'missed-doses': 'taken',
    'wrong-dose-taken': 'taken',
    'wrong-timing': 'taken',
    'stopped-early': 'taken',
  },
  requires: [],
  explainedBy: {},
  appliesTo: () => true,
  assess,
  text,
});
