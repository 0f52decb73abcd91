/** POST /api/assess: one record, or NDJSON with one a line; the same JSON as the command line. */
import { once } from 'node:events';
import type { Format } from '../../cli/formats.ts';
import type { Exchange } from '../exchange.ts';
import { chunksOf, readBody } from '../read-body.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { AssessJob } from '../work/job.ts';
import { sendAnswer } from './answers.ts';
import { lineSplitter } from './line-splitter.ts';
import type { Route } from './route.ts';

const FORMATS: readonly Format[] = ['json', 'fhir', 'cds', 'html'];

function formatOf(query: URLSearchParams): Format {
  const wanted = query.get('format') ?? 'json';
  const format = FORMATS.find((each) => each === wanted);
  if (format === undefined) throw new Refusal(400, 'bad-format', `format is one of ${FORMATS.join(', ')}`);
  return format;
}

function jobOf({ query }: Exchange, body: Uint8Array<ArrayBuffer>, where: string): AssessJob {
  const recorded = new Date().toISOString();
  const format = formatOf(query);
  return { kind: 'assess', body, where, format, asOf: query.get('asOf'), drug: query.get('drug'), recorded };
}

const mediaOf = ({ request }: Exchange): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

async function assess(exchange: Exchange, service: Service): Promise<void> {
  const media = mediaOf(exchange);
  if (media === 'application/x-ndjson' || media === 'application/ndjson' || media === 'application/fhir+ndjson') {
    await assessLines(exchange, service);
    return;
  }
  if (media !== '' && !/^application\/(json|fhir\+json)$/.test(media)) {
    const help = 'Send application/json, application/fhir+json or application/x-ndjson.';
    throw new Refusal(415, 'unknown-media-type', 'this kind of body is not read', help);
  }
  const body = await readBody(exchange.request, service.settings.limits);
  sendAnswer(exchange, service, await service.pool.run(jobOf(exchange, body, 'body')));
}

/** Each line is a record of its own; answers come in the order of the lines, a bad line costs only itself. */
async function assessLines(exchange: Exchange, service: Service): Promise<void> {
  const { request, response } = exchange;
  const { limits } = service.settings;
  formatOf(exchange.query);
  response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
  const running: Promise<Uint8Array>[] = [];
  const write = async (): Promise<void> => {
    const line = await running.shift();
    if (line !== undefined && !response.destroyed && !response.write(line)) await once(response, 'drain');
  };
  const start = async (bytes: Uint8Array<ArrayBuffer>, number: number): Promise<void> => {
    running.push(lineAnswer(exchange, service, bytes, number));
    while (running.length > limits.workers * 2) await write();
  };
  const split = lineSplitter(limits.bodyBytes);
  for await (const chunk of chunksOf(request, limits.idleMs)) {
    for (const { bytes, number } of split.add(chunk)) await start(bytes, number);
    if (response.destroyed) return;
  }
  for (const { bytes, number } of split.end()) await start(bytes, number);
  while (running.length > 0) await write();
  response.end();
}

async function lineAnswer(
  exchange: Exchange,
  service: Service,
  bytes: Uint8Array<ArrayBuffer>,
  number: number,
): Promise<Uint8Array> {
  const told = (code: string, what: string): Uint8Array =>
    Buffer.from(`${JSON.stringify({ line: number, code, what })}\n`);
  try {
    const answer = await service.pool.run(jobOf(exchange, bytes, `line ${number}`));
    if (answer.kind === 'refused') return told(answer.code, answer.what);
    if (answer.kind !== 'body') return told('internal-error', 'the line could not be assessed');
    service.metrics.assessed(answer.patients);
    return Buffer.concat([answer.body, Buffer.from('\n')]);
  } catch (error) {
    // Never thrown: other lines are under way, and nobody may be waiting for this one yet.
    if (error instanceof Refusal) return told(error.code, error.message);
    service.log.error('internal error', {
      route: '/api/assess',
      code: error instanceof Error ? error.name : 'unknown',
    });
    return told('internal-error', 'the line could not be assessed');
  }
}

export const assessRoutes: readonly Route[] = [{ method: 'POST', path: '/api/assess', isOpen: false, handle: assess }];
