/** What the service says of itself: vocabulary, schemas, health, numbers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Exchange, send, sendJson } from '../exchange.ts';
import { openApi } from '../openapi.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Route } from './route.ts';
import { termPage } from './term-page.ts';

// The schemas lie at the package's root, two folders up from the bundle and from this file's folder three.
function schemaFile(name: string): string {
  for (const place of ['../../schema/', '../../../schema/']) {
    try {
      return readFileSync(fileURLToPath(new URL(place + name, import.meta.url)), 'utf8');
    } catch {
      // the other place
    }
  }
  throw new Refusal(404, 'no-schema', 'this build has no schemas');
}

const schema = (name: string) => async (exchange: Exchange) =>
  send(exchange, 200, 'application/schema+json; charset=utf-8', schemaFile(name));

async function terms(
  exchange: Exchange,
  { knowledge }: Service,
  { id }: Readonly<Record<string, string>>,
): Promise<void> {
  if (id === undefined) {
    sendJson(exchange, { knowledgeVersion: knowledge.version, terms: knowledge.terms.all });
    return;
  }
  const found = knowledge.terms.byId.get(id);
  if (found === undefined) throw new Refusal(404, 'no-such-term', 'RxWhy uses no such term');
  sendJson(exchange, found);
}

async function page(
  exchange: Exchange,
  { knowledge }: Service,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const found = knowledge.terms.byId.get(id);
  if (found === undefined) throw new Refusal(404, 'no-such-term', 'RxWhy uses no such term');
  exchange.response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  send(exchange, 200, 'text/html; charset=utf-8', termPage(found, knowledge));
}

async function ready(exchange: Exchange, { pool, store, isDraining }: Service): Promise<void> {
  const checks = { workers: pool.isReady(), store: await store.isUp(), accepting: !isDraining() };
  sendJson(exchange, checks, Object.values(checks).every(Boolean) ? 200 : 503);
}

export const aboutRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/terms', isOpen: true, handle: terms },
  { method: 'GET', path: '/api/terms/:id', isOpen: true, handle: terms },
  { method: 'GET', path: '/terms/:id', isOpen: true, handle: page },
  {
    method: 'GET',
    path: '/openapi.json',
    isOpen: true,
    handle: async (exchange) => sendJson(exchange, openApi(exchange.base)),
  },
  { method: 'GET', path: '/schema.json', isOpen: true, handle: schema('assessment.schema.json') },
  { method: 'GET', path: '/record.schema.json', isOpen: true, handle: schema('record.schema.json') },
  { method: 'GET', path: '/healthz', isOpen: true, handle: async (exchange) => sendJson(exchange, { status: 'up' }) },
  { method: 'GET', path: '/readyz', isOpen: true, handle: ready },
  {
    method: 'GET',
    path: '/metrics',
    isOpen: false,
    handle: async (exchange, { metrics }) => send(exchange, 200, metrics.type, await metrics.text()),
  },
];
