/** The service as a library: `import { startService, openStore, readSettings } from 'rxwhy/server'`. */
export { readSettings, Settings } from './settings.ts';
export { type RunningService, startService } from './start.ts';
export { openStore, type Store } from './store/index.ts';
