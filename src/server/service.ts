/** Everything a handler may use, made once when the service starts. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { tokenChecker } from './auth/tokens.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Requester } from './outbound/guarded-request.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/index.ts';
import type { Tracing } from './tracing.ts';
import type { Pool } from './work/pool.ts';

export interface Service {
  settings: Settings;
  knowledge: Pick<Knowledge, 'version' | 'terms' | 'sources' | 'codes'>;
  pool: Pool;
  store: Store;
  /** for addresses callers name */
  request: Requester;
  /** for the configured record server too */
  ownRequest: Requester;
  checkToken: ReturnType<typeof tokenChecker>;
  /** a token for the configured record server */
  recordToken: ((signal: AbortSignal) => Promise<string | null>) | null;
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
  isDraining(): boolean;
}
