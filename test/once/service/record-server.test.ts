/** What was not prefetched, read from the server the caller names; and a patient of the configured server. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { example, patientView, post, searchset, started, type TestService } from './running.ts';

let fhir: Server;
let base: string;
let service: TestService;
let asked: { method: string; url: string; token: string; body: string }[] = [];
let broken: string | null = null;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

beforeAll(async () => {
  const patient = searchset('03-missed-doses', 'Patient').entry[0]?.resource;
  fhir = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const url = request.url ?? '';
    asked.push({ method: request.method ?? '', url, token: request.headers.authorization ?? '', body });
    const say = (status: number, value: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(value));
    };
    const type = /^\/fhir\/([A-Za-z]+)/.exec(url)?.[1] ?? '';
    if (url.endsWith('smart-configuration')) return say(200, { token_endpoint: `${base.replace('/fhir', '')}/token` });
    if (url === '/token') return say(200, { access_token: 'from-assertion', expires_in: 300 });
    if (type === broken) return say(500, { resourceType: 'OperationOutcome', issue: [] });
    if (url.startsWith('/fhir/Patient/calder')) return say(200, patient);
    if (url.startsWith('/fhir/Patient/')) return say(404, { resourceType: 'OperationOutcome', issue: [] });
    if (type === 'Goal' && request.method === 'POST') return say(405, { resourceType: 'OperationOutcome', issue: [] });
    const found = searchset('03-missed-doses', type);
    if (type === 'MedicationDispense' && !url.includes('page=2')) {
      const link = [{ relation: 'next', url: `${base}/MedicationDispense?page=2&patient=calder` }];
      return say(200, { ...found, link, entry: found.entry.slice(0, 3) });
    }
    return say(200, url.includes('page=2') ? { ...found, entry: found.entry.slice(3) } : found);
  });
  await new Promise<void>((resolve) => fhir.listen(0, '127.0.0.1', resolve));
  const { port } = fhir.address() as AddressInfo;
  base = `http://127.0.0.1:${port}/fhir`;
  const pair = await generateKeyPair('ES384', { extractable: true });
  const privateKey = { ...(await exportJWK(pair.privateKey)), kid: 'own', alg: 'ES384' };
  service = await started({
    allowPrivateHosts: [`127.0.0.1:${port}`],
    fhirServer: { url: base, clientId: 'rxwhy-client', privateKey },
  });
}, 240_000);
afterAll(async () => {
  await service?.stop();
  fhir?.close();
});
beforeEach(() => {
  asked = [];
  broken = null;
});

const call = (): Record<string, unknown> => {
  const { prefetch: _, ...bare } = patientView('03-missed-doses');
  return { ...bare, fhirServer: base, fhirAuthorization: { access_token: 'given', token_type: 'Bearer' } };
};
const path = (): string => `${service.url}/cds-services/rxwhy-patient-view`;

describe('without a prefetch', () => {
  it('everything is read with the given token, all pages, and the card is the same', async () => {
    const prefetched = (await post(path(), patientView('03-missed-doses'))).json();
    const read = (await post(path(), call())).json();
    expect(read.cards).toHaveLength(1);
    expect(read).toEqual(prefetched);
    expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(['Bearer given']));
    const searches = asked.filter(({ url }) => url.endsWith('/_search'));
    expect(searches.length).toBeGreaterThan(8);
    for (const { method, body } of searches)
      expect([method, body]).toEqual(['POST', expect.stringMatching(/^patient=calder/)]);
    expect(asked.filter(({ url }) => url.includes('page=2'))).toHaveLength(1);
    expect(asked.some(({ method, url }) => method === 'GET' && url.startsWith('/fhir/Goal?patient=calder'))).toBe(true);
  });

  it('what the server cannot give costs only itself, unless nothing can be said without it', async () => {
    broken = 'Goal';
    expect((await post(path(), call())).json().cards).toHaveLength(1);
    broken = 'MedicationRequest';
    const answer = await post(path(), call());
    expect(answer.status).toBe(412);
    expect(answer.json().title).toContain('medicationRequests');
  });

  it('only what is missing is read', async () => {
    const { prefetch } = patientView('03-missed-doses') as { prefetch: Record<string, unknown> };
    const { observations: _, ...rest } = prefetch;
    const nothing = { allergies: null, goals: null, encounters: null, procedures: null, diagnosticReports: null };
    const most = {
      ...rest,
      ...nothing,
      medicationStatements: null,
      medicationAdministrations: null,
      questionnaireResponses: null,
    };
    expect((await post(path(), { ...call(), prefetch: most })).json().cards).toHaveLength(1);
    expect(asked.map(({ url }) => url)).toEqual(['/fhir/Observation/_search']);
  });
});

describe('a patient of the configured server', () => {
  it('is read with a token got by a signed assertion', async () => {
    const answer = await fetch(`${service.url}/fhir/Patient/calder/$rxwhy`);
    expect(answer.status).toBe(200);
    const bundle = (await answer.json()) as { entry: { resource: { resourceType: string } }[] };
    expect(bundle.entry.some(({ resource }) => resource.resourceType === 'DetectedIssue')).toBe(true);
    const token = asked.find(({ url }) => url === '/token');
    const form = new URLSearchParams(token?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    const claims = decodeJwt(form.get('client_assertion') ?? '');
    expect(claims).toMatchObject({
      iss: 'rxwhy-client',
      sub: 'rxwhy-client',
      aud: `${base.replace('/fhir', '')}/token`,
    });
    const reads = asked.filter(({ url }) => url.startsWith('/fhir/') && !url.includes('well-known'));
    expect(new Set(reads.map((each) => each.token))).toEqual(new Set(['Bearer from-assertion']));
  });

  it('can be named in Parameters, and may not be there', async () => {
    const named = (id: string) => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'patient', valueReference: { reference: `Patient/${id}` } }],
    });
    expect((await post(`${service.url}/fhir/$rxwhy`, named('calder'))).json().resourceType).toBe('Bundle');
    const nobody = await post(`${service.url}/fhir/$rxwhy`, named('nobody'));
    expect(nobody.status).toBe(404);
    expect(nobody.json().resourceType).toBe('OperationOutcome');
  });

  it('is the same as its record sent', async () => {
    const sent = (await post(`${service.url}/fhir/$rxwhy`, example('03-missed-doses'))).json();
    const read = (await (await fetch(`${service.url}/fhir/Patient/calder/$rxwhy`)).json()) as typeof sent;
    expect(read.entry[1].resource.code).toEqual(sent.entry[1].resource.code);
  });
});
