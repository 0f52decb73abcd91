/** Buckets shared out among workers; a bucket that fails, or takes its worker with it, does not stop the others. */
import type { BucketDone } from './bucket.ts';

/** One worker as the pool sees it. `run` rejects where the bucket fails; `isAlive` says whether more can be asked. */
export interface PoolWorker {
  run(bucket: number): Promise<BucketDone>;
  isAlive(): boolean;
  close(): Promise<void>;
}

export interface Failed {
  bucket: number;
  what: string;
}

export interface PoolOptions {
  threads: number;
  /** makes a worker; called again where one died */
  start(): Promise<PoolWorker>;
  onDone(done: BucketDone): void;
}

/** Runs every bucket once; returns those that failed. */
export async function runBuckets(buckets: readonly number[], options: PoolOptions): Promise<Failed[]> {
  const waiting = [...buckets];
  const failed: Failed[] = [];
  const lane = async (): Promise<void> => {
    let worker: PoolWorker | null = null;
    for (let bucket = waiting.shift(); bucket !== undefined; bucket = waiting.shift()) {
      if (worker === null || !worker.isAlive()) worker = await options.start();
      try {
        options.onDone(await worker.run(bucket));
      } catch (error) {
        failed.push({ bucket, what: error instanceof Error ? error.message : String(error) });
      }
    }
    await worker?.close();
  };
  await Promise.all(Array.from({ length: Math.min(options.threads, buckets.length) }, lane));
  return failed.sort((a, b) => a.bucket - b.bucket);
}
