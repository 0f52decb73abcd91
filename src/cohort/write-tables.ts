/** Rows -> Parquet: written as text beside the target, then turned into columns of the published types. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { type Engine, sqlName, sqlText } from './engine.ts';
import { type Cell, columnsOf, type TableName, type TableRow } from './schema.ts';

const LARGE = 1 << 18;

/** The tables of one bucket being written. */
export interface TableWriter {
  put(table: TableName, row: TableRow): void;
  rows(table: TableName): number;
  /** turns all texts into `<folder>/<table>.parquet` */
  finish(engine: Engine, notes: Readonly<Record<string, string>>): Promise<void>;
  /** drops what was written so far */
  abandon(): void;
}

interface Draft {
  path: string;
  file: number;
  pending: string;
  rows: number;
}

export function tableWriter(folder: string, tables: readonly TableName[]): TableWriter {
  const drafts = new Map<TableName, Draft>();
  for (const table of tables) {
    const path = `${folder}/${table}.csv`;
    drafts.set(table, { path, file: openSync(path, 'w'), pending: '', rows: 0 });
  }
  const flush = (draft: Draft): void => {
    if (draft.pending !== '') writeSync(draft.file, draft.pending);
    draft.pending = '';
  };
  const close = (): void => {
    for (const draft of drafts.values()) {
      flush(draft);
      closeSync(draft.file);
    }
  };
  return {
    put(table, row) {
      const draft = drafts.get(table);
      if (!draft) return;
      let text = written(row[0] ?? null);
      for (let place = 1; place < row.length; place += 1) text += `,${written(row[place] ?? null)}`;
      draft.pending += `${text}\n`;
      draft.rows += 1;
      if (draft.pending.length > LARGE) flush(draft);
    },
    rows: (table) => drafts.get(table)?.rows ?? 0,
    async finish(engine, notes) {
      close();
      for (const [table, { path }] of drafts) {
        await engine.run(
          copyTo(`SELECT ${cellsOf(table)} FROM ${draftSql(table, path)}`, `${folder}/${table}.parquet`, notes),
        );
        rmSync(path);
      }
    },
    abandon: close,
  };
}

/** SQL: a query written as Parquet with its notes inside. */
export function copyTo(query: string, path: string, notes: Readonly<Record<string, string>>): string {
  const inside = Object.entries(notes)
    .map(([key, value]) => `${sqlName(key)}: ${sqlText(value)}`)
    .join(', ');
  return `COPY (${query}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${inside}})`;
}

// An empty text is quoted, so that it is told from an absent one.
function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function draftSql(table: TableName, path: string): string {
  const columns = columnsOf(table).map(({ name }) => `${sqlText(name)}: 'VARCHAR'`);
  return (
    `read_csv(${sqlText(path)}, columns = {${columns.join(', ')}}, auto_detect = false, header = false, delim = ',', ` +
    `quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, max_line_size = 67108864, buffer_size = 134217728)`
  );
}

const cellsOf = (table: TableName): string =>
  columnsOf(table)
    .map(({ name, type }) =>
      type === 'VARCHAR' ? sqlName(name) : `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`,
    )
    .join(', ');
