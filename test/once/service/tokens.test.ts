/** Tokens: what a trusted issuer signs for this address passes once; nothing else does. */
import { createHmac } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokenChecker } from '../../../src/server/auth/tokens.ts';
import type { Requester } from '../../../src/server/outbound/guarded-request.ts';
import { guardedRequester } from '../../../src/server/outbound/guarded-request.ts';
import { Refusal } from '../../../src/server/refusal.ts';

const ISS = 'https://ehr.example';
const JKU = 'https://ehr.example/jwks.json';
const AUD = 'https://why.example/cds-services/rxwhy-patient-view';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

let key: Key;
let publicKey: JWK;
let stranger: Key;
let served: JWK[];
let asked = 0;
const jwks: Requester = async (url) => {
  asked += 1;
  expect(url).toBe(JKU);
  return { status: 200, type: 'application/json', body: new TextEncoder().encode(JSON.stringify({ keys: served })) };
};

beforeAll(async () => {
  const pair = await generateKeyPair('ES384');
  key = pair.privateKey;
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' };
  served = [publicKey];
  stranger = (await generateKeyPair('ES384')).privateKey;
});

interface Parts {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  signer?: Key;
}
async function token({ claims = {}, header = {}, signer = key }: Parts = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: ISS, aud: AUD, iat: now, exp: now + 300, jti: crypto.randomUUID(), ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'ES384', kid: 'k1', typ: 'JWT', jku: JKU, ...header }).sign(signer);
}
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const checker = (request: Requester = jwks) => tokenChecker([{ iss: ISS, jku: JKU }], request);

async function codeOf(check: ReturnType<typeof tokenChecker>, text: string, audience = AUD): Promise<string> {
  try {
    await check(text, audience);
    return 'passes';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a token', () => {
  it('of a trusted issuer for this address passes', async () => {
    const caller = await checker()(await token(), AUD);
    expect(caller).toEqual({ client: ISS, tenant: ISS, isTrusted: true });
  });

  it('passes once', async () => {
    const check = checker();
    const text = await token();
    expect(await codeOf(check, text)).toBe('passes');
    expect(await codeOf(check, text)).toBe('replayed');
  });

  it('without a signature is refused', async () => {
    const [, claims] = (await token()).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await codeOf(checker(), `${part({ alg, kid: 'k1' })}.${claims}.`)).toBe('bad-algorithm');
    }
  });

  it('signed with the public key as a secret is refused', async () => {
    const [, claims] = (await token()).split('.');
    const head = part({ alg: 'HS384', kid: 'k1', typ: 'JWT' });
    const secret = JSON.stringify(publicKey);
    const signature = createHmac('sha384', secret).update(`${head}.${claims}`).digest('base64url');
    expect(await codeOf(checker(), `${head}.${claims}.${signature}`)).toBe('bad-algorithm');
  });

  it('of another key, another issuer, another address, another time is refused', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await codeOf(checker(), await token({ signer: stranger }))).toBe('bad-signature');
    expect(await codeOf(checker(), await token({ claims: { iss: 'https://evil.example' } }))).toBe('unknown-issuer');
    expect(await codeOf(checker(), await token({ claims: { aud: `${AUD}/` } }))).toBe('wrong-audience');
    expect(await codeOf(checker(), await token({ claims: { aud: 'https://why.example' } }))).toBe('wrong-audience');
    expect(await codeOf(checker(), await token({ claims: { iat: now - 900, exp: now - 600 } }))).toBe('expired');
    expect(await codeOf(checker(), await token({ claims: { iat: now + 600, exp: now + 900 } }))).toBe('not-yet');
    expect(await codeOf(checker(), await token({ claims: { exp: now + 90_000 } }))).toBe('too-long-lived');
    expect(await codeOf(checker(), await token({ claims: { jti: undefined } }))).toBe('missing-claim');
    expect(await codeOf(checker(), 'x.y.z')).toBe('no-token');
  });

  it('that names another place for its keys is refused, and that place is never asked', async () => {
    const before = asked;
    const there = await token({ header: { jku: 'https://evil.example/jwks.json' }, signer: stranger });
    expect(await codeOf(checker(), there)).toBe('unknown-jku');
    expect(asked).toBe(before);
  });

  it('is checked with keys that are fetched once, not each time', async () => {
    const check = checker();
    const before = asked;
    for (let n = 0; n < 5; n += 1) expect(await codeOf(check, await token())).toBe('passes');
    expect(asked - before).toBe(1);
  });

  it('cannot make the service read a private address for keys', async () => {
    const guarded = guardedRequester({ allowPrivateHosts: [], maxBytes: 1000 });
    const check = tokenChecker([{ iss: ISS, jku: 'http://127.0.0.1:9/jwks.json' }], guarded);
    expect(await codeOf(check, await token({ header: { jku: 'http://127.0.0.1:9/jwks.json' } }))).toBe('bad-signature');
  });

  it('cannot be verified where no issuer is named: it makes nobody trusted, and bad ones are still refused', async () => {
    const open = tokenChecker([], jwks);
    expect((await open(await token(), AUD)).isTrusted).toBe(false);
    expect(await codeOf(open, await token({ claims: { aud: 'https://other.example' } }))).toBe('wrong-audience');
    expect(await codeOf(open, `${part({ alg: 'none' })}.${part({ iss: ISS })}.`)).toBe('bad-algorithm');
  });
});
