import type { Finding } from '../../domain/finding.ts';
import { type CauseTerm, isSupported, oneStepDown } from '../../domain/terms.ts';

/** Causes by which less of the drug arrived, or against which it could not work. */
const CHANGES_EXPOSURE: readonly CauseTerm[] = [
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
  'immunogenicity',
];

const BASIS_STRENGTH = { measured: 3, recorded: 2, inferred: 1, assumed: 0 } as const;

/** The supported causes of a changed exposure; one that an equally founded finding brings below `possible` is none. */
export function exposureCauses(findings: readonly Finding[]): CauseTerm[] {
  const strength = (list: readonly Finding[]): number =>
    Math.max(-1, ...list.map(({ basis }) => BASIS_STRENGTH[basis]));
  return CHANGES_EXPOSURE.filter((term) => {
    const own = findings.filter((finding) => finding.term === term);
    const supporting = own.filter((finding) => finding.bearing === 'supports' && isSupported(finding.certainty));
    const opposing = own.filter((finding) => finding.bearing === 'opposes');
    const isOpposed = opposing.length > 0 && strength(opposing) >= strength(supporting);
    return supporting.some(({ certainty }) => isSupported(isOpposed ? oneStepDown(certainty) : certainty));
  });
}
