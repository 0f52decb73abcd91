/** Concepts of the vocabulary as the record writes them: a text and codings of the usual systems. */
import type { Coding, Concept } from '../../domain/record.ts';

/** One row of `concept`. */
export interface OmopConcept {
  id: string;
  name: string;
  code: string;
  vocabulary: string;
  domain: string;
}

/** The vocabulary as far as the data names it. Both answer null for what it does not hold. */
export interface Vocabulary {
  concept(id: string): OmopConcept | null;
  /** the standard concept a source concept maps to */
  standardOf(id: string): OmopConcept | null;
}

const MOST_REMEMBERED = 100_000;

const SYSTEMS: Readonly<Record<string, string>> = {
  RxNorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  SNOMED: 'http://snomed.info/sct',
  LOINC: 'http://loinc.org',
  UCUM: 'http://unitsofmeasure.org',
  NDC: 'http://hl7.org/fhir/sid/ndc',
  ATC: 'http://www.whocc.no/atc',
  CVX: 'http://hl7.org/fhir/sid/cvx',
  ICD10CM: 'http://hl7.org/fhir/sid/icd-10-cm',
  ICD10: 'http://hl7.org/fhir/sid/icd-10',
  ICD9CM: 'http://hl7.org/fhir/sid/icd-9-cm',
};

/** Makes a vocabulary of rows; of two rows with one id the first stays. */
export function vocabularyOf(
  concepts: Iterable<OmopConcept>,
  mapsTo: Iterable<{ from: string; to: string }>,
): Vocabulary {
  const byId = new Map<string, OmopConcept>();
  for (const concept of concepts) if (!byId.has(concept.id)) byId.set(concept.id, concept);
  const standard = new Map<string, string>();
  for (const { from, to } of mapsTo) if (from !== to && !standard.has(from)) standard.set(from, to);
  return {
    concept: (id) => byId.get(id) ?? null,
    standardOf: (id) => byId.get(standard.get(id) ?? '') ?? null,
  };
}

/** The coding of a concept; a vocabulary without a usual system keeps its own name. */
export function codingOf({ vocabulary, code, name }: OmopConcept): Coding {
  return { system: SYSTEMS[vocabulary] ?? vocabulary, code, display: name };
}

/** What one row says by its ids and by its source's own words. */
export interface Named {
  conceptId: string | null;
  sourceConceptId: string | null;
  /** the source's own words or code, cleaned; a number written with a decimal point has lost it */
  sourceValue: string | null;
}

/** The concepts a row names: the standard one, the source's, and what the source's maps to where the first is absent. */
export function conceptsOf({ conceptId, sourceConceptId }: Named, vocabulary: Vocabulary): OmopConcept[] {
  const standard = conceptId === null ? null : vocabulary.concept(conceptId);
  const source = sourceConceptId === null ? null : vocabulary.concept(sourceConceptId);
  const mapped = standard === null && sourceConceptId !== null ? vocabulary.standardOf(sourceConceptId) : null;
  const found = [standard ?? mapped, source].filter((one) => one !== null);
  return found.filter((one, place) => found.findIndex((other) => other.id === one.id) === place);
}

const remembered = new WeakMap<Vocabulary, Map<string, Concept | null>>();

/** A row's concept for the record; null where neither the vocabulary nor the source says anything. */
export function conceptOf(named: Named, vocabulary: Vocabulary): Concept | null {
  const known = remembered.get(vocabulary) ?? new Map<string, Concept | null>();
  remembered.set(vocabulary, known);
  const key = `${named.conceptId}|${named.sourceConceptId}|${named.sourceValue}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const concept = freshConceptOf(named, vocabulary);
  if (known.size < MOST_REMEMBERED) known.set(key, concept);
  return concept;
}

function freshConceptOf(named: Named, vocabulary: Vocabulary): Concept | null {
  const concepts = conceptsOf(named, vocabulary);
  const codings = concepts.map(codingOf);
  const { sourceValue } = named;
  const text = concepts[0]?.name ?? sourceValue;
  if (text === null || text === undefined) return null;
  const isNew =
    sourceValue !== null && !codings.some(({ code, display }) => code === sourceValue || display === sourceValue);
  // A code of the source's own vocabulary is kept under no system's name; a text is no code.
  if (isNew && isCode(sourceValue))
    codings.push({ system: systemOfShape(sourceValue), code: sourceValue, display: null });
  return { text, codings };
}

const isCode = (text: string): boolean => /^[A-Za-z]?\d[\w.-]*$/.test(text);

/** A LOINC code is recognised by its check digit's place; any other shape is nobody's for certain. */
function systemOfShape(code: string): string {
  return /^\d{1,5}-\d$/.test(code) ? (SYSTEMS.LOINC ?? '') : '';
}
