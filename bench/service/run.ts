/**
 * Times of the built service on loopback: latency of single requests, throughput at concurrency 8, beside what the same
 * machine needs to answer without assessing (/healthz). Asserts nothing. `npm run build && tsx bench/service/run.ts`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { thousandFacts } from '../thousand-facts.ts';

const PORT = 18_099;
const root = fileURLToPath(new URL('../../', import.meta.url));

function bodyOf(bytes: number): string {
  let facts = 12;
  let text = JSON.stringify(thousandFacts(facts));
  while (text.length < bytes) {
    facts = Math.ceil((facts * bytes) / text.length) + 1;
    text = JSON.stringify(thousandFacts(facts));
  }
  return text;
}

async function startService(): Promise<ChildProcess> {
  const args = [`${root}dist/cli/main.js`, 'serve', '--port', String(PORT), '--no-state'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, RXWHY_LOG: 'error' },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the service ended')));
    child.stderr?.on('data', (text: Buffer) => text.includes('listening on') && resolve());
  });
  return child;
}

function ask(agent: http.Agent, path: string, body: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers =
      body === null ? {} : { 'Content-Type': 'application/fhir+json', 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(
      { port: PORT, host: '127.0.0.1', path, agent, method: body === null ? 'GET' : 'POST', headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);

async function latency(name: string, path: string, body: string | null, times: number, warm: number): Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  const took: number[] = [];
  for (let index = 0; index < times + warm; index += 1) {
    const begun = performance.now();
    await ask(agent, path, body);
    if (index >= warm) took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  console.log(`${name.padEnd(34)} p50 ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms (${times} sequential)`);
  agent.destroy();
}

async function throughput(name: string, path: string, body: string | null, seconds: number): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  let done = 0;
  let failed = 0;
  const until = Date.now() + seconds * 1000;
  const work = async (): Promise<void> => {
    while (Date.now() < until) {
      if ((await ask(agent, path, body)) === 200) done += 1;
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  console.log(`${name.padEnd(34)} ${Math.round(done / seconds)} requests/s at concurrency 8, ${failed} failed`);
  agent.destroy();
}

const service = await startService();
try {
  const [small, large] = [bodyOf(24 * 1024), bodyOf(2 * 1024 * 1024)];
  const example = readFileSync(`${root}docs/examples/11-secondary-non-response.json`, 'utf8');
  await latency('GET /healthz', '/healthz', null, 500, 200);
  await latency(`one trial, ${Math.round(example.length / 1024)} KB`, '/api/assess', example, 300, 200);
  await latency(`five trials, ${Math.round(small.length / 1024)} KB`, '/api/assess', small, 300, 200);
  await latency(`five trials, ${(large.length / 1024 / 1024).toFixed(1)} MB`, '/api/assess', large, 20, 5);
  await throughput('GET /healthz', '/healthz', null, 3);
  await throughput(`one trial, ${Math.round(example.length / 1024)} KB`, '/api/assess', example, 5);
  await throughput(`five trials, ${Math.round(small.length / 1024)} KB`, '/api/assess', small, 5);
} finally {
  service.kill('SIGTERM');
}
