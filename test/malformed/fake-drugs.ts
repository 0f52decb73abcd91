import type { DrugIndex } from '../../src/knowledge/drugs/types.ts';
import type { FhirReading } from '../../src/read/fhir/index.ts';
import { readFhir } from '../../src/read/fhir/index.ts';

const KNOWN = new Map([
  ['lisinopril', '29046'],
  ['sertraline', '36437'],
  ['ciprofloxacin', '2551'],
  ['ceftriaxone', '2193'],
  ['amoxicillin', '723'],
  ['clavulanate', '48203'],
  ['penicillin', '7980'],
  ['prednisone', '8640'],
]);

/** A drug look-up that knows a handful of names and says so where it does not. */
export const fakeDrugs: DrugIndex = {
  resolve: (query) => {
    const text = query.text ?? query.codings[0]?.display ?? query.codings[0]?.code ?? '';
    const names = [...KNOWN.keys()].filter((name) => text.toLowerCase().includes(name));
    const ingredients = names.map((name) => ({ id: KNOWN.get(name) ?? '', name, strength: null }));
    const seen = query.codings.length > 0 ? 1 : 0;
    return {
      drug: {
        text,
        codings: [...query.codings],
        ingredients,
        product: null,
        form: query.form ?? null,
        route: query.route ?? null,
        resolvedBy: ingredients.length > 0 ? 'text' : null,
      },
      problems: ingredients.length > 0 ? [] : [{ code: 'unknown-drug', what: text, help: 'Send an RxNorm code.' }],
      codes: { seen, resolved: ingredients.length > 0 ? seen : 0 },
    };
  },
  facts: () => null,
  usualUse: () => 'scheduled',
  preciseId: () => null,
  byName: (name) => (KNOWN.has(name) ? [{ id: KNOWN.get(name) ?? '', name, strength: null }] : []),
};

/** Reads resources of one bundle with the fake look-up. */
export function readBundle(...resources: readonly unknown[]): FhirReading {
  const entry = resources.map((resource) => ({ resource }));
  return readFhir([{ name: 'bundle', value: { resourceType: 'Bundle', type: 'collection', entry } }], {
    drugs: fakeDrugs,
  });
}

/** Reads resources of patient "p", born 1960, into the one record. */
export function readOne(...resources: readonly unknown[]) {
  const patient = { resourceType: 'Patient', id: 'p', birthDate: '1960-01-01', gender: 'female' };
  const reading = readBundle(patient, ...resources);
  const [record] = reading.records;
  if (record === undefined) throw new Error('no record');
  return record;
}
