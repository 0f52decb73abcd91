/** Assessments in worker threads: bounded time, bounded memory, and a lane that large records cannot fill. */
import type { Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import type { Answer, Job } from './job.ts';
import { startThread } from './thread.ts';

/** Bodies of more than this are large: they never take the last worker. */
const LARGE_BYTES = 512 * 1024;

interface Waiting {
  job: Job;
  isLarge: boolean;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Seat {
  worker: Worker;
  state: 'starting' | 'ready' | 'ending';
  running: Waiting | null;
  timer: NodeJS.Timeout | null;
}

export interface Pool {
  /** throws a Refusal: 503 where too much waits, 504 where it took too long, 413 where it needed too much memory */
  run(job: Job): Promise<Answer>;
  /** true once a worker is ready */
  isReady(): boolean;
  /** resolves when a worker is ready, rejects where none can start */
  ready(): Promise<void>;
  counts(): { running: number; waiting: number; replaced: number };
  close(): Promise<void>;
}

/** Starts the workers. `onReplaced` is told when one had to be ended. */
export function startPool(settings: Settings, onReplaced: () => void): Pool {
  const { limits } = settings;
  const seats: Seat[] = [];
  const queue: Waiting[] = [];
  let replaced = 0;
  let isClosed = false;
  let started: () => void = () => {};
  let failed: (error: unknown) => void = () => {};
  const first = new Promise<void>((resolve, reject) => {
    started = resolve;
    failed = reject;
  });
  first.catch(() => {});

  const seat = (): Seat => {
    const worker = startThread('job-thread', {
      workerData: { knowledge: settings.knowledge, depth: limits.depth },
      resourceLimits: { maxOldGenerationSizeMb: limits.workerHeapMb },
    });
    const made: Seat = { worker, state: 'starting', running: null, timer: null };
    worker.on('message', (answer: Answer | 'ready') => {
      if (answer === 'ready') {
        made.state = 'ready';
        started();
      } else settle(made, (waiting) => waiting.resolve(answer));
      next();
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (made.state === 'starting') failed(error);
      made.state = made.state === 'starting' ? 'starting' : 'ending';
      const refusal =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new Refusal(413, 'too-much-memory', 'the record needs more memory than one assessment may take')
          : error;
      settle(made, (waiting) => waiting.reject(refusal));
    });
    worker.on('exit', () => replace(made));
    return made;
  };

  const settle = (at: Seat, tell: (waiting: Waiting) => void): void => {
    const { running } = at;
    if (at.timer !== null) clearTimeout(at.timer);
    at.running = null;
    at.timer = null;
    if (running !== null) tell(running);
  };

  const replace = (gone: Seat): void => {
    settle(gone, (waiting) => waiting.reject(new Refusal(503, 'worker-lost', 'the assessment was broken off')));
    const place = seats.indexOf(gone);
    if (isClosed || place < 0) return;
    if (gone.state === 'starting') {
      // A worker that cannot start would not start the next time either.
      seats.splice(place, 1);
      return;
    }
    replaced += 1;
    onReplaced();
    seats[place] = seat();
  };

  const give = (to: Seat, waiting: Waiting): void => {
    to.running = waiting;
    to.timer = setTimeout(() => {
      const help = 'Send fewer rows at once.';
      const late = new Refusal(504, 'too-slow-to-assess', `the assessment took longer than ${limits.jobMs} ms`, help);
      // Nothing more is given to a worker that is being ended.
      to.state = 'ending';
      settle(to, (each) => each.reject(late));
      void to.worker.terminate();
    }, limits.jobMs);
    to.worker.postMessage(waiting.job, transferable(waiting.job));
  };

  const next = (): void => {
    for (const free of seats) {
      if (free.state !== 'ready' || free.running !== null) continue;
      const large = seats.filter((each) => each.running?.isLarge).length;
      const mayBeLarge = large < Math.max(1, seats.length - 1);
      const place = queue.findIndex((waiting) => mayBeLarge || !waiting.isLarge);
      const [waiting] = place < 0 ? [] : queue.splice(place, 1);
      if (waiting !== undefined) give(free, waiting);
    }
  };

  for (let index = 0; index < limits.workers; index += 1) seats.push(seat());

  return {
    run: (job) =>
      new Promise<Answer>((resolve, reject) => {
        if (queue.length >= limits.queue) {
          const help = 'Try again in a moment.';
          reject(new Refusal(503, 'busy', 'too many assessments are waiting', help, { 'Retry-After': '1' }));
          return;
        }
        queue.push({ job, isLarge: job.body.byteLength > LARGE_BYTES, resolve, reject });
        next();
      }),
    isReady: () => seats.some((each) => each.state === 'ready'),
    ready: () => first,
    counts: () => ({
      running: seats.filter((each) => each.running !== null).length,
      waiting: queue.length,
      replaced,
    }),
    close: async () => {
      isClosed = true;
      for (const waiting of queue.splice(0)) waiting.reject(new Refusal(503, 'stopping', 'the service is stopping'));
      await Promise.all(seats.map((each) => each.worker.terminate()));
    },
  };
}

function transferable(job: Job): ArrayBuffer[] {
  const fetched = 'fetched' in job ? job.fetched : [];
  return [job.body, ...fetched].filter((bytes) => bytes.byteLength > 0).map((bytes) => bytes.buffer);
}
