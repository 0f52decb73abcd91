import { UserError } from '../../domain/problem.ts';

// The engine's thin bindings: they load in a fraction of the time of the package around them.
type Bindings = typeof import('@duckdb/node-bindings');
type Result = import('@duckdb/node-bindings').Result;

/** A connection to an engine in memory, loaded only when Parquet is asked for. */
export interface DuckDb {
  readonly bindings: Bindings;
  /** Runs one statement; the rows come chunk by chunk from `fetch_chunk`. */
  readonly stream: (sql: string) => Promise<Result>;
}

export async function withDuckDb<T>(work: (db: DuckDb) => Promise<T>): Promise<T> {
  const { default: bindings } = await import('@duckdb/node-bindings');
  const database = await bindings.open(':memory:');
  const connection = await bindings.connect(database);
  try {
    const stream = async (sql: string): Promise<Result> => {
      const prepared = await bindings.prepare(connection, sql);
      try {
        return await bindings.execute_prepared_streaming(prepared);
      } finally {
        bindings.destroy_prepare_sync(prepared);
      }
    };
    return await work({ bindings, stream });
  } finally {
    bindings.disconnect_sync(connection);
    bindings.close_sync(database);
  }
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An engine's message as one line for the user. */
export function asUserError(path: string, error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(`cannot read ${path}: ${message.split('\n')[0]}`);
}
