/** HTTP requests to addresses others named: never into the private network, never redirected, bounded in time and size. */
import { lookup as dnsLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Refusal } from '../refusal.ts';
import { isPrivateAddress } from './private-address.ts';

export interface Outgoing {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface Incoming {
  status: number;
  type: string;
  body: Uint8Array<ArrayBuffer>;
}

export type Requester = (url: string, outgoing: Outgoing, signal: AbortSignal) => Promise<Incoming>;

export interface GuardOptions {
  /** "host" or "host:port" that may be asked although it is private */
  allowPrivateHosts: readonly string[];
  maxBytes: number;
}

const refused = (): Refusal =>
  new Refusal(
    412,
    'address-refused',
    'the record server lies at an address that may not be read',
    'An operator can allow its host.',
  );

/** A requester that resolves names itself and connects only to what it checked, so that a name cannot change meanwhile. */
export function guardedRequester({ allowPrivateHosts, maxBytes }: GuardOptions): Requester {
  const allowed = new Set(allowPrivateHosts.map((host) => host.toLowerCase()));
  return (text, outgoing, signal) => {
    const url = checkedUrl(text);
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const isAllowed = allowed.has(host) || allowed.has(url.host.toLowerCase());
    if (isIP(host) !== 0 && !isAllowed && isPrivateAddress(host)) throw refused();
    return requested(url, outgoing, signal, maxBytes, isAllowed ? undefined : publicLookup);
  };
}

function checkedUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused();
  }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '')
    throw refused();
  return url;
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 4);
    const first = addresses[0];
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address)))
      return done(refused(), '', 4);
    if (options.all) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

function requested(
  url: URL,
  { method, headers, body }: Outgoing,
  signal: AbortSignal,
  maxBytes: number,
  lookup: LookupFunction | undefined,
): Promise<Incoming> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const sent = request(
      url,
      { method, headers: { ...headers, ...length }, signal, ...(lookup ? { lookup } : {}) },
      (got) => {
        const chunks: Buffer[] = [];
        let size = 0;
        got.on('data', (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size > maxBytes) sent.destroy(new Refusal(413, 'answer-too-large', 'the record server sent too much'));
          else chunks.push(chunk);
        });
        got.on('error', reject);
        got.on('end', () => {
          const bytes = new Uint8Array(size);
          let at = 0;
          for (const chunk of chunks) {
            bytes.set(chunk, at);
            at += chunk.byteLength;
          }
          resolve({ status: got.statusCode ?? 0, type: got.headers['content-type'] ?? '', body: bytes });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
