/** A user's packs over ours: same shape, same schema, said in every output. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../domain/problem.ts';
import type { PackRows, Source } from '../knowledge/pack.ts';
import { schemaFor } from '../knowledge/schemas.ts';
import { csvRows } from '../read/csv/csv-text.ts';

interface Files {
  version: string;
  packs: PackRows;
  sources: Source[];
}

/** Rows with an `id` (or the pack's own key columns) replace ours; others are added. */
function merged(own: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const idOf = (row: unknown): string | null => {
    const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
    return typeof id === 'string' ? id : null;
  };
  const replaced = new Set(theirs.map(idOf).filter((id) => id !== null));
  return [...own.filter((row) => !replaced.has(idOf(row) ?? '')), ...theirs];
}

function rowsOf(path: string): { row: unknown; line: number }[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.csv')) return csvRows(text);
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    throw new UserError(`${path} is no JSON`);
  }
  if (!Array.isArray(rows)) throw new UserError(`${path} is no list of rows`);
  return rows.map((row: unknown, place) => ({ row, line: place + 1 }));
}

/** The built packs with a folder of packs laid over them. Throws a UserError naming file, row and column of a bad cell. */
export function overlaid(built: Files, folder: string): Files {
  if (!existsSync(folder)) throw new UserError(`${folder} does not exist`);
  const packs: Record<string, Record<string, readonly unknown[]>> = Object.fromEntries(
    Object.entries(built.packs).map(([name, files]) => [name, { ...files }]),
  );
  let sources = built.sources;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const pack = entry.name;
    for (const file of readdirSync(`${folder}/${pack}`)) {
      const path = `${folder}/${pack}/${file}`;
      if (file === 'sources.json') {
        sources = [...sources, ...(rowsOf(path).map(({ row }) => row) as Source[])];
        continue;
      }
      const schema = schemaFor(pack, file);
      if (!schema) {
        if (/\.(csv|json)$/.test(file)) throw new UserError(`${path}: there is no table \`${pack}/${file}\``);
        continue;
      }
      const rows = rowsOf(path).map(({ row, line }) => {
        const parsed = schema.safeParse(row);
        if (parsed.success) return parsed.data;
        const issue = parsed.error.issues[0];
        throw new UserError(
          `${path} row ${line}, column \`${issue?.path.join('.') ?? '?'}\`: ${issue?.message ?? 'does not fit'}`,
        );
      });
      packs[pack] = { ...packs[pack], [file]: merged(packs[pack]?.[file] ?? [], rows) };
    }
  }
  return { version: `${built.version}+${basename(folder)}`, packs, sources };
}
