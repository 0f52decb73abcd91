/** The core in its worker, as the page calls it. */
import type { CoreApi, Method, Reply } from './protocol.ts';

/** A mistake of the caller, in words for the reader. */
export class CoreError extends Error {}

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, Waiting>();

function startedWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('worker.js', document.baseURI), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (!call) return;
    if ('error' in data) call.reject(data.isOwn ? new CoreError(data.error) : new Error(data.error));
    else call.resolve(data.value);
  });
  worker.addEventListener('error', (event) => {
    for (const call of waiting.values()) call.reject(new Error(event.message));
    waiting.clear();
  });
  return worker;
}

/** Calls the core; rejects with a CoreError where the input is at fault. */
export function core<Name extends Method>(
  method: Name,
  ...args: Parameters<CoreApi[Name]>
): Promise<ReturnType<CoreApi[Name]>> {
  count += 1;
  const id = count;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    startedWorker().postMessage({ id, method, args });
  });
}

/** Starts loading the core and its facts, and for a record the code tables too, before they are asked for. */
export function warmUp(forRecord: boolean): void {
  void core(forRecord ? 'prepare' : 'version').catch(() => undefined);
}
