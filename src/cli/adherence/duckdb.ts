import { UserError } from '../../domain/problem.ts';

/** The engine is heavy and only Parquet needs it, so it is loaded when first used. */
export async function withDuckDb<T>(
  work: (connection: import('@duckdb/node-api').DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An engine's message as one line for the user. */
export function asUserError(path: string, error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(`cannot read ${path}: ${message.split('\n')[0]}`);
}
