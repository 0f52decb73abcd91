/** Starting a thread: its code lies beside the built service, or in the source when run from a checkout. */
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const SOURCES = { 'job-thread': './job-thread.ts', 'store-thread': '../store/store-thread.ts' } as const;

/** A thread that runs one of the service's modules. */
export function startThread(name: keyof typeof SOURCES, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`../server/${name}.js`, import.meta.url), { ...options, execArgv: [] });
  }
  // A thread does not inherit the loader that takes the types away, so it registers its own before the module.
  const loader = import.meta.resolve?.('tsx/esm/api') ?? 'tsx/esm/api';
  const file = fileURLToPath(new URL(SOURCES[name], import.meta.url));
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(`file://${file}`)}); })`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
