/** PatientRecord -> FHIR R4: one Bundle per person, or resources for NDJSON. */
import type { PatientRecord } from '../../domain/record.ts';
import * as clinical from './clinical.ts';
import { culture, genotype } from './laboratory.ts';
import { medicationAdministration, medicationDispense, medicationRequest, medicationStatement } from './medication.ts';
import { type FhirResource, fhirId, iso, present, type Writing } from './resource.ts';

export type { FhirResource } from './resource.ts';

/** A Bundle of one person's resources. */
export interface FhirBundle {
  resourceType: 'Bundle';
  type: 'collection';
  timestamp?: string;
  entry: { fullUrl: string; resource: FhirResource }[];
}

/** Resource type of each table of the record. */
const TYPES = [
  ['MedicationRequest', 'orders'],
  ['MedicationDispense', 'supplies'],
  ['MedicationAdministration', 'intakes'],
  ['MedicationStatement', 'statements'],
  ['Observation', 'observations'],
  ['Condition', 'conditions'],
  ['Procedure', 'procedures'],
] as const;

function writingOf(record: PatientRecord): Writing {
  const references = new Map<string, string>();
  for (const [type, table] of TYPES)
    for (const { id } of record[table]) references.set(id, `${type}/${fhirId(type, id, record.id)}`);
  return {
    record,
    subject: { reference: `Patient/${fhirId('Patient', `Patient/${record.id}`, record.id)}` },
    reference: (id) => {
      const reference = references.get(id);
      return reference === undefined ? null : { reference };
    },
  };
}

function patient(record: PatientRecord): FhirResource {
  return {
    resourceType: 'Patient',
    id: fhirId('Patient', `Patient/${record.id}`, record.id),
    ...present({
      meta: record.pharmacyComplete ? { tag: [{ code: 'pharmacy-complete' }] } : null,
      gender: record.sex,
      birthDate: iso(record.birth),
      deceasedDateTime: iso(record.death),
    }),
  };
}

/**
 * The resources of one person, the Patient first. R4 has no place for the day observation ended; a Bundle carries it as
 * its timestamp.
 */
export function fhirResources(record: PatientRecord): FhirResource[] {
  const writing = writingOf(record);
  const each = <Row>(rows: readonly Row[], write: (row: Row, writing: Writing) => FhirResource): FhirResource[] =>
    rows.map((row) => write(row, writing));
  return [
    patient(record),
    ...each(record.conditions, clinical.condition),
    ...each(record.orders, medicationRequest),
    ...each(record.supplies, medicationDispense),
    ...each(record.intakes, medicationAdministration),
    ...each(record.statements, medicationStatement),
    ...each(record.observations, clinical.observation),
    ...clinical.panels(record.observations, writing),
    ...each(record.genotypes, genotype),
    ...each(record.cultures, culture),
    ...each(record.reactions, clinical.reaction),
    ...each(record.stays, clinical.stay),
    ...each(record.visits, clinical.visit),
    ...each(record.procedures, clinical.procedure),
    ...each(record.goals, clinical.goal),
  ];
}

/** One person as a collection Bundle; its timestamp is the day the source's observation ended. */
export function fhirBundle(record: PatientRecord): FhirBundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    ...(record.observedUntil && { timestamp: `${record.observedUntil.iso.slice(0, 10)}T23:59:59Z` }),
    entry: fhirResources(record).map((resource) => ({
      fullUrl: `https://example.org/fhir/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}
