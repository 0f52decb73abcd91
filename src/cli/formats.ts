/** An assessment in each format a caller may ask for, with the words and codes of one knowledge object. */
import type { Assessment, TrialAssessment } from '../domain/assessment.ts';
import { type CardOptions, cardsOf } from '../emit/cds-hooks/index.ts';
import { type FhirWords, fhirBundle } from '../emit/fhir/index.ts';
import { htmlReport } from '../emit/html/index.ts';
import { jsonReport } from '../emit/json/index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** Classes of drugs that keep an event from happening: nobody notices that they fail until it does. */
const PREVENTION = new Set(['anticoagulant', 'antiplatelet', 'contraceptive', 'immunosuppressant', 'antiretroviral']);

/** Failed trials that ended within this time still give a card of their own. */
export const RECENT_DAYS = 365;

/** True where the drug belongs to a class that prevents events, by the drug pack's classes. */
export function preventionBy(knowledge: Knowledge): (medication: TrialAssessment['medication']) => boolean {
  return ({ rxcui, name }) => {
    const id = rxcui ?? knowledge.drugs.byName(name)[0]?.id;
    const classes = id === undefined ? [] : (knowledge.drugs.facts(id)?.classes ?? []);
    return classes.some((each) => PREVENTION.has(each));
  };
}

/** What the FHIR output has to be told. */
export function fhirWords(knowledge: Knowledge): FhirWords {
  return { names: knowledge.terms.byId, codesOf: (term) => knowledge.codes.codesOf(term), sources: knowledge.sources };
}

/** What cards have to be told; `uuid` and `page` are the caller's. */
export function cardOptions(knowledge: Knowledge, given: Pick<CardOptions, 'page' | 'uuid'>): CardOptions {
  return {
    names: knowledge.terms.byId,
    isPrevention: preventionBy(knowledge),
    lowExposure: knowledge.conventions.exposureProbable,
    recentDays: RECENT_DAYS,
    ordered: null,
    ...given,
  };
}

export type Format = 'json' | 'fhir' | 'cds' | 'html';

/** The assessment as text in a format; `recorded` is the instant of the answer, `uuid` names cards by their content. */
export function formatted(
  assessment: Assessment,
  format: Format,
  knowledge: Knowledge,
  how: { recorded: string; uuid: (text: string) => string },
): string {
  if (format === 'json') return jsonReport(assessment);
  if (format === 'html') return htmlReport(assessment, knowledge.terms.byId);
  if (format === 'fhir') {
    return `${JSON.stringify(fhirBundle(assessment, fhirWords(knowledge), { recorded: how.recorded }), null, 2)}\n`;
  }
  const options = cardOptions(knowledge, { page: null, uuid: how.uuid });
  return `${JSON.stringify({ cards: assessment.patients.flatMap((patient) => cardsOf(patient, options)) }, null, 2)}\n`;
}
