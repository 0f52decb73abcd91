/** What a report on a lack of effect needs, and what of it an assessment holds. */
import type { TrialAssessment } from '../../domain/assessment.ts';
import type { Causality, ReportRow } from '../../knowledge/causality/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';

/** One thing a report needs; `value` is null where the assessment does not hold it. */
export interface ReportElement {
  element: string;
  text: string;
  /** without it there is no valid report */
  minimum: boolean;
  value: string | null;
  checked: boolean;
  sources: string[];
}

const orNull = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join('; '));

const FOUND: Readonly<Record<ReportRow['found'], (trial: TrialAssessment, term: string) => string | null>> = {
  never: () => null,
  medication: ({ medication }) => medication.product ?? medication.name,
  term: (_, term) => term,
  indication: ({ indication }) => indication?.text ?? null,
  dose: ({ doses }) =>
    orNull(
      doses.flatMap(({ dailyDose, unit, route, from }) =>
        dailyDose === null ? [] : [`${dailyDose} ${unit ?? ''}/day ${route ?? ''}`.trim().concat(` from ${from}`)],
      ),
    ),
  dates: ({ start, end }) => `${start} to ${end ?? 'now'}`,
  outcome: ({ outcomes }) =>
    outcomes === null
      ? null
      : `${outcomes.measure}: ${outcomes.points.map(({ day, value }) => `${value} on ${day}`).join(', ')}`,
  taking: ({ taking }) => orNull([...new Set(taking.map(({ source }) => source))]),
  level: ({ causes, excluded }) =>
    orNull(
      [...causes, ...excluded]
        .filter(({ term }) => term === 'low-drug-level')
        .flatMap(({ evidence }) => evidence.map(({ text }) => text)),
    ),
  beside: ({ exposure }) => orNull(exposure.beside.map(({ name }) => name)),
  restored: ({ course }) =>
    orNull(course.evidence.filter(({ code }) => code.startsWith('challenge-')).map(({ text }) => text)),
  explanations: ({ causes, excluded, notAssessed }) =>
    orNull([
      ...causes.map(({ term, certainty }) => `${term} ${certainty}`),
      ...excluded.map(({ term, certainty }) => `${term} ${certainty}`),
      ...notAssessed.map(({ term }) => `${term} not assessed`),
    ]),
  quality: ({ causes }) =>
    orNull(
      causes
        .filter(({ term }) => term === 'delivery-problem')
        .flatMap(({ evidence }) => evidence.map(({ text }) => text)),
    ),
};

/**
 * The plain list of what a report on a lack of effect needs, the minimum first as the pack orders it.
 *
 * `term` is the name the failure is reported by. Whether to report, and to whom, is for the reporter to say.
 */
export function reportElements(trial: TrialAssessment, term: string, knowledge: Causality): ReportElement[] {
  return knowledge.report.map(({ element, text, minimum, found, checked, source }) => ({
    element,
    text,
    minimum,
    value: FOUND[found](trial, term),
    checked: checked === 'yes',
    sources: sourceIds(source),
  }));
}
