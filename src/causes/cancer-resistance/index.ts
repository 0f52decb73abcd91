import { type CauseContext, defineCause } from '../contract.ts';
import { assess } from './assess.ts';
import text from './text.json' with { type: 'json' };

/** Antineoplastic and endocrine drugs, where the record gives them no use other than a tumour. */
function isAntineoplastic({ trial, knowledge }: CauseContext): boolean {
  if (trial.initiation.answer === 'no' || !trial.atc.some((code) => /^L0[12]/.test(code))) return false;
  const condition = trial.indication?.condition ?? null;
  return condition === null || knowledge.conditions.lineage(condition).includes('cancer');
}

/** The tumour withstands the drug: a changed target or a bypass, an efflux pump, or another measured mechanism. */
export const cancerResistance = defineCause({
  family: 'cancer-resistance',
  terms: ['cancer-drug-resistance', 'efflux-multidrug-resistance', 'target-alteration-resistance'],
  step: 9,
  gates: [],
  closes: {},
  requires: [],
  explainedBy: {},
  appliesTo: isAntineoplastic,
  assess,
  text,
});
