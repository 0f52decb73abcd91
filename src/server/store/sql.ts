/** One SQL dialect, PostgreSQL's, whoever speaks it: the embedded engine or a server. */

export type Row = Readonly<Record<string, unknown>>;

export interface Sql {
  /** one statement with parameters; resolves once it is on disk */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}
