/** The medicine a row names: by concept, by the source's own code, or by its words. */
import type { Coding, Drug } from '../../domain/record.ts';
import type { DrugResolution } from '../../knowledge/drugs/types.ts';
import { type Cells, withoutPoint } from './cells.ts';
import type { Chart } from './chart.ts';
import { codingOf, conceptsOf, type Named } from './concepts.ts';

const NDC_SHAPE = /^(\d{11}|\d{4,5}-\d{3,4}-\d{1,2})$/;
const RXNORM_SHAPE = /^\d{1,7}$/;

/**
 * The medicine of a drug exposure; null where it names none.
 *
 * Without the vocabulary a source value of digits is read as an NDC (eleven digits, or three groups) or an RxCUI (up to
 * seven), where the drug tables have it; anything else is read as text.
 */
export function drugOf(cells: Cells, chart: Chart): Drug | null {
  const named = cells.named('drug');
  const route = routeOf(cells, chart);
  const answer = resolve(named, route, chart);
  if (answer === null) return null;
  const { medicationCodes } = chart.record.counts;
  medicationCodes.seen += answer.codes.seen;
  medicationCodes.resolved += answer.codes.resolved;
  for (const problem of answer.problems) cells.report(problem.code, problem.what, problem.help);
  return answer.drug;
}

function routeOf(cells: Cells, chart: Chart): string | null {
  const id = cells.conceptId('route_concept_id');
  const concept = id === null ? null : chart.vocabulary.concept(id);
  const written = cells.text('route_source_value');
  return concept?.name ?? (written === null || withoutPoint(written) === '0' ? null : written);
}

function resolve(named: Named, route: string | null, chart: Chart): DrugResolution | null {
  // Ids first: they are what a population repeats, and so what is worth remembering.
  const key = `${named.conceptId}|${named.sourceConceptId}|${named.sourceValue}|${route}`;
  const known = chart.remembered.get(key);
  if (known !== undefined) return known;
  const answer = resolveFresh(named, route, chart);
  chart.remembered.set(key, answer);
  return answer;
}

function resolveFresh(named: Named, route: string | null, chart: Chart): DrugResolution | null {
  const codings: Coding[] = conceptsOf(named, chart.vocabulary).map(codingOf);
  const { sourceValue } = named;
  const isText = sourceValue !== null && /[A-Za-z]/.test(sourceValue);
  const text = isText && !codings.some(({ code }) => code === sourceValue) ? sourceValue : null;
  if (codings.length > 0 || text !== null) return chart.drugs.resolve({ codings, text, route });
  if (sourceValue === null && named.conceptId === null && named.sourceConceptId === null) return null;
  const guesses: Coding[] = [];
  if (sourceValue !== null && NDC_SHAPE.test(sourceValue))
    guesses.push(guess('http://hl7.org/fhir/sid/ndc', sourceValue));
  if (sourceValue !== null && RXNORM_SHAPE.test(sourceValue))
    guesses.push(guess('http://www.nlm.nih.gov/research/umls/rxnorm', sourceValue));
  const query =
    guesses.length > 0 ? { codings: guesses, text: null, route } : { codings, text: nameless(named), route };
  return chart.drugs.resolve(query);
}

const guess = (system: string, code: string): Coding => ({ system, code, display: null });

/** What stands for a medicine nobody can name: its own id, so that a person can find it. */
const nameless = ({ conceptId, sourceConceptId, sourceValue }: Named): string =>
  sourceValue ?? `concept ${conceptId ?? sourceConceptId}`;
