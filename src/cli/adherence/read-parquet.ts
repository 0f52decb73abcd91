import { type ColumnNames, columnRoles, ROLES, type Role } from './csv-columns.ts';
import { asUserError, sqlName, sqlText, withDuckDb } from './duckdb.ts';
import type { EventReader, PatientRows } from './event-rows.ts';
import { chunkColumns } from './parquet-columns.ts';
import { chunkReader } from './parquet-rows.ts';
import type { Refusals } from './refusals.ts';
import type { RowRules } from './row-rules.ts';

/** Where the rows go, and by which rules. */
export interface ParquetTarget {
  readonly rows: PatientRows;
  readonly rules: RowRules;
  readonly refused: Refusals;
  readonly reader: EventReader;
}

const IS_TEXT: ReadonlySet<Role> = new Set(['as_needed', 'directions', 'follow_up_start', 'window_start']);

/** What is asked of the engine for a column, in the type the rows are read in. */
function selected(role: Role, name: string, idIsNumber: boolean): string {
  if (role === 'patient_id') return `CAST(${sqlName(name)} AS ${idIsNumber ? 'BIGINT' : 'VARCHAR'})`;
  if (role === 'date') return `TRY_CAST(${sqlName(name)} AS DATE)`;
  if (role === 'category' || IS_TEXT.has(role)) return `CAST(${sqlName(name)} AS VARCHAR)`;
  return `TRY_CAST(${sqlName(name)} AS DOUBLE)`;
}

/**
 * Reads a Parquet file chunk by chunk; the next chunk is fetched while one is read. Days may be dates, timestamps or ISO
 * text, ids numbers or text. Refused rows are named by their number, from 1. Returns the number of rows.
 */
export async function readParquetFile(
  path: string,
  names: ColumnNames,
  into: ParquetTarget,
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  return withDuckDb(async (db) => {
    const { bindings } = db;
    const source = `read_parquet(${sqlText(path)})`;
    const stream = (sql: string) =>
      db.stream(sql).catch((error: unknown) => {
        throw asUserError(path, error);
      });
    const described = await stream(`SELECT * FROM ${source} LIMIT 0`);
    const found = Array.from({ length: bindings.column_count(described) }, (_, i) =>
      bindings.column_name(described, i),
    );
    const roleOf = columnRoles(found, names, into.rules.required);
    const { wants } = into.rules;
    const unread = (role: Role): boolean =>
      (role === 'category' && !wants.category) || (role === 'daily_dose' && !wants.dose);
    const roles = ROLES.filter((role, i) => roleOf.includes(i) && !unread(role));
    const types = bindings.Type;
    const whole = [types.TINYINT, types.SMALLINT, types.INTEGER, types.BIGINT, types.UTINYINT, types.USMALLINT];
    const idIsNumber = [...whole, types.UINTEGER].includes(
      bindings.column_type(described, found.indexOf(names.patient_id)),
    );
    const columns = roles.map((role) => selected(role, names[role], idIsNumber));
    const total = await rowsIn(db, source);
    const result = await stream(`SELECT ${columns.join(', ')} FROM ${source}`);
    const read = chunkReader(into, roles, idIsNumber ? 'number' : 'text');
    let rows = 0;
    let next = bindings.fetch_chunk(result);
    for (;;) {
      const chunk = await next;
      const count = chunk ? bindings.data_chunk_get_size(chunk) : 0;
      if (!chunk || count === 0) return rows;
      next = bindings.fetch_chunk(result);
      read(chunkColumns(db, chunk, count), rows);
      rows += count;
      const pause = after(total > 0 ? rows / total : Number.NaN);
      if (pause) await pause;
    }
  });
}

/** Rows of the file by its own account, for the progress line. */
async function rowsIn(db: Parameters<Parameters<typeof withDuckDb>[0]>[0], source: string): Promise<number> {
  const chunk = await db.bindings.fetch_chunk(await db.stream(`SELECT CAST(count(*) AS DOUBLE) FROM ${source}`));
  return chunk ? (chunkColumns(db, chunk, 1).numbers()[0] ?? Number.NaN) : Number.NaN;
}
