import type { Finding } from '../../domain/finding.ts';
import type { CauseTerm } from '../../domain/terms.ts';
import { EXPOSURE_CAUSES, isListed } from '../../domain/weigh.ts';

/** What explains a loss before the body's own adaptation does. */
const EXPLAINS_A_LOSS: readonly CauseTerm[] = [
  ...EXPOSURE_CAUSES,
  'disease-progression',
  'antimicrobial-resistance',
  'intrinsic-resistance',
  'acquired-resistance',
  'resistance-emerged-on-therapy',
  'superinfection',
  'cancer-drug-resistance',
  'efflux-multidrug-resistance',
  'target-alteration-resistance',
];

/** The causes of a loss that the first pass supports, in the order of questions. */
export const otherReasons = (findings: readonly Finding[]): CauseTerm[] =>
  EXPLAINS_A_LOSS.filter((term) => isListed(term, findings));
