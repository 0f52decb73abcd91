/** Whose resource is it: subjects resolved to people, with a record of their own for people the input does not hold. */
import type { Json } from './json.ts';
import { objectIn, textIn } from './json.ts';
import { READERS } from './kinds.ts';
import type { Library } from './references.ts';
import { referencedType, referenceText } from './references.ts';
import type { Resource } from './resource.ts';
import { normaliseReference } from './resource.ts';

/** Resources by person; `shared` are those that belong to nobody (medications, practitioners). */
export interface Belongings {
  byPerson: Map<string, Resource[]>;
  shared: Resource[];
  /** people named as subject whose Patient is not in the input */
  unknownPeople: Set<string>;
  /** resources whose subject is a group, a device or a place */
  notOfPerson: Resource[];
}

/** The record of resources that name no subject where several people could be meant. */
export const NOBODY = 'unknown';

/** The record id of a Patient: its id without the type. */
export const personOf = (patient: Resource): string => personId(patient.id);

const personId = (reference: string): string =>
  reference
    .replace(/^(Patient\/|urn:uuid:)/, '')
    .replace(/^Patient\?(identifier=)?/, '')
    .replace(/^\?/, '')
    .replace(/^[^|]*\|/, '');

/** Sorts resources by the person they are about. */
export function sortByPerson(resources: readonly Resource[], library: Library): Belongings {
  const patients = resources.filter((resource) => resource.type === 'Patient');
  const people = new Set(patients.map(personOf));
  const out: Belongings = { byPerson: new Map(), shared: [], unknownPeople: new Set(), notOfPerson: [] };
  const withoutSubject: Resource[] = [];
  const give = (person: string, resource: Resource): void => {
    const list = out.byPerson.get(person);
    if (list === undefined) out.byPerson.set(person, [resource]);
    else list.push(resource);
  };
  for (const resource of resources) {
    if (resource.type === 'Patient') {
      give(personOf(resource), resource);
      continue;
    }
    const subject = subjectOf(resource.json);
    const text = referenceText(subject);
    if (subject === null || text === null) {
      withoutSubject.push(resource);
      continue;
    }
    const target = library.find(subject, resource);
    if (target === null && text.startsWith('#')) out.notOfPerson.push(resource);
    else if (target?.type === 'Patient' && target.container === null) give(personOf(target), resource);
    else if (target?.type === 'Patient') {
      const person = textIn(target.json, 'id') ?? NOBODY;
      if (!people.has(person)) out.unknownPeople.add(person);
      give(person, resource);
    } else if (target !== null || isOtherThing(library, subject, resource)) out.notOfPerson.push(resource);
    else {
      const person = personId(normaliseReference(text));
      if (!people.has(person)) out.unknownPeople.add(person);
      give(person, resource);
    }
  }
  const [only] = out.byPerson.size === 1 ? [...out.byPerson.keys()] : [];
  const byBundle = peopleByBundle(patients);
  for (const resource of withoutSubject) {
    const inBundle = resource.bundle === 0 ? undefined : byBundle.get(resource.bundle);
    const person = inBundle?.size === 1 ? [...inBundle][0] : only;
    if (person !== undefined) give(person, resource);
    else if (READERS.has(resource.type)) give(NOBODY, resource);
    else out.shared.push(resource);
  }
  return out;
}

function subjectOf(json: Json): Json | null {
  for (const field of ['subject', 'patient', 'beneficiary', 'for']) {
    const reference = objectIn(json, field);
    if (referenceText(reference) !== null) return reference;
  }
  // A questionnaire answered by the person about themselves may name only its source.
  const source = objectIn(json, 'source');
  return /^(Patient\/|urn:uuid:)/.test(normaliseReference(referenceText(source) ?? '')) ? source : null;
}

function isOtherThing(library: Library, subject: Json, resource: Resource): boolean {
  const type = referencedType(library, subject, resource);
  return type !== null && type !== 'Patient';
}

function peopleByBundle(patients: readonly Resource[]): Map<number, Set<string>> {
  const byBundle = new Map<number, Set<string>>();
  for (const patient of patients) {
    const set = byBundle.get(patient.bundle) ?? new Set();
    byBundle.set(patient.bundle, set.add(personOf(patient)));
  }
  return byBundle;
}
