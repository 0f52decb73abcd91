/** From a worker's answer to the sender. */
import { type Exchange, send } from '../exchange.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Answer } from '../work/job.ts';

/** Sends a body; throws what was refused. */
export function sendAnswer(exchange: Exchange, service: Service, answer: Answer): void {
  if (answer.kind === 'refused') throw refusalOf(answer);
  if (answer.kind !== 'body') throw new Error(`a worker answered ${answer.kind}`);
  service.metrics.assessed(answer.patients);
  send(exchange, 200, answer.type, answer.body);
}

/** A worker's refusal as one that can be thrown. */
export function refusalOf(answer: Extract<Answer, { kind: 'refused' }>): Refusal {
  return new Refusal(answer.status, answer.code, answer.what, answer.help);
}
