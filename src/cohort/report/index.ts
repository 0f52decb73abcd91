/** The report of a run. */
import { writeFileSync } from 'node:fs';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Engine } from '../engine.ts';
import type { Manifest } from '../run.ts';

export async function writeReport(
  { folder, manifest }: { folder: string; manifest: Manifest },
  _engine: Engine,
  _knowledge: Knowledge,
): Promise<void> {
  writeFileSync(
    `${folder}/report.html`,
    `<!doctype html><title>RxWhy</title><pre>${JSON.stringify(manifest.tables)}</pre>`,
  );
}
