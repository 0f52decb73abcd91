/** An isolate "susceptible, increased exposure" under a standard dose: the dose was too low, the germ not resistant. */
import { type Finding, supports } from '../../domain/finding.ts';
import type { HighDose } from '../../knowledge/germs/index.ts';
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
 * The high dose this one is compared with; null where the pack has none that holds.
 *
 * Where the record does not tell the route, every route must agree: at or above all of them, or below the least.
 */
function highDose(all: readonly HighDose[], { agent, context }: Judged, dose: number | null): HighDose | null {
  const rows = all.filter((row) => row.agent === agent.code);
  const { route } = context.trial;
  const own = rows.find((row) => row.route === route) ?? rows.find((row) => row.route === '');
  if (own || route !== null || dose === null) return own ?? null;
  const ordered = rows.toSorted((a, b) => a.highDailyMg - b.highDailyMg);
  const [least] = ordered;
  const most = ordered.at(-1);
  if (most && dose >= most.highDailyMg) return most;
  return least && dose < least.highDailyMg ? least : null;
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
  const dose = dailyDoseMg(judged);
  const row = highDose(germs.rows.highDoses, judged, dose);
  if (row && dose !== null && dose >= row.highDailyMg) return [];
  const isCompared = row !== null && dose !== null;
  // Of a yeast the category between means more exposure by every guideline: I of one, dose-dependent of the other.
  const isYeast = taxon !== null && germs.isWithin(taxon.id, 'fungi');
  const guideline = isNewEucast(answer.guideline, germs) ? germs.thresholdSource('eucastNewIYear') : null;
  return [
    supports({
      term: 'dose-too-low',
      code: isCompared ? 'needs-increased-exposure' : 'needs-increased-exposure-dose-unknown',
      certainty: isCompared && (guideline !== null || isYeast) ? 'probable' : 'possible',
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
