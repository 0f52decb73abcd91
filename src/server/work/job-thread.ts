/** A worker thread: the core with its knowledge, one job at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCore } from '../../cli/wiring.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Job } from './job.ts';
import { assessAnswer, operationAnswer } from './run-assess.ts';
import { hookAnswer } from './run-hook.ts';
import { WARM_UP } from './warm-up.ts';

const { knowledge, depth } = workerData as { knowledge: string | null; depth: number };
const core = await loadCore(knowledge);

// The first assessment reads the code tables and compiles the walk; nobody should wait for that.
for (let run = 0; run < 3; run += 1) {
  for (const record of core.read({ values: [{ value: WARM_UP, where: 'warm-up' }], refused: [], remarks: [] })
    .records) {
    core.assess({ record, asOf: null }, { asOf: null, assume: null });
  }
}

function answerTo(job: Job): Answer {
  if (job.kind === 'assess') return assessAnswer(job, core, depth);
  if (job.kind === 'operation') return operationAnswer(job, core, depth);
  return hookAnswer(job, core, depth);
}

parentPort?.on('message', (job: Job) => {
  let answer: Answer;
  try {
    answer = answerTo(job);
  } catch (error) {
    // Anything but a refusal is a bug; its message may quote the record, so it stays here.
    const refusal =
      error instanceof Refusal ? error : new Refusal(500, 'internal-error', 'the record could not be assessed');
    answer = { kind: 'refused', status: refusal.status, code: refusal.code, what: refusal.message, help: refusal.help };
  }
  parentPort?.postMessage(answer, answer.kind === 'body' ? [answer.body.buffer] : []);
});
parentPort?.postMessage('ready');
