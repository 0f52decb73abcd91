/** A PostgreSQL server by its address (`DATABASE_URL`). */
import pg from 'pg';
import type { Row, Sql } from './sql.ts';

/** A small pool of connections; lost ones are made anew. */
export async function postgresSql(url: string): Promise<Sql> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  // An idle connection that breaks is no bug: the next query opens another.
  pool.on('error', () => {});
  await pool.query('select 1');
  return {
    query: async (sql, parameters = []) => (await pool.query(sql, [...parameters])).rows as Row[],
    close: () => pool.end(),
  };
}
