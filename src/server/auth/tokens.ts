/** CDS Hooks tokens: signed by a trusted issuer, for exactly this address, fresh, and used once. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { Requester } from '../outbound/guarded-request.ts';
import { Refusal } from '../refusal.ts';
import type { Issuer } from '../settings.ts';
import { type ReplayMemory, replayMemory } from './replay.ts';

const ALGORITHMS = ['ES384', 'RS384'];
/** seconds a client's clock may be off, and the longest life of a token */
const TOLERANCE = 30;
const LONGEST = 3600;

export interface Caller {
  client: string;
  tenant: string;
  isTrusted: boolean;
}

const refused = (code: string, what: string): Refusal =>
  new Refusal(401, code, what, '', { 'WWW-Authenticate': `Bearer error="invalid_token"` });

/**
 * Checks tokens against the issuers an operator trusts.
 *
 * Without any issuer a token cannot be verified; what can be checked without a key still is (algorithm, audience, times,
 * replay), and the caller counts as anonymous.
 */
export function tokenChecker(issuers: readonly Issuer[], request: Requester, now: () => number = Date.now) {
  const replay: ReplayMemory = replayMemory(now);
  const keySets = new Map(issuers.map((issuer) => [issuer.iss, keysOf(issuer, request)]));
  return async (token: string, audience: string): Promise<Caller> => {
    const { header, claims } = decoded(token);
    if (typeof header.alg !== 'string' || !ALGORITHMS.includes(header.alg))
      throw refused('bad-algorithm', 'the token is not signed with ES384 or RS384');
    const issuer = issuers.find(({ iss }) => iss === claims.iss);
    if (issuer === undefined && issuers.length > 0)
      throw refused('unknown-issuer', 'the issuer of the token is not trusted');
    if (issuer !== undefined && header.jku !== undefined && header.jku !== issuer.jku) {
      throw refused('unknown-jku', 'the key address of the token is not the one trusted for its issuer');
    }
    const keys = issuer === undefined ? undefined : keySets.get(issuer.iss);
    const payload = keys === undefined ? claims : await verified(token, keys, now);
    const expires = checkedClaims(payload, audience, now());
    if (!replay.isNew(payload.iss ?? '', String(payload.jti), expires))
      throw refused('replayed', 'the token was used before');
    if (issuer === undefined) return { client: 'anonymous', tenant: '', isTrusted: false };
    const tenant =
      issuer.tenant ?? (typeof payload.tenant === 'string' ? `${issuer.iss}|${payload.tenant}` : issuer.iss);
    return { client: issuer.iss, tenant, isTrusted: true };
  };
}

function decoded(token: string): { header: ReturnType<typeof decodeProtectedHeader>; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    throw refused('no-token', 'the token cannot be read');
  }
}

async function verified(token: string, keys: JWTVerifyGetKey, now: () => number): Promise<JWTPayload> {
  try {
    const currentDate = new Date(now());
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      currentDate,
      clockTolerance: TOLERANCE,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('expired', 'the token has expired');
    throw refused('bad-signature', 'the token cannot be verified with the keys of its issuer');
  }
}

/** Times and audience; gives the instant after which the token's id may be forgotten, milliseconds. */
function checkedClaims({ aud, iat, exp, jti, iss, nbf }: JWTPayload, audience: string, nowMs: number): number {
  const at = nowMs / 1000;
  if (
    typeof iss !== 'string' ||
    typeof exp !== 'number' ||
    typeof iat !== 'number' ||
    typeof jti !== 'string' ||
    jti === ''
  ) {
    throw refused('missing-claim', 'the token lacks iss, exp, iat or jti');
  }
  if (exp < at - TOLERANCE) throw refused('expired', 'the token has expired');
  if (iat > at + TOLERANCE || (typeof nbf === 'number' && nbf > at + TOLERANCE))
    throw refused('not-yet', 'the token is from the future');
  if (exp - iat > LONGEST) throw refused('too-long-lived', 'the token lives longer than an hour');
  const audiences = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(audience)) throw refused('wrong-audience', 'the token is for another address');
  return (exp + TOLERANCE) * 1000;
}

function keysOf(issuer: Issuer, request: Requester): JWTVerifyGetKey {
  if (issuer.keys !== undefined) return createLocalJWKSet({ keys: issuer.keys } as JSONWebKeySet);
  const address = issuer.jku ?? `${issuer.iss.replace(/\/$/, '')}/.well-known/jwks.json`;
  return createRemoteJWKSet(new URL(address), {
    cacheMaxAge: 10 * 60_000,
    cooldownDuration: 10_000,
    timeoutDuration: 5_000,
    [customFetch]: async (url, { signal, headers }) => {
      const plain = Object.fromEntries(new Headers(headers).entries());
      const got = await request(String(url), { method: 'GET', headers: plain }, signal);
      return new Response(got.body, { status: got.status, headers: { 'Content-Type': got.type } });
    },
  });
}
