import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { pageFiles } from './page.ts';

it('serves the facts of the page as they lie, compressed, and no file without a known type', () => {
  const folder = mkdtempSync(`${tmpdir()}/rxwhy-page-`);
  mkdirSync(`${folder}/data`);
  for (const name of ['index.html', 'data/packs.json.gz', 'data/rxnorm.txt.gz', 'notes.md'])
    writeFileSync(`${folder}/${name}`, 'x');
  const files = pageFiles(folder);
  expect([...files.keys()].sort()).toEqual(['/', '/data/packs.json.gz', '/data/rxnorm.txt.gz', '/index.html']);
  expect(files.get('/data/packs.json.gz')?.type).toBe('application/gzip');
  rmSync(folder, { recursive: true });
});
