/** Where the code of a thread lies: beside the built service, or its source when run from a checkout. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';

const SOURCES = { 'job-thread': './job-thread.ts', 'store-thread': '../store/store-thread.ts' } as const;

const isBuilt = (): boolean => !import.meta.url.endsWith('.ts');

/** The module a thread runs. */
export function threadFile(name: keyof typeof SOURCES): URL {
  const built = new URL(`../server/${name}.js`, import.meta.url);
  if (isBuilt()) {
    if (!existsSync(fileURLToPath(built))) throw new Error(`${name} is missing from this build`);
    return built;
  }
  return new URL(SOURCES[name], import.meta.url);
}

/** From source a thread needs the loader that takes the types away. */
export function threadOptions(): WorkerOptions {
  return isBuilt() ? { execArgv: [] } : { execArgv: ['--import', 'tsx'] };
}
