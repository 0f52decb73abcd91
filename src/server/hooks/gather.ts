/** What a hook call brought of the record, and what it did not. */
import type { Wants } from '../work/job.ts';
import type { HookRequest } from './request.ts';
import { patientIdOf } from './request.ts';
import { PREFETCH } from './services.ts';

interface Resource {
  resourceType: string;
  [element: string]: unknown;
}

export interface Gathered {
  resources: Resource[];
  /** prefetch keys without an answer, and the pages after the first of those with one */
  queries: Wants['queries'];
}

const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && 'resourceType' in value && typeof value.resourceType === 'string';

/** The address of the page after this one, null at the end. */
export function nextPage(bundle: Resource): string | null {
  const links = Array.isArray(bundle.link) ? (bundle.link as unknown[]) : [];
  for (const link of links) {
    if (typeof link !== 'object' || link === null || !('relation' in link) || link.relation !== 'next') continue;
    if ('url' in link && typeof link.url === 'string') return link.url;
  }
  return null;
}

/** Sorts the prefetch into what can be read and what has to be asked for; `null` is an answer: there is no such data. */
export function gathered(request: HookRequest): Gathered {
  const resources: Resource[] = [];
  const queries: Wants['queries'] = [];
  const patient = patientIdOf(request);
  for (const { key, template } of PREFETCH) {
    const sent = request.prefetch?.[key];
    if (sent === null) continue;
    if (sent === undefined || sent.resourceType === 'OperationOutcome') {
      queries.push({
        key,
        path: template.replaceAll('{{context.patientId}}', encodeURIComponent(patient)),
        isLaterPage: false,
      });
      continue;
    }
    resources.push(sent);
    const next = sent.resourceType === 'Bundle' ? nextPage(sent) : null;
    if (next !== null) queries.push({ key, path: next, isLaterPage: true });
  }
  return { resources, queries };
}

/** Medications that orders refer to and nobody sent: "Medication/1". */
export function missingMedications(resources: readonly Resource[], limit: number): string[] {
  const here = new Set<string>();
  const wanted = new Set<string>();
  for (const resource of flattened(resources)) {
    here.add(`${resource.resourceType}/${String(resource.id)}`);
    const { medicationReference } = resource;
    const reference =
      typeof medicationReference === 'object' && medicationReference !== null && 'reference' in medicationReference
        ? medicationReference.reference
        : null;
    if (typeof reference === 'string' && /^Medication\/[A-Za-z0-9\-.]{1,64}$/.test(reference)) wanted.add(reference);
  }
  return [...wanted].filter((reference) => !here.has(reference)).slice(0, limit);
}

function flattened(resources: readonly Resource[]): Resource[] {
  return resources.flatMap((resource) => {
    if (resource.resourceType !== 'Bundle') return [resource];
    const entries = Array.isArray(resource.entry) ? (resource.entry as unknown[]) : [];
    return entries.flatMap((entry) => {
      const inner = typeof entry === 'object' && entry !== null && 'resource' in entry ? entry.resource : null;
      return isResource(inner) ? [inner] : [];
    });
  });
}
