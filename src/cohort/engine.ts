/** The column engine of a run: one DuckDB per thread of work, with its own share of memory. */
import { UserError } from '../domain/problem.ts';

type Connection = import('@duckdb/node-api').DuckDBConnection;

export interface EngineOptions {
  threads?: number;
  /** bytes the engine may hold before it spills to `spill` */
  memoryBytes?: number;
  /** folder for what does not fit into memory */
  spill?: string;
}

/** Values of a row by column, as the engine's plain JSON: numbers, texts, null; whole numbers beyond 2^53 as text. */
export type EngineRow = Readonly<Record<string, unknown>>;

export interface Engine {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<EngineRow[]>;
  /** Rows of text cells, chunk by chunk; every column of the query must be VARCHAR. */
  texts(sql: string): AsyncGenerator<TextChunk>;
  close(): void;
}

/** A chunk by columns: `columns[c][r]` is a text or null. */
export interface TextChunk {
  names: readonly string[];
  rows: number;
  columns: readonly (readonly (string | null)[])[];
}

export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const settings: Record<string, string> = { preserve_insertion_order: 'true', autoinstall_known_extensions: 'false' };
  if (options.threads !== undefined) settings.threads = String(options.threads);
  if (options.memoryBytes !== undefined) settings.memory_limit = `${Math.floor(options.memoryBytes / 1e6)}MB`;
  if (options.spill !== undefined) settings.temp_directory = options.spill;
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection: Connection = await instance.connect();
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson() as EngineRow[];
    },
    async *texts(sql) {
      const result = await connection.stream(sql);
      const names = result.columnNames();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const columns = names.map((_, place) => chunk.getColumnValues(place) as (string | null)[]);
        yield { names, rows: chunk.rowCount, columns };
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlList = (texts: readonly string[]): string => `[${texts.map(sqlText).join(', ')}]`;

/** An engine's message about a file as one line for the user. */
export function unreadable(path: string, error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(`cannot read ${path}: ${message.split('\n')[0]}`);
}

const SIZE = /^(\d+(?:\.\d+)?)\s*(k|m|g|t)?i?b?$/i;
const POWER: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/**
 * Bytes of a size as people write it; null where it is none.
 * @example bytesOf('1.5G') //=> 1610612736
 */
export function bytesOf(text: string): number | null {
  const match = SIZE.exec(text.trim());
  if (!match) return null;
  const bytes = Number(match[1]) * 1024 ** (POWER[(match[2] ?? '').toLowerCase()] ?? 0);
  return bytes > 0 ? Math.floor(bytes) : null;
}
