/** Taking the input apart: bundles, lists and parameters into single resources, and problems for what is none. */
import type { Problem } from '../../domain/problem.ts';
import type { Moment } from '../../domain/time.ts';
import { parseMoment } from '../../domain/time.ts';
import type { Json } from './json.ts';
import { asObject, isTooDeep, objectIn, own, textIn } from './json.ts';
import { READERS, SUPPORTING } from './kinds.ts';
import type { Resource } from './resource.ts';
import { rowId } from './resource.ts';

/** The resources found so far, and what was refused on the way. */
export interface Collection {
  resources: Resource[];
  problems: Problem[];
  /** values that are no resource, each with a problem */
  refused: number;
  /** when each bundle was put together, where it says so */
  assembled: Map<number, Moment>;
}

/** An empty collection and the function that adds one parsed value to it. */
export function startCollection(): { collection: Collection; add(value: unknown, where: string): void } {
  const collection: Collection = { resources: [], problems: [], refused: 0, assembled: new Map() };
  let bundles = 0;

  const refuse = (where: string, code: string, what: string, help: string): void => {
    collection.refused += 1;
    collection.problems.push({ code, where, what, help });
  };

  const addResource = (json: Json, where: string, bundle: number, fullUrl: string | null): void => {
    const type = textIn(json, 'resourceType');
    if (type === null || !/^[A-Z][A-Za-z]+$/.test(type)) {
      const what =
        type === null
          ? 'an object without resourceType'
          : `resourceType ${JSON.stringify(type.slice(0, 40))} is none of FHIR`;
      refuse(where, 'not-fhir', what, 'Send FHIR R4 resources, each with its resourceType.');
      return;
    }
    const id = rowId(type, json, fullUrl);
    // Of types that are never looked into, only what counting needs is held.
    const kept = READERS.has(type) || SUPPORTING.has(type) ? json : subjectOnly(json);
    collection.resources.push({ id, type, json: kept, where, bundle, fullUrl, container: null });
  };

  const addValue = (value: unknown, where: string, bundle: number, fullUrl: string | null, nesting: number): void => {
    const json = asObject(value);
    if (json === null && !Array.isArray(value)) {
      const what = value === null ? 'null where a resource belongs' : `a ${typeof value} where a resource belongs`;
      refuse(where, value === null ? 'null-entry' : 'not-fhir', what, 'Send FHIR R4 resources.');
      return;
    }
    if (nesting > 4) {
      refuse(where, 'too-deep', 'bundles inside bundles inside bundles', 'Send the resources in one bundle.');
      return;
    }
    if (json === null) {
      for (const [i, item] of (value as unknown[]).entries())
        addValue(item, `${where}[${i}]`, bundle, null, nesting + 1);
      return;
    }
    const type = textIn(json, 'resourceType');
    if (type === 'Bundle') addBundle(json, where, nesting);
    else if (type === 'Parameters') addParameters(json, where, bundle, nesting);
    else if (isTooDeep(json))
      refuse(where, 'too-deep', 'nested deeper than any FHIR resource', 'Send FHIR R4 resources.');
    else addResource(json, where, bundle, fullUrl);
  };

  const addBundle = (json: Json, where: string, nesting: number): void => {
    bundles += 1;
    const bundle = bundles;
    const timestamp = textIn(json, 'timestamp');
    const moment = timestamp === null ? null : parseMoment(timestamp);
    if (moment !== null && /^(searchset|collection|document)$/.test(textIn(json, 'type') ?? ''))
      collection.assembled.set(bundle, moment);
    const entries = own(json, 'entry');
    if (entries === undefined || entries === null) return;
    if (!Array.isArray(entries)) {
      refuse(where, 'not-fhir', 'Bundle.entry is not a list', 'Send Bundle.entry as a list of entries.');
      return;
    }
    for (const [i, item] of (entries as unknown[]).entries()) {
      const at = `${where}#entry[${i}]`;
      const entry = asObject(item);
      const resource = entry === null ? item : own(entry, 'resource');
      // A deletion or a bare answer of a server carries no resource and takes nothing away from the record.
      if (resource === undefined && (objectIn(entry, 'request') ?? objectIn(entry, 'response')) !== null) continue;
      addValue(resource ?? null, at, bundle, textIn(entry, 'fullUrl'), nesting + 1);
    }
  };

  const addParameters = (json: Json, where: string, bundle: number, nesting: number): void => {
    const parameters = own(json, 'parameter');
    if (!Array.isArray(parameters)) return;
    parameters.forEach((parameter: unknown, i) => {
      const resource = own(asObject(parameter), 'resource');
      if (resource !== undefined) addValue(resource, `${where}#parameter[${i}]`, bundle, null, nesting + 1);
    });
  };

  return { collection, add: (value, where) => addValue(value, where, 0, null, 0) };
}

function subjectOnly(json: Json): Json {
  const { id, subject, patient, beneficiary, for: receiver, source } = json;
  return { id, subject, patient, beneficiary, for: receiver, source };
}
