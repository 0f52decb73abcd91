/** The embedded database in a thread of its own, so that a write never holds up a request. */
import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const { folder } = workerData as { folder: string | null };
if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
const database = await (folder === null ? PGlite.create() : PGlite.create(folder));

interface Ask {
  id: number;
  sql: string;
  parameters: unknown[];
}

parentPort?.on('message', async (ask: Ask | 'close') => {
  if (ask === 'close') {
    await database.close();
    process.exit(0);
  }
  const { id, sql, parameters } = ask;
  try {
    const { rows } = await database.query(sql, parameters);
    parentPort?.postMessage({ id, rows });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'unknown' });
  }
});
parentPort?.postMessage('ready');
