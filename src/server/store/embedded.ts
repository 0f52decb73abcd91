/** The embedded database, asked over its thread. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../domain/problem.ts';
import { startThread } from '../work/thread.ts';
import type { Row, Sql } from './sql.ts';

/** How long the database may take to close; its log makes it whole again if it is ended before. */
const CLOSE_MS = 5_000;

interface Reply {
  id: number;
  rows?: Row[];
  error?: string;
}

/** Opens the database in a folder, or in memory where it is null; a folder serves one process at a time. */
export async function embeddedSql(folder: string | null): Promise<Sql> {
  const unlock = folder === null ? () => {} : lock(folder);
  const path = folder === null ? null : join(folder, 'database');
  const worker = startThread('store-thread', { workerData: { folder: path } });
  const waiting = new Map<number, { resolve(rows: readonly Row[]): void; reject(error: Error): void }>();
  let last = 0;
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => resolve());
  }).catch((error) => {
    unlock();
    throw error;
  });
  worker.on('message', ({ id, rows, error }: Reply) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(rows ?? []);
    else asked?.reject(new Error(error));
  });
  const fail = (): void => {
    for (const asked of waiting.values()) asked.reject(new Error('the database stopped'));
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    query: (sql, parameters = []) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, sql, parameters });
      }),
    close: async () => {
      const gone = new Promise((resolve) => worker.once('exit', resolve));
      const late = setTimeout(() => void worker.terminate(), CLOSE_MS);
      worker.postMessage('close');
      await gone;
      clearTimeout(late);
      unlock();
    },
  };
}

/** Keeps a second process from the folder; a lock whose process is gone (kill -9) is taken over. */
function lock(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  if (existsSync(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid && isRunning(holder)) {
      throw new UserError(`the state in ${folder} is in use by process ${holder}; choose another --state folder`);
    }
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
