import { type CauseContext, defineCause } from '../contract.ts';
import { assess } from './assess.ts';
import text from './text.json' with { type: 'json' };
import { agentOf, isForNoInfection } from './treatment.ts';

const ANTIMICROBIAL = /^(J01|J02|J04|P01|A07AA)/;

/** Drugs against germs; of the antivirals only those that resistance is reported for. */
function isAntimicrobial(context: CauseContext): boolean {
  const { trial } = context;
  if (trial.initiation.answer === 'no' || isForNoInfection(context)) return false;
  return trial.atc.some((code) => ANTIMICROBIAL.test(code)) || agentOf(trial, context) !== null;
}

/** The germ withstands the drug, or another germ took over. An isolate that needs more exposure makes it `dose-too-low`. */
export const antimicrobialResistance = defineCause({
  family: 'antimicrobial-resistance',
  terms: [
    'antimicrobial-resistance',
    'intrinsic-resistance',
    'acquired-resistance',
    'resistance-emerged-on-therapy',
    'superinfection',
    'dose-too-low',
  ],
  step: 9,
  gates: [],
  closes: { 'dose-too-low': 'dose' },
  requires: [],
  explainedBy: {
    superinfection: ['antimicrobial-resistance', 'intrinsic-resistance', 'acquired-resistance'],
  },
  appliesTo: isAntimicrobial,
  assess,
  text,
});
