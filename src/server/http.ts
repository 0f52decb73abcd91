/** The listener: finds the route, asks who is there, and turns how it ends into an answer. */
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { whoAsks } from './auth/who.ts';
import { corsHeaders, type Exchange, safeHeaders, send } from './exchange.ts';
import { rateLimit } from './rate.ts';
import { outcomeBody, problemBody, Refusal } from './refusal.ts';
import { aboutRoutes } from './routes/about.ts';
import { assessRoutes } from './routes/assess.ts';
import { fhirRoutes } from './routes/fhir.ts';
import { hookRoutes } from './routes/hooks.ts';
import { builtPage, sendPage } from './routes/page.ts';
import { matchPath, type Route } from './routes/route.ts';
import type { Service } from './service.ts';
import { isLoopback, needsAuth } from './settings.ts';

const ROUTES: readonly Route[] = [...assessRoutes, ...hookRoutes, ...fhirRoutes, ...aboutRoutes];
const DEFAULT_RATE = 50;

interface Found {
  route: Route;
  parameters: Record<string, string>;
}

function found(method: string, path: string): Found | null {
  let isKnown = false;
  for (const route of ROUTES) {
    const parameters = matchPath(route.path, path);
    if (parameters === null) continue;
    isKnown = true;
    if (route.method === method || (method === 'HEAD' && route.method === 'GET')) return { route, parameters };
  }
  if (isKnown) throw new Refusal(405, 'wrong-method', 'this address answers another method');
  return null;
}

/** Where a browser may have been led here by a name that is not ours (DNS rebinding), or a proxy by a smuggled one. */
function baseOf(request: IncomingMessage, { settings }: Service): string {
  if (settings.publicUrl !== undefined) return settings.publicUrl.replace(/\/$/, '');
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isOurs = isLoopback(name) || name === settings.host.toLowerCase();
  if (!isOurs && isLoopback(settings.host))
    throw new Refusal(421, 'wrong-host', 'this service has another name', 'Set publicUrl.');
  return `http://${host}`;
}

/** The server with its routes; not listening yet. */
export function makeServer(service: Service): Server {
  const { settings, log, metrics, tracing } = service;
  const { limits } = settings;
  const rate = rateLimit(limits.requestsPerSecond ?? (needsAuth(settings) ? DEFAULT_RATE : 0));
  const files = builtPage();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const begun = performance.now();
    const method = request.method ?? 'GET';
    const traceparent = request.headers.traceparent;
    let name = 'unknown';
    let isFhir = false;
    let client = 'anonymous';
    safeHeaders(response);
    corsHeaders({ request, response }, settings);
    if (service.isDraining()) response.setHeader('Connection', 'close');
    const span = { of: tracing.start('pending', method, undefined) };
    response.once('close', () => {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      const { statusCode } = response;
      metrics.answered(name, statusCode, ms / 1000);
      span.of.end(statusCode);
      log.info('request', { route: name, method, status: statusCode, ms, client });
    });
    try {
      const { path, query } = targetOf(request);
      const base = baseOf(request, service);
      if (method === 'OPTIONS') {
        name = 'preflight';
        response.writeHead(204, { Allow: 'GET, POST, OPTIONS' }).end();
        return;
      }
      const hit = found(method, path);
      name = hit?.route.path ?? 'page';
      isFhir = hit?.route.isFhir ?? path.startsWith('/fhir/');
      span.of = tracing.start(name, method, typeof traceparent === 'string' ? traceparent : undefined);
      const caller = await whoAsks(request, `${base}${path}`, hit?.route.isOpen ?? true, service);
      client = caller.isTrusted ? caller.client : 'anonymous';
      const waitMs = rate.waitMs(caller.isTrusted ? client : (request.socket.remoteAddress ?? ''));
      if (waitMs > 0) {
        const wait = { 'Retry-After': String(Math.ceil(waitMs / 1000)) };
        throw new Refusal(429, 'too-often', 'too many requests', 'Wait a moment.', wait);
      }
      const exchange: Exchange = { request, response, path, query, base, client, tenant: caller.tenant };
      if (hit !== null) await hit.route.handle(exchange, service, hit.parameters);
      else if ((method !== 'GET' && method !== 'HEAD') || !sendPage(exchange, files)) {
        throw new Refusal(404, 'not-found', 'there is nothing at this address');
      }
      if (!needsAuth(settings) || hit?.route.isOpen !== false) return;
      service.store.addAudit(client, name, String(response.statusCode)).catch(() => {
        log.error('store unavailable', { route: name });
      });
    } catch (error) {
      refuse({ request, response }, error, isFhir, service, name);
    }
  };

  const server = http.createServer(
    {
      headersTimeout: Math.min(10_000, limits.requestMs),
      requestTimeout: limits.requestMs,
      keepAliveTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
      insecureHTTPParser: false,
      requireHostHeader: true,
      highWaterMark: 256 * 1024,
    },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs * 4);
  return server;
}

function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const target = request.url ?? '/';
  // Only origin form: no absolute targets, no authority, nothing that could be read in two ways.
  if (!target.startsWith('/') || target.startsWith('//') || /[\\\0]/.test(target))
    throw new Refusal(400, 'bad-target', 'the address cannot be read');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path.replaceAll('%24', '$'), query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)) };
}

function refuse(
  at: Pick<Exchange, 'request' | 'response'>,
  error: unknown,
  isFhir: boolean,
  { log, metrics }: Service,
  route: string,
): void {
  const isKnown = error instanceof Refusal;
  const refusal = isKnown ? error : new Refusal(500, 'internal-error', 'something went wrong here');
  // The name of the error only: its message may quote the record.
  if (!isKnown) log.error('internal error', { route, code: error instanceof Error ? error.name : 'unknown' });
  metrics.refused(refusal.code);
  if (at.response.headersSent) {
    at.response.destroy();
    return;
  }
  const [type, body] = isFhir
    ? ['application/fhir+json; charset=utf-8', outcomeBody(refusal)]
    : ['application/problem+json; charset=utf-8', problemBody(refusal)];
  // What is left of a body nobody read must not be taken for the next request.
  const rest = at.request.complete ? {} : { Connection: 'close' };
  send(at, refusal.status, type, body, { ...refusal.headers, ...rest });
}
