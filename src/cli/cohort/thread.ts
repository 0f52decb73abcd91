/** The script of a worker thread: one bucket after another, as the main thread asks for them. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BucketTask, bucketWorker } from '../../cohort/index.ts';
import type { ThreadAnswer, ThreadData } from '../../cohort/thread.ts';
import { loadKnowledge } from '../knowledge-files.ts';

const port = parentPort;
if (port === null) throw new Error('this script runs as a worker thread only');
const { task, knowledge } = workerData as ThreadData<BucketTask>;
const worker = await bucketWorker(task, loadKnowledge(knowledge));
const say = (answer: ThreadAnswer): void => port.postMessage(answer);
port.on('message', (bucket: number) => {
  worker.run(bucket).then(
    (done) => say({ done }),
    (error: unknown) => say({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
say({ ready: true });
