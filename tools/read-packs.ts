/** Reads and validates every pack folder; shared by the build, the tests and `rxwhy knowledge verify`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PackRows, PackTables, Source } from '../src/knowledge/pack.ts';
import { csvRows } from '../src/read/csv/csv-text.ts';

const root = fileURLToPath(new URL('../src/knowledge/', import.meta.url));

export interface ReadPacks {
  packs: PackRows;
  sources: Source[];
  /** one line per row that does not fit its schema: file, row, column, what */
  errors: string[];
}

function rowsOf(path: string): unknown[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) return JSON.parse(text) as unknown[];
  return csvRows(text).map(({ row }) => row);
}

/** Every pack with a schema.ts, its rows validated and transformed; errors are collected, not thrown. */
export async function readPacks(): Promise<ReadPacks> {
  const packs: Record<string, Record<string, unknown[]>> = {};
  const sources = new Map<string, Source>();
  const errors: string[] = [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const schemaPath = `${root}${name}/schema.ts`;
    if (!existsSync(schemaPath)) continue;
    const { tables } = (await import(pathToFileURL(schemaPath).href)) as { tables?: PackTables };
    if (!tables) continue;
    const files: Record<string, unknown[]> = {};
    for (const [file, schema] of Object.entries(tables)) {
      const path = `${root}${name}/${file}`;
      if (file.endsWith('.gz')) continue;
      if (!existsSync(path)) {
        errors.push(`${name}/${file}: missing`);
        continue;
      }
      files[file] = rowsOf(path).flatMap((row, place) => {
        const parsed = schema.safeParse(row);
        if (parsed.success) return [parsed.data];
        for (const issue of parsed.error.issues)
          errors.push(`${name}/${file} row ${place + 2} ${issue.path.join('.')}: ${issue.message}`);
        return [];
      });
    }
    packs[name] = files;
    const bibliography = `${root}${name}/sources.json`;
    if (!existsSync(bibliography)) continue;
    for (const source of JSON.parse(readFileSync(bibliography, 'utf8')) as Source[]) {
      if (!sources.has(source.id)) sources.set(source.id, source);
    }
  }
  return { packs, sources: [...sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), errors };
}
