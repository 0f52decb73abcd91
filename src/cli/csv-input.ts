/** Our own CSV as input: a folder of tables, or single table files. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { asUserError } from './failures.ts';

const TABLE = /\.csv(\.gz)?$/i;

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw asUserError(error, path);
  }
}

/** The table files a path stands for: itself, or the tables directly in a folder. */
function tablesAt(path: string): string[] {
  if (!isFolder(path)) return TABLE.test(path) ? [path] : [];
  return readdirSync(path)
    .filter((name) => TABLE.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** True where every path is a table or a folder of tables without a JSON file: the format is recognised by its names. */
export function looksLikeCsv(paths: readonly string[]): boolean {
  return paths.every((path) => {
    if (path === '-') return false;
    const folder = isFolder(path);
    const hasJson = folder && readdirSync(path).some((name) => /\.(json|ndjson|jsonl)(\.gz)?$/i.test(name));
    return tablesAt(path).length > 0 && !hasJson;
  });
}

/** The texts of all tables, by file name. Throws a UserError where a file cannot be opened. */
export function readTables(paths: readonly string[]): { name: string; text: string }[] {
  return paths.flatMap(tablesAt).map((name) => {
    try {
      const bytes = readFileSync(name);
      return { name, text: (name.toLowerCase().endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') };
    } catch (error) {
      throw asUserError(error, name);
    }
  });
}
