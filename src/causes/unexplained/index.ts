import { type Finding, supports } from '../../domain/finding.ts';
import { isSupported } from '../../domain/terms.ts';
import { type CauseContext, defineCause, type FirstPass } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/**
 * Names what is left when a fair chance was given and nothing was found (judgement 6).
 *
 * Asked after all other families: filled, taken and time are yes, no gate is no, no cause reaches `possible`.
 */
function conclude(context: CauseContext, first: FirstPass): Finding[] {
  const { term } = context.course;
  if (term !== 'primary-non-response' && term !== 'secondary-non-response') return [];
  const answerOf = (name: string): string => first.gates.find((gate) => gate.gate === name)?.answer ?? 'unknown';
  if (['filled', 'taken', 'time'].some((name) => answerOf(name) !== 'yes')) return [];
  if (first.gates.some((gate) => gate.answer === 'no')) return [];
  if (first.findings.some((finding) => finding.bearing === 'supports' && isSupported(finding.certainty))) return [];
  const open = [
    ...new Set(first.findings.filter((finding) => finding.bearing === 'missing').map((finding) => finding.term)),
  ];
  const isAnswered = answerOf('dose') === 'yes' && open.length === 0;
  return [
    supports({
      term: 'unexplained-non-response',
      code: isAnswered ? 'fair-and-unexplained' : 'fair-so-far',
      certainty: isAnswered ? 'probable' : 'possible',
      // Every answer behind it is in; what is open keeps it an inference.
      basis: isAnswered ? 'measured' : 'inferred',
      values: { open: open.length > 0 ? open.join(', ') : 'the dose' },
      records: context.course.judging ? [context.course.judging.record] : [],
    }),
  ];
}

/** A fair chance was given and no mechanism was found. */
export const unexplained = defineCause({
  family: 'unexplained',
  terms: ['unexplained-non-response'],
  step: 10,
  gates: [],
  closes: {},
  requires: ['*'],
  explainedBy: {},
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess: () => ({ findings: [], gates: [] }),
  conclude,
  text,
});
