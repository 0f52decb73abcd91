/** A worker thread: buckets in, what became of them out. Its script is given, since a bundle knows where it lies. */
import { Worker } from 'node:worker_threads';
import type { BucketDone } from './bucket.ts';
import type { PoolWorker } from './pool.ts';

/** What a thread is started with. */
export interface ThreadData<Task> {
  task: Task;
  knowledge: string | null;
}

export type ThreadAnswer = { ready: true } | { done: BucketDone } | { failed: string };

/** Starts a thread; resolves when it is ready to take buckets. */
export async function startThread<Task>(
  script: URL,
  data: ThreadData<Task>,
  heapMegabytes: number,
): Promise<PoolWorker> {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let isAlive = true;
  let waiting: { resolve(answer: ThreadAnswer): void; reject(error: Error): void } | null = null;
  const fail = (error: Error): void => {
    isAlive = false;
    waiting?.reject(error);
    waiting = null;
  };
  worker.on('message', (answer: ThreadAnswer) => {
    waiting?.resolve(answer);
    waiting = null;
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the worker ended with code ${code}`)));
  const answer = (): Promise<ThreadAnswer> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
  await answer();
  return {
    async run(bucket) {
      const next = answer();
      worker.postMessage(bucket);
      const said = await next;
      if ('done' in said) return said.done;
      throw new Error('failed' in said ? said.failed : 'the worker gave no answer');
    },
    isAlive: () => isAlive,
    async close() {
      isAlive = false;
      await worker.terminate();
    },
  };
}
