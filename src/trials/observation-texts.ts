/** The lower-case words each observation of a record is known by, made once per record. */
import type { Observation, PatientRecord } from '../domain/record.ts';

export interface ToldObservation {
  observation: Observation;
  /** its name, its codes' displays and the panel it belongs to */
  name: string;
}

const told = new WeakMap<PatientRecord, readonly ToldObservation[]>();

/** Every observation with its words. */
export function observationTexts(record: PatientRecord): readonly ToldObservation[] {
  const known = told.get(record);
  if (known) return known;
  const made = record.observations.map((observation) => {
    const displays = observation.what.codings.map((coding) => coding.display ?? '');
    return {
      observation,
      name: [observation.panel ?? '', observation.what.text, ...displays].join(' | ').toLowerCase(),
    };
  });
  told.set(record, made);
  return made;
}
