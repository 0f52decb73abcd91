/** One pair's prediction as a waterfall: genes, drugs, what only both explain, and absorption. */
import { type LedgerFactor, ledger } from '../../figures/index.ts';
import type { PairAnswer } from './assess-pair.ts';

type Range = { value: number | null; low: number | null; high: number | null };

const factor = (name: string, { value, low, high }: Range, note: string): LedgerFactor => ({
  name,
  value,
  low,
  high,
  note,
});

const NOT_KNOWN: Range = { value: null, low: null, high: null };

/** The SVG of one answer; `title` names victim, co-medication and genotypes. */
export function pairFigure(answer: PairAnswer, title: string): string {
  const { prediction, absorbed, active } = answer;
  const joint = { value: prediction.activeJoint, low: null, high: null };
  const unknown = prediction.unknown.length > 0 ? `nothing is known about ${prediction.unknown.join(', ')}` : '';
  // A drug nothing is known of is not a factor of 1.
  const isOpen = prediction.unknown.length > 0 && prediction.routes.every((route) => route.acting.length === 0);
  const drugs = isOpen ? NOT_KNOWN : prediction.activeDrugs;
  const bothKnown = prediction.activeGenotype.value !== null && drugs.value !== null;
  const factors = [
    ...(absorbed ? [factor('absorbed', absorbed, 'beside what binds it')] : []),
    factor('genotype', prediction.activeGenotype, answer.reference ? 'none given' : ''),
    factor('interactions', drugs, unknown),
    ...(bothKnown ? [factor('joint', joint, 'gene and drug together')] : []),
  ];
  const axis = `share of the usual exposure to ${active.moiety === 'parent' ? 'the drug' : `the ${active.moiety}`}`;
  return ledger(factors, { title, axis });
}
