/** One request and its answer: the headers every answer carries, and the ways to give one. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from './settings.ts';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** path without query, and the query */
  path: string;
  query: URLSearchParams;
  /** how this service was addressed: "https://why.example" */
  base: string;
  /** who asks: an issuer, a key, or "anonymous" */
  client: string;
  /** whose feedback and cards these are: the tenant of the issuer, the key's name, or "" */
  tenant: string;
}

/** Only what the page itself brings may run; nothing may frame it. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer. */
export function safeHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', DATA_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Cache-Control', 'no-store');
}

/** What browsers of other origins may do; CDS Hooks clients are often browsers. */
export function corsHeaders({ request, response }: Pick<Exchange, 'request' | 'response'>, settings: Settings): void {
  const origin = request.headers.origin;
  if (origin === undefined) return;
  const allowed = settings.corsOrigins === '*' || settings.corsOrigins.includes(origin);
  if (!allowed) return;
  response.setHeader('Access-Control-Allow-Origin', settings.corsOrigins === '*' ? '*' : origin);
  response.setHeader('Vary', 'Origin');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Accept, X-Api-Key');
  response.setHeader('Access-Control-Max-Age', '600');
}

/** Sends a whole body. */
export function send(
  { response, request }: Pick<Exchange, 'request' | 'response'>,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.byteLength });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends a value as JSON. */
export function sendJson(exchange: Exchange, value: unknown, status = 200, type = 'application/json'): void {
  send(exchange, status, `${type}; charset=utf-8`, JSON.stringify(value));
}
