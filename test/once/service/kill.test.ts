/** `kill -9` under load: what was acknowledged is there after the next start. Runs the built command, as an operator does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/server/store/index.ts';

const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'rxwhy-kill-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--state', state], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.once('exit', () => reject(new Error(`the service ended: ${said}`)));
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      const at = /listening on (http:\S+)/.exec(said)?.[1];
      if (at !== undefined) resolve(at);
    });
  });
  return { child, url };
}

describe.skipIf(!existsSync(main))('a service killed under load', () => {
  it('has kept every feedback it acknowledged', async () => {
    const { child, url } = await serve();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const acknowledged: string[] = [];
    let isOver = false;
    const tell = async (): Promise<void> => {
      while (!isOver) {
        const card = crypto.randomUUID();
        const feedback = [{ card, outcome: 'overridden', outcomeTimestamp: '2026-01-02T03:04:05Z' }];
        const request = { method: 'POST', body: JSON.stringify({ feedback }) };
        const answer = await fetch(`${url}/cds-services/rxwhy-patient-view/feedback`, request).catch(() => null);
        if (answer?.status === 200) acknowledged.push(card);
        if (answer === null) return;
      }
    };
    const telling = [tell(), tell(), tell(), tell()];
    setTimeout(() => child.kill('SIGKILL'), 1_500);
    await gone;
    isOver = true;
    await Promise.all(telling);
    expect(acknowledged.length).toBeGreaterThan(10);
    const store = await openStore(undefined, state);
    const kept = await store.dealtWith(acknowledged, 1);
    await store.close();
    expect(acknowledged.filter((card) => !kept.has(card))).toEqual([]);
  }, 300_000);
});
