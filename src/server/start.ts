/** Starts the service and stops it: nothing is lost that was accepted. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import { loadKnowledge } from '../cli/knowledge-files.ts';
import { tokenChecker } from './auth/tokens.ts';
import { makeServer } from './http.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { tokenSource } from './outbound/backend-services.ts';
import { guardedRequester } from './outbound/guarded-request.ts';
import type { Service } from './service.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/index.ts';
import { makeTracing } from './tracing.ts';
import { startPool } from './work/pool.ts';

export interface RunningService {
  url: string;
  port: number;
  /** answers what is running, accepts nothing new, then closes everything */
  stop(): Promise<void>;
}

/** The service closes once nothing new has come for this long after the signal, or after the longer time in any case. */
const GRACE_MS = 500;
const MOST_GRACE_MS = 5_000;

/** Starts listening; resolves when the first worker is ready. The store is closed with the service. */
export async function startService(
  settings: Settings,
  store: Store,
  logTo?: DestinationStream,
): Promise<RunningService> {
  const log = makeLog(settings.logLevel, logTo);
  const { allowPrivateHosts, limits, fhirServer, issuers } = settings;
  // The configured server and key addresses are the operator's own; only what callers name is guarded.
  const own = [...(fhirServer ? [fhirServer.url, fhirServer.tokenUrl ?? ''] : [])].flatMap((url) =>
    url === '' ? [] : [new URL(url).host],
  );
  const request = guardedRequester({ allowPrivateHosts, maxBytes: limits.bodyBytes });
  const ownRequest = guardedRequester({
    allowPrivateHosts: [...allowPrivateHosts, ...own],
    maxBytes: limits.bodyBytes,
  });
  const pool = startPool(settings, () => log.warn('worker replaced'));
  let isDraining = false;
  const service: Service = {
    settings,
    knowledge: loadKnowledge(settings.knowledge),
    pool,
    store,
    request,
    ownRequest,
    checkToken: tokenChecker(issuers, request),
    recordToken: fhirServer === undefined ? null : tokenSource(fhirServer, ownRequest),
    log,
    metrics: makeMetrics(pool),
    tracing: await makeTracing(settings.otlpEndpoint),
    isDraining: () => isDraining,
  };
  const server = makeServer(service);
  try {
    await Promise.all([pool.ready(), listening(server, settings)]);
  } catch (error) {
    server.close();
    await pool.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  log.info('listening', { port });
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    port,
    url: `http://${host}:${port}`,
    stop: async () => {
      isDraining = true;
      log.info('draining');
      await closed(server, limits.drainMs);
      await pool.close();
      await service.tracing.close();
      await store.close();
      log.info('stopped');
    },
  };
}

function listening(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function closed(server: Server, drainMs: number): Promise<void> {
  // First only say so: replies now carry "Connection: close". What is on its way is answered before anything is ended.
  let last = Date.now();
  const stir = (): void => {
    last = Date.now();
  };
  server.on('connection', stir);
  server.on('request', stir);
  const until = last + Math.min(drainMs, MOST_GRACE_MS);
  while (Date.now() - last < GRACE_MS && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), GRACE_MS);
  const hard = setTimeout(() => server.closeAllConnections(), drainMs);
  await done;
  clearInterval(sweep);
  clearTimeout(hard);
}
