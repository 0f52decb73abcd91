/** What findings about one term may claim together (judgement 10); the verdict and second-pass causes ask alike. */
import type { Finding } from './finding.ts';
import { type CauseTerm, type Certainty, certaintyRank, isSupported, oneStepDown, weaker } from './terms.ts';

const BASIS_STRENGTH = { measured: 3, recorded: 2, inferred: 1, assumed: 0 } as const;

/**
 * What a finding may claim: an unchecked fact neither raises above possible nor excludes, and only what was measured in
 * the window is probable. Confirmed has rules of its own in the families and is left as it is.
 */
export function heldCertainty(finding: Finding): Certainty {
  const isTold = finding.bearing === 'supports' && finding.basis !== 'measured';
  if (isTold && finding.certainty === 'probable') return 'possible';
  if (finding.checked) return finding.certainty;
  if (finding.bearing === 'supports') return weaker(finding.certainty, 'possible');
  return finding.certainty === 'excluded' ? 'unlikely' : finding.certainty;
}

const basisOf = (findings: readonly Finding[]): number =>
  Math.max(...findings.map((finding) => BASIS_STRENGTH[finding.basis]));

/** The strongest support, one step lower where a finding of equal basis or better opposes it; null without support. */
export function weighedCertainty(supporting: readonly Finding[], opposing: readonly Finding[]): Certainty | null {
  if (supporting.length === 0) return null;
  const strongest = supporting
    .map(heldCertainty)
    .reduce((best, next) => (certaintyRank(next) < certaintyRank(best) ? next : best), 'unlikely');
  const isOpposed = opposing.length > 0 && basisOf(opposing) >= basisOf(supporting);
  return isOpposed ? oneStepDown(strongest) : strongest;
}

/** True where a term will be listed as a cause on these findings: it reaches `possible`. */
export function isListed(term: CauseTerm, findings: readonly Finding[]): boolean {
  const own = findings.filter((finding) => finding.term === term);
  const certainty = weighedCertainty(
    own.filter(({ bearing }) => bearing === 'supports'),
    own.filter(({ bearing }) => bearing === 'opposes'),
  );
  return certainty !== null && isSupported(certainty);
}

/** Causes by which less of the drug arrived, or against which it could not work; a genotype was there all along. */
export const EXPOSURE_CAUSES: readonly CauseTerm[] = [
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
