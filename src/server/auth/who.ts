/** Who asks: an API key, a token of a trusted issuer, or nobody known. */
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import { needsAuth } from '../settings.ts';
import type { Caller } from './tokens.ts';

const ANONYMOUS: Caller = { client: 'anonymous', tenant: '', isTrusted: false };

/**
 * Reads what the request shows. A token or key that is shown must hold, on every route; where proof is needed, a route
 * that is not open refuses without one.
 */
export async function whoAsks(
  request: IncomingMessage,
  audience: string,
  isOpen: boolean,
  service: Pick<Service, 'settings' | 'store' | 'checkToken'>,
): Promise<Caller> {
  const caller = await shown(request, audience, service);
  if (!caller.isTrusted && !isOpen && needsAuth(service.settings)) {
    throw new Refusal(401, 'who-asks', 'this needs an API key or a token', '', { 'WWW-Authenticate': 'Bearer' });
  }
  return caller;
}

async function shown(
  request: IncomingMessage,
  audience: string,
  { store, checkToken }: Pick<Service, 'store' | 'checkToken'>,
): Promise<Caller> {
  const header = request.headers.authorization;
  const key = request.headers['x-api-key'];
  const bearer = header === undefined ? null : (/^Bearer +([^\s]+)$/i.exec(header)?.[1] ?? '');
  if (typeof key === 'string' || bearer?.startsWith('rxw_')) {
    const name = await store.keyName(typeof key === 'string' ? key : (bearer ?? ''));
    if (name === null) throw new Refusal(401, 'unknown-key', 'the API key is not known');
    return { client: `key:${name}`, tenant: `key:${name}`, isTrusted: true };
  }
  if (bearer === null) return ANONYMOUS;
  return checkToken(bearer, audience);
}
