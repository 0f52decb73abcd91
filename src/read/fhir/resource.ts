/** A resource of the input with its row id, before it is read. */
import type { Json } from './json.ts';
import { asObject, canonical, fingerprint, objectsIn, textIn } from './json.ts';

export interface Resource {
  /** "Type/id"; the full URL where the source gave no id */
  id: string;
  type: string;
  json: Json;
  /** file, line or entry it came from */
  where: string;
  /** number of the bundle it came in; 0 for everything outside a bundle */
  bundle: number;
  fullUrl: string | null;
  /** the resource that contains this one */
  container: Resource | null;
}

/**
 * The row id of a resource: "Type/id", else its full URL, else a name made from its content.
 *
 * The content name does not depend on the order of the input.
 */
export function rowId(type: string, json: Json, fullUrl: string | null): string {
  const id = textIn(json, 'id');
  if (id !== null) return `${type}/${id}`;
  if (fullUrl !== null) return normaliseReference(fullUrl);
  return `${type}/unnamed-${fingerprint(canonical(json))}`;
}

/**
 * A reference as "Type/id", version and server dropped; anything else as written.
 * @example normaliseReference('https://ehr.example/fhir/Patient/7/_history/2') //=> 'Patient/7'
 */
export function normaliseReference(reference: string): string {
  const match = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-._]+)(?:\/_history\/[^/]+)?$/.exec(reference);
  return match?.[1] ?? reference;
}

/** The resources contained in one, as resources of their own. */
export function containedIn(owner: Resource): Resource[] {
  return objectsIn(owner.json, 'contained').flatMap((item) => {
    const json = asObject(item);
    const type = textIn(json, 'resourceType');
    const id = textIn(json, 'id');
    if (json === null || type === null || id === null) return [];
    return [
      {
        id: `${owner.id}#${id.replace(/^#/, '')}`,
        type,
        json,
        where: owner.where,
        bundle: owner.bundle,
        fullUrl: null,
        container: owner,
      },
    ];
  });
}
