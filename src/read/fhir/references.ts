/** Finding what a reference means: relative, absolute, urn:uuid, contained, conditional and by identifier. */
import type { Json } from './json.ts';
import { objectIn, objectsIn, own, textIn } from './json.ts';
import type { Resource } from './resource.ts';
import { containedIn, normaliseReference } from './resource.ts';

/** Everything the input holds, to be looked up by reference. */
export interface Library {
  /** the resource meant, null where it is not in the input; never follows more than one step */
  find(reference: Json | null, owner: Resource): Resource | null;
  /** row id of what is meant, also where it is not in the input; null where nothing is named */
  idOf(reference: Json | null, owner: Resource): string | null;
}

/**
 * Indexes resources for look-up; where several answer to a reference the one of the same bundle comes first.
 *
 * `dropped` are resources that lost against another copy of themselves; they are never found.
 */
export function buildLibrary(resources: readonly Resource[], dropped: ReadonlySet<Resource>): Library {
  const index = new Map<string, Resource[]>();
  const put = (key: string, resource: Resource): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [resource]);
    else if (!list.includes(resource)) list.push(resource);
  };
  for (const resource of resources) {
    if (dropped.has(resource)) continue;
    put(resource.id, resource);
    if (resource.fullUrl !== null) put(resource.fullUrl, resource);
    const id = textIn(resource.json, 'id');
    if (id !== null) {
      put(`${resource.type}/${id}`, resource);
      put(`urn:uuid:${id}`, resource);
    }
    for (const key of identifierKeys(resource.json)) {
      put(`?${key}`, resource);
      put(`${resource.type}?${key}`, resource);
    }
  }
  const find = (reference: Json | null, owner: Resource): Resource | null => {
    const text = referenceText(reference);
    if (text === null) return null;
    if (text.startsWith('#')) return containedBy(owner, text.slice(1));
    const candidates = index.get(text) ?? index.get(normaliseReference(text)) ?? index.get(conditionalKey(text)) ?? [];
    return candidates.find((one) => one.bundle === owner.bundle) ?? candidates.at(-1) ?? null;
  };
  return {
    find,
    idOf: (reference, owner) => {
      const found = find(reference, owner);
      if (found !== null) return found.id;
      const text = referenceText(reference);
      return text === null ? null : text.startsWith('#') ? `${owner.id}${text}` : normaliseReference(text);
    },
  };
}

/** What a Reference names: its literal reference, else its identifier as "?system|value". */
export function referenceText(reference: Json | null): string | null {
  const literal = textIn(reference, 'reference');
  if (literal !== null) return literal;
  const [key] = identifierKeys({ identifier: own(reference, 'identifier') });
  const type = textIn(reference, 'type');
  return key === undefined ? null : `${type ?? ''}?${key}`;
}

function identifierKeys(json: Json): string[] {
  return objectsIn(json, 'identifier').flatMap((identifier) => {
    const value = textIn(identifier, 'value');
    if (value === null) return [];
    const system = textIn(identifier, 'system');
    return system === null ? [`|${value}`] : [`${system}|${value}`, `|${value}`];
  });
}

// "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999" and its percent-encoded form.
function conditionalKey(text: string): string {
  const match = /^([A-Z][A-Za-z]+)\?identifier=(.+)$/.exec(text);
  if (match === null) return text;
  const key = decode(match[2] ?? '');
  return `${match[1]}?${key.includes('|') ? key : `|${key}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function containedBy(owner: Resource, id: string): Resource | null {
  const root = owner.container ?? owner;
  if (id === '') return root;
  return containedIn(root).find((one) => one.id === `${root.id}#${id}`) ?? null;
}

/** The type a reference points to, from its target, its `type` or its text; null where it says none. */
export function referencedType(library: Library, reference: Json | null, owner: Resource): string | null {
  const found = library.find(reference, owner);
  if (found !== null) return found.type;
  const declared = textIn(reference, 'type');
  if (declared !== null) return declared;
  const text = referenceText(reference);
  return text === null ? null : (/^([A-Z][A-Za-z]+)[/?]/.exec(normaliseReference(text))?.[1] ?? null);
}

/** Row ids of the targets of a reference field, in the order written. */
export function referencedIds(library: Library, from: Json, field: string, owner: Resource): string[] {
  return objectsIn(from, field)
    .map((reference) => library.idOf(reference, owner))
    .filter((id) => id !== null);
}

/** The single target of a reference field. */
export function referenced(library: Library, from: Json, field: string, owner: Resource): Resource | null {
  return library.find(objectIn(from, field), owner);
}
