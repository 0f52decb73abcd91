/** What a prefetch left out, read from the FHIR server that the caller (or the operator) names. */
import { fetchQuery, type RecordServer } from '../outbound/record-server.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Wants } from '../work/job.ts';
import { PREFETCH } from './services.ts';

export interface Missing {
  fetched: Uint8Array<ArrayBuffer>[];
  /** keys no server answered */
  unavailable: string[];
}

/** Queries at the same time against one server: quick, and still polite. */
const AT_ONCE = 4;

async function readAll(server: RecordServer, queries: Wants['queries'], ms: number): Promise<Missing> {
  const signal = AbortSignal.timeout(ms);
  const found: Missing = { fetched: [], unavailable: [] };
  const left = [...queries];
  const work = async (): Promise<void> => {
    for (let query = left.shift(); query !== undefined; query = left.shift()) {
      const { bodies, isAnswered } = await fetchQuery(server, query.path, signal);
      found.fetched.push(...bodies);
      if (!isAnswered && !query.isLaterPage) found.unavailable.push(query.key);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** Reads what a hook call wants from the server it names. */
export async function readMissing(wants: Wants, service: Service): Promise<Missing> {
  const { request, settings } = service;
  const { fetchMs, pages } = settings.hooks;
  const server: RecordServer = { base: wants.fhirServer ?? '', token: wants.token, request, pages };
  const references = wants.references.map((path) => ({ key: path, path, isLaterPage: false }));
  const found = await readAll(server, [...wants.queries, ...references], fetchMs);
  if (found.unavailable.length > 0) service.log.warn('record server unavailable', { count: found.unavailable.length });
  return found;
}

/** The whole record of a patient of the configured server; throws a Refusal where none is configured or it is not there. */
export async function readPatientRecord(id: string, service: Service): Promise<Uint8Array<ArrayBuffer>[]> {
  const { ownRequest: request, settings, recordToken } = service;
  const { fhirServer, hooks } = settings;
  if (fhirServer === undefined || recordToken === null) {
    const help = 'Send the record itself, or set fhirServer.';
    throw new Refusal(412, 'no-record-server', 'no FHIR server is configured to read a patient from', help);
  }
  const token = await recordToken(AbortSignal.timeout(hooks.fetchMs));
  const server: RecordServer = { base: fhirServer.url, token, request, pages: hooks.pages };
  const queries = PREFETCH.map(({ key, template }) => ({
    key,
    path: template.replaceAll('{{context.patientId}}', id),
    isLaterPage: false,
  }));
  const { fetched, unavailable } = await readAll(server, queries, hooks.fetchMs * 2);
  if (unavailable.includes('patient')) throw new Refusal(404, 'no-such-patient', 'the FHIR server has no such patient');
  return fetched;
}
