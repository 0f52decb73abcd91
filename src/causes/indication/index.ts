import { type Finding, type Gate, supports } from '../../domain/finding.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import { spectrumAnswer, viralByCode } from './spectrum.ts';
import text from './text.json' with { type: 'json' };

/** Texts that speak of this trial: its rows' notes and reasons, and notes of the diagnosis it was given for. */
function ownTexts(context: CauseContext): string[] {
  const { trial, record } = context;
  const indicationIds = new Set(trial.indication?.records ?? []);
  return [
    ...record.orders
      .filter((order) => trial.orders.includes(order.id))
      .flatMap((order) => [
        ...order.notes,
        order.stopReason?.text ?? '',
        ...order.indications.map((each) => each.text),
      ]),
    ...record.statements
      .filter((statement) => trial.statements.includes(statement.id))
      .flatMap((statement) => [...statement.notes, statement.reason?.text ?? '']),
    ...record.conditions
      .filter((condition) => indicationIds.has(condition.id))
      .flatMap((condition) => [
        condition.what.text,
        ...condition.notes,
        ...condition.evidence.map((each) => each.text),
      ]),
    ...record.observations
      .filter((each) => each.about.some((id) => trial.orders.includes(id)))
      .flatMap((each) => each.notes),
  ];
}

// Words of bacteria beside a virus's code: the code does not tell what the drug was for.
const isTakenBack = (context: CauseContext): boolean =>
  ownTexts(context).some((each) => /bacteri|superinfect/i.test(each));

function assess(context: CauseContext): FamilyResult {
  const { trial, record, knowledge } = context;
  const gate = (answer: Gate['answer']): Gate => ({ gate: 'indicated', answer, values: {} });
  const findings: Finding[] = [];
  const records = [...trial.orders, ...(trial.indication?.records ?? [])];
  const refuted = record.conditions.find(
    (condition) => condition.verification === 'refuted' && trial.indication?.records.includes(condition.id),
  );
  if (refuted) {
    findings.push(
      supports({
        term: 'no-benefit-expected',
        code: 'diagnosis-refuted',
        certainty: 'probable',
        values: { indication: refuted.what.text },
        records: [refuted.id],
      }),
    );
  }
  const isAntibacterial = trial.atc.some((code) => code.startsWith('J01'));
  for (const match of knowledge.phrases.readAll('not-indicated', ownTexts(context))) {
    if (match.meaning === 'viral-illness') {
      if (!isAntibacterial) continue;
      findings.push(
        supports({
          term: 'no-benefit-expected',
          code: 'viral-illness',
          certainty: 'probable',
          values: { indication: trial.indication?.text ?? match.phrase },
          records,
        }),
      );
    } else {
      findings.push(
        supports({
          term: 'no-benefit-expected',
          code: 'recorded-not-indicated',
          certainty: 'probable',
          values: { phrase: match.phrase },
          records,
        }),
      );
    }
  }
  const viral = isAntibacterial && findings.length === 0 && !isTakenBack(context) ? viralByCode(context) : null;
  if (viral)
    findings.push(
      supports({
        term: 'no-benefit-expected',
        code: 'viral-illness',
        certainty: 'probable',
        values: { indication: viral.text },
        sources: viral.sources,
        records: viral.records,
      }),
    );
  const tested = spectrumAnswer(context);
  const answer = findings.length > 0 ? 'no' : (tested.gate ?? 'yes');
  return { findings: [...findings, ...tested.findings], gates: [gate(answer)] };
}

/** Recorded as not indicated: nothing to gain from this drug here. */
export const indication = defineCause({
  family: 'indication',
  terms: ['no-benefit-expected'],
  step: 1,
  gates: ['indicated'],
  closes: { 'no-benefit-expected': 'indicated' },
  requires: [],
  explainedBy: {},
  appliesTo: () => true,
  assess,
  text,
});
