import type { Finding } from '../../domain/finding.ts';
import { type CauseTerm, isSupported, oneStepDown } from '../../domain/terms.ts';

/** What explains a loss before the body's own adaptation does. A genotype is not among them: it was there all along. */
const EXPLAINS_A_LOSS: readonly CauseTerm[] = [
  'delivery-problem',
  'non-adherence',
  'never-filled',
  'missed-doses',
  'wrong-dose-taken',
  'wrong-timing',
  'stopped-early',
  'drug-interaction',
  'induction',
  'prodrug-activation-blocked',
  'impaired-absorption',
  'pharmacodynamic-antagonism',
  'phenoconversion',
  'altered-disposition',
  'low-drug-level',
  'disease-progression',
  'immunogenicity',
  'antimicrobial-resistance',
  'intrinsic-resistance',
  'acquired-resistance',
  'resistance-emerged-on-therapy',
  'superinfection',
  'cancer-drug-resistance',
  'efflux-multidrug-resistance',
  'target-alteration-resistance',
];

const BASIS_STRENGTH = { measured: 3, recorded: 2, inferred: 1, assumed: 0 } as const;

/** True where a term will be listed: supported, and not brought below `possible` by an opposing finding as well founded. */
function stands(term: CauseTerm, findings: readonly Finding[]): boolean {
  const own = findings.filter((finding) => finding.term === term);
  const supporting = own.filter((finding) => finding.bearing === 'supports' && isSupported(finding.certainty));
  const opposing = own.filter((finding) => finding.bearing === 'opposes');
  const strongest = (list: readonly Finding[]): number =>
    Math.max(-1, ...list.map((finding) => BASIS_STRENGTH[finding.basis]));
  const isOpposed = opposing.length > 0 && strongest(opposing) >= strongest(supporting);
  return supporting.some(({ certainty }) => isSupported(isOpposed ? oneStepDown(certainty) : certainty));
}

/** The causes of a loss that the first pass supports, in the order of questions. */
export function otherReasons(findings: readonly Finding[]): CauseTerm[] {
  return EXPLAINS_A_LOSS.filter((term) => stands(term, findings));
}
