/** SMART backend services: a token for the configured record server, by a signed assertion, kept until it ends. */
import { importJWK, type JWK, SignJWT } from 'jose';
import { Refusal } from '../refusal.ts';
import type { FhirServer } from '../settings.ts';
import type { Requester } from './guarded-request.ts';
import { addressOn } from './record-server.ts';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const MARGIN_MS = 30_000;

/** Gives tokens; null where the server needs none. */
export function tokenSource(server: FhirServer, request: Requester): (signal: AbortSignal) => Promise<string | null> {
  let known: { token: string; until: number } | null = null;
  let tokenUrl = server.tokenUrl ?? null;
  return async (signal) => {
    const { clientId, privateKey } = server;
    if (clientId === undefined || privateKey === undefined) return null;
    if (known !== null && known.until - MARGIN_MS > Date.now()) return known.token;
    tokenUrl ??= await discovered(server.url, request, signal);
    const key = await importJWK(privateKey as JWK, privateKey.alg);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: privateKey.alg, kid: privateKey.kid, typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenUrl)
      .setExpirationTime('4m')
      .setIssuedAt()
      .setJti(crypto.randomUUID())
      .sign(key);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: server.scope,
      client_assertion_type: ASSERTION,
      client_assertion: assertion,
    }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    const answer = await request(tokenUrl, { method: 'POST', headers, body }, signal);
    const said = jsonOf(answer.body);
    if (answer.status !== 200 || typeof said?.access_token !== 'string') {
      throw new Refusal(502, 'no-token', `the record server gave no token (${answer.status})`);
    }
    const seconds = typeof said.expires_in === 'number' ? said.expires_in : 300;
    known = { token: said.access_token, until: Date.now() + seconds * 1000 };
    return known.token;
  };
}

async function discovered(base: string, request: Requester, signal: AbortSignal): Promise<string> {
  const address = addressOn(base, '.well-known/smart-configuration') ?? '';
  const answer = await request(address, { method: 'GET', headers: { Accept: 'application/json' } }, signal);
  const said = jsonOf(answer.body);
  if (typeof said?.token_endpoint === 'string') return said.token_endpoint;
  throw new Refusal(502, 'no-token-endpoint', 'the record server names no token endpoint', 'Set fhirServer.tokenUrl.');
}

function jsonOf(body: Uint8Array): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
  } catch {
    return null;
  }
}
