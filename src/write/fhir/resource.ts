/** Parts every resource shares: ids, references, concepts, amounts. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept, Drug, PatientRecord } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';

/** A FHIR resource as plain JSON. */
export interface FhirResource {
  resourceType: string;
  id: string;
  [field: string]: unknown;
}

const UCUM = 'http://unitsofmeasure.org';

/** Drops fields that say nothing, so that absent stays absent. */
export function present<Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<Fields>;
}

/**
 * The FHIR id of a row. A row read from this type keeps its own; any other gets the person's before it, since ids are
 * unique in a server and not in a record. Characters FHIR does not allow become "-".
 * @example fhirId('MedicationRequest', 'MedicationRequest/rx-1', 'p1') //=> 'rx-1'
 * @example fhirId('MedicationRequest', 'orders/1', 'p1') //=> 'p1-orders-1'
 */
export function fhirId(type: string, rowId: string, person: string): string {
  const own = rowId.startsWith(`${type}/`) ? rowId.slice(type.length + 1) : `${person}-${rowId}`;
  return own.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64);
}

/** Writes the rows of one person: what they are about, and what their rows refer to. */
export interface Writing {
  record: PatientRecord;
  subject: { reference: string };
  /** the reference to a row of this record, by its row id; null where no row has it */
  reference(rowId: string): { reference: string } | null;
}

export const codeable = ({ text, codings }: Concept): Record<string, unknown> =>
  present({
    coding: codings.map(({ system, code, display }) => present({ system: system || null, code, display })),
    text,
  });

export const amount = ({ value, unit, comparator }: Quantity): Record<string, unknown> =>
  present({ value, comparator, unit, system: unit === null ? null : UCUM, code: unit });

export const days = (value: number): Record<string, unknown> => ({ value, unit: 'd', system: UCUM, code: 'd' });

export const iso = (moment: Moment | null): string | null => moment?.iso ?? null;

/** A period; null where both ends are open. */
export function period(from: Moment | null, to: Moment | null): Record<string, unknown> | null {
  return from === null && to === null ? null : present({ start: iso(from), end: iso(to) });
}

/** The medicine as the record found it: its codes and its words. */
export const medication = (drug: Drug): Record<string, unknown> =>
  codeable({ text: drug.text || (drug.product ?? ''), codings: drug.codings });

export const annotations = (notes: readonly string[]): { text: string }[] => notes.map((text) => ({ text }));

/** The resource a "said by" stands for. */
export function sayer(by: string, writing: Writing): Record<string, unknown> | null {
  if (by === 'patient') return writing.subject;
  if (by === 'related') return { type: 'RelatedPerson', display: 'related person' };
  return by === 'clinician' ? { type: 'Practitioner', display: 'clinician' } : null;
}
