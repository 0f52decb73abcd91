/** An isolate "susceptible, increased exposure" under a standard dose: the dose was too low, the germ not resistant. */
import { type Finding, supports } from '../../domain/finding.ts';
import { type IsolateAnswer, isNewEucast } from '../../methods/susceptibility/index.ts';
import { grounds, type Judged } from './grounds.ts';
import type { Isolate } from './isolates.ts';
import { isolateValues } from './words.ts';

/** The highest daily dose in mg during the course; null where no dose is known in mg. */
function dailyDoseMg({ context, course }: Judged): number | null {
  const doses = context.trial.doses
    .filter(
      (step) =>
        step.unit === 'mg' && step.dailyDose !== null && step.to > course.start.day && step.from <= course.end.day,
    )
    .map((step) => step.dailyDose ?? 0);
  return doses.length === 0 ? null : Math.max(...doses);
}

/**
 * Findings of an I. Viruses have no dose that overcomes it: reduced susceptibility, `possible`. Elsewhere the dose is
 * `dose-too-low` unless it reached the one for increased exposure; then nothing is claimed.
 */
export function increasedExposure(isolate: Isolate, answer: IsolateAnswer, judged: Judged): Finding[] {
  const { agent, context } = judged;
  const { germs } = context.knowledge;
  const taxon = isolate.organism.taxon;
  const base = grounds(answer, isolate);
  const values = isolateValues(isolate, agent);
  if (taxon && germs.isWithin(taxon.id, 'virus'))
    return [
      supports({ term: 'acquired-resistance', code: 'reduced-susceptibility', certainty: 'possible', ...base, values }),
    ];
  const rows = germs.rows.highDoses.filter((row) => row.agent === agent.code);
  const row = rows.find((each) => each.route === context.trial.route) ?? rows.find((each) => each.route === '');
  const dose = dailyDoseMg(judged);
  if (row && dose !== null && dose >= row.highDailyMg) return [];
  const isCompared = row !== undefined && dose !== null;
  const guideline = isNewEucast(answer.guideline, germs) ? germs.thresholdSource('eucastNewIYear') : null;
  return [
    supports({
      term: 'dose-too-low',
      code: isCompared ? 'needs-increased-exposure' : 'needs-increased-exposure-dose-unknown',
      certainty: isCompared && guideline !== null ? 'probable' : 'possible',
      ...base,
      checked: base.checked && (!isCompared || row.checked === 'yes'),
      sources: [
        ...base.sources,
        ...(guideline === null ? [] : [guideline.split(',')[0] ?? guideline]),
        ...(isCompared ? [row.source.split(',')[0] ?? ''] : []),
      ],
      values: { ...values, dose, high: row?.highDailyMg ?? null },
      check: 'ask-exposure',
    }),
  ];
}
