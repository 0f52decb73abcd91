/** CodeableConcepts as the record keeps them: a text and codings, invisible characters removed. */
import type { Coding, Concept } from '../../domain/record.ts';
import type { Chart } from './chart.ts';
import type { Json } from './json.ts';
import { asObject, cleanText, objectIn, objectsIn, own, textIn } from './json.ts';
import type { Resource } from './resource.ts';

export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';

/** The codings of a CodeableConcept that have a code. */
export function codingsOf(concept: Json | null): Coding[] {
  return objectsIn(concept, 'coding').flatMap((coding) => {
    const code = textIn(coding, 'code');
    if (code === null) return [];
    return [{ system: textIn(coding, 'system') ?? '', code, display: textIn(coding, 'display') }];
  });
}

/**
 * A CodeableConcept as a concept; null where it says nothing. The text falls back to a display, then to a code.
 *
 * A plain text where an object belongs is taken as the concept's text.
 */
export function conceptOf(value: unknown): Concept | null {
  if (Array.isArray(value)) return value.map(conceptOf).find((one) => one !== null) ?? null;
  if (typeof value === 'string') {
    const text = cleanText(value);
    return text === '' ? null : { text, codings: [] };
  }
  const concept = asObject(value);
  const codings = codingsOf(concept);
  const display = objectsIn(concept, 'coding')
    .map((coding) => textIn(coding, 'display'))
    .find((one) => one !== null);
  const text = textIn(concept, 'text') ?? display ?? codings[0]?.code;
  return text === undefined ? null : { text, codings };
}

/** The concept of a field; the first one of a list. */
export function conceptIn(from: Json | null, field: string): Concept | null {
  return conceptOf(own(from, field));
}

/** All concepts of a list field. */
export function conceptsIn(from: Json | null, field: string): Concept[] {
  const value = own(from, field);
  return (Array.isArray(value) ? value : [value]).map(conceptOf).filter((concept) => concept !== null);
}

/** The first code of a concept field, else its text: enough for statuses and categories. */
export function codeIn(from: Json | null, field: string): string | null {
  const concept = conceptIn(from, field);
  return concept === null ? null : (concept.codings[0]?.code ?? concept.text);
}

/** True where a concept has this code of this system. */
export function hasCode(concept: Concept | null, system: string, codes: ReadonlySet<string>): boolean {
  return concept?.codings.some((coding) => coding.system === system && codes.has(coding.code)) ?? false;
}

/** The texts of an Annotation list. */
export function notesIn(from: Json | null, field = 'note'): string[] {
  return objectsIn(from, field)
    .map((note) => textIn(note, 'text'))
    .filter((text) => text !== null);
}

/** Reasons written as codes and as references: their concepts, and the row ids of the references. */
export function reasonsIn(row: Resource, chart: Chart, codes = 'reasonCode', references = 'reasonReference') {
  const concepts = conceptsIn(row.json, codes);
  const ids: string[] = [];
  // R5 writes both in `reason`, each as { concept, reference }.
  const codeable = objectsIn(row.json, 'reason');
  concepts.push(...codeable.map((one) => conceptIn(one, 'concept')).filter((concept) => concept !== null));
  const all = [...objectsIn(row.json, references), ...codeable.map((one) => objectIn(one, 'reference'))];
  for (const reference of all) {
    const id = chart.library.idOf(reference, row);
    if (id !== null) ids.push(id);
    const target = chart.library.find(reference, row);
    const concept = conceptIn(target?.json ?? null, 'code') ?? conceptOf(textIn(reference, 'display'));
    if (concept !== null) concepts.push(concept);
  }
  return { concepts, ids };
}
