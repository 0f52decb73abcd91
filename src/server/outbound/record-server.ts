/** Reading a FHIR server: instances and searches, page by page, within one time for all of it. */

import { nextPage } from '../hooks/gather.ts';
import { Refusal } from '../refusal.ts';
import type { Incoming, Requester } from './guarded-request.ts';

export interface RecordServer {
  base: string;
  token: string | null;
  request: Requester;
  /** pages read per search */
  pages: number;
}

export interface Fetched {
  bodies: Uint8Array<ArrayBuffer>[];
  /** false where the first page could not be had; later pages that fail leave what was read */
  isAnswered: boolean;
}

const FHIR = 'application/fhir+json';

function headersFor({ token }: RecordServer): Record<string, string> {
  return { Accept: FHIR, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) };
}

/** The address of a relative path or of a next page; null where it leads away from the server (its token stays here). */
export function addressOn(base: string, path: string): string | null {
  const root = base.endsWith('/') ? base : `${base}/`;
  try {
    const url = new URL(path, root);
    const home = new URL(root);
    return url.origin === home.origin ? url.href : null;
  } catch {
    return null;
  }
}

function parsed({ body }: Incoming): { resourceType: string; [element: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('resourceType' in value)) return null;
    return value as { resourceType: string };
  } catch {
    return null;
  }
}

async function search(server: RecordServer, path: string, signal: AbortSignal): Promise<Incoming | null> {
  const [type = '', query = ''] = path.split('?', 2);
  const posted = addressOn(server.base, `${type}/_search`);
  const got = addressOn(server.base, path);
  if (posted === null || got === null) return null;
  // By POST first: a patient's id in an address ends up in logs. Servers that do not offer it answer 4xx.
  if (!/^https?:/.test(path)) {
    const headers = { ...headersFor(server), 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await server.request(posted, { method: 'POST', headers, body: query }, signal);
    if (answer.status === 200) return answer;
    if (answer.status === 401 || answer.status === 403) return answer;
  }
  return server.request(got, { method: 'GET', headers: headersFor(server) }, signal);
}

/** Everything one query answers. Throws a Refusal only for an address that may not be read. */
export async function fetchQuery(server: RecordServer, path: string, signal: AbortSignal): Promise<Fetched> {
  const bodies: Fetched['bodies'] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < server.pages; page += 1) {
    const answer: Incoming | null = await attempt(() =>
      next?.includes('?') && page === 0
        ? search(server, next, signal)
        : server.request(
            addressOn(server.base, next ?? '') ?? '',
            { method: 'GET', headers: headersFor(server) },
            signal,
          ),
    );
    const resource = answer?.status === 200 ? parsed(answer) : null;
    if (answer === null || resource === null || resource.resourceType === 'OperationOutcome') break;
    bodies.push(answer.body);
    const following = resource.resourceType === 'Bundle' ? nextPage(resource) : null;
    next = following === null ? null : addressOn(server.base, following);
  }
  return { bodies, isAnswered: bodies.length > 0 };
}

async function attempt(ask: () => Promise<Incoming | null>): Promise<Incoming | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'address-refused') throw error;
    return null;
  }
}
