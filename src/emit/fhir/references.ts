/** References into the record that was assessed. */
import type { Reference } from 'fhir/r4.js';

const LITERAL = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * A row of the record as a FHIR reference; a row that is no resource (a line of a table) is named by its id.
 * @example rowReference('Observation/g1') //=> { reference: 'Observation/g1' }
 */
export function rowReference(row: string): Reference {
  return LITERAL.test(row) || row.startsWith('urn:uuid:') ? { reference: row } : { display: row };
}

/** The person, by logical id where it can be one. */
export function patientReference(id: string): Reference {
  return ID.test(id) ? { reference: `Patient/${id}` } : { type: 'Patient', identifier: { value: id } };
}

/** Each row once, in order. */
export function rowReferences(rows: readonly string[]): Reference[] {
  return [...new Set(rows)].map(rowReference);
}
