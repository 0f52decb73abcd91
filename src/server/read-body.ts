/** Reading request bodies: never more than allowed, never from a client that keeps us waiting. */
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

export interface BodyLimits {
  bodyBytes: number;
  idleMs: number;
}

const tooLarge = (limit: number): Refusal =>
  new Refusal(
    413,
    'too-large',
    `the body is larger than ${Math.floor(limit / 1024)} kB`,
    'Send fewer rows, or NDJSON.',
    {
      Connection: 'close',
    },
  );

const tooSlow = (): Refusal =>
  new Refusal(408, 'too-slow', 'the body came too slowly', 'Send it again.', { Connection: 'close' });

/** The whole body; throws a Refusal where it is too large (before reading it, where its length is told) or too slow. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  const told = Number(request.headers['content-length'] ?? Number.NaN);
  if (told > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal(415, 'encoded-body', 'compressed bodies are not read', 'Send the body without Content-Encoding.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request, limits.idleMs)) {
    size += chunk.byteLength;
    if (size > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
    chunks.push(chunk);
  }
  // A buffer of its own: it is handed over to a worker, and a pooled one would be torn away from others.
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

/** The chunks of a stream; throws a Refusal where the next one does not come in time. */
export async function* chunksOf(request: IncomingMessage, idleMs: number): AsyncGenerator<Buffer> {
  // The stream is left alone on return: the refusal still has to be sent over its connection.
  const chunks = request.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await inTime(chunks.next(), idleMs);
    if (next.done) return;
    yield next.value as Buffer;
  }
}

async function inTime<T>(coming: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), ms);
  });
  try {
    return await Promise.race([coming, late]);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'broken-off', 'the body broke off');
  } finally {
    clearTimeout(timer);
  }
}
