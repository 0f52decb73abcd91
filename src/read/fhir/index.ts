/**
 * FHIR R4 -> PatientRecord: bundles of any type, single resources, lists and NDJSON, one record per person.
 *
 * What cannot be read becomes a problem; every resource is counted as used, set aside with a reason, or refused.
 */
import type { Problem } from '../../domain/problem.ts';
import type { DrugIndex } from '../../knowledge/drugs/types.ts';
import { startCollection } from './collect.ts';
import type { FhirText } from './input.ts';
import { splitInput } from './input.ts';
import type { FhirReading } from './reading.ts';
import { readCollection } from './reading.ts';

export { type FhirText, type Parsed, readNdjsonLine, type SplitInput, splitInput } from './input.ts';
export { PHARMACY_COMPLETE } from './patient.ts';
export type { SetAside } from './read-record.ts';
export type { FhirReading } from './reading.ts';

export interface FhirOptions {
  drugs: DrugIndex;
}

/** Texts still to be parsed, or values parsed already. */
export type FhirInput = readonly (FhirText | { name: string; value: unknown })[];

/** Takes values one by one, so that a caller can stream lines; `finish` reads them all. */
export interface FhirCollector {
  add(value: unknown, where: string): void;
  /** a problem met before the value was parsed: it is counted as one refused */
  refuse(problem: Problem): void;
  finish(): FhirReading;
}

/**
 * Reads FHIR texts or parsed values into one record per person. Never throws for what is in the input.
 * @example readFhir([{ name: 'p.json', text: '{"resourceType":"Patient","id":"1"}' }], { drugs }).records[0]?.id //=> '1'
 */
export function readFhir(input: FhirInput, options: FhirOptions): FhirReading {
  const collector = fhirCollector(options);
  for (const item of input) {
    if ('value' in item) {
      collector.add(item.value, item.name);
      continue;
    }
    const split = splitInput(item);
    for (const { value, where } of split.values) collector.add(value, where);
    for (const problem of split.problems) collector.refuse(problem);
  }
  return collector.finish();
}

/** Starts collecting; references across files and bundles are followed when it is finished. */
export function fhirCollector(options: FhirOptions): FhirCollector {
  const { collection, add } = startCollection();
  return {
    add,
    refuse: (problem) => {
      collection.refused += 1;
      collection.problems.push(problem);
    },
    finish: () => readCollection(collection, options.drugs),
  };
}
