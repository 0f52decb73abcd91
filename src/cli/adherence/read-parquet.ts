import { UserError } from '../../domain/problem.ts';
import { append, type ColumnsBuffer } from './columns-buffer.ts';
import { type ColumnNames, columnRoles } from './csv-columns.ts';
import { asUserError, sqlName, sqlText, withDuckDb } from './duckdb.ts';
import { forgetAddress, lastString, remember, sameAsLast, type StringColumn, stringAt } from './duckdb-strings.ts';
import type { EventReader, PatientRows, RowRules } from './event-rows.ts';
import type { Refusals } from './refusals.ts';

/** The five columns of one chunk, in the order of the query. */
interface Chunk {
  readonly rows: number;
  readonly patient: StringColumn;
  readonly category: StringColumn;
  readonly day: Int32Array;
  readonly dose: Float64Array;
  readonly supply: Float64Array;
  /** Bit sets of the values that are there, null where all are. */
  readonly valid: readonly (Uint8Array | null)[];
}

/**
 * Reads a Parquet file chunk by chunk into `rows`; the next chunk is fetched while one is read. Days may be dates,
 * timestamps or ISO text. Refused rows are named by their number, from 1. Returns the number of rows.
 */
export async function readParquetFile(
  path: string,
  names: ColumnNames,
  into: { readonly rows: PatientRows; readonly rules: RowRules; readonly refused: Refusals; readonly reader: EventReader },
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  return withDuckDb(async (connection) => {
    const { default: bindings } = await import('@duckdb/node-bindings');
    const source = `read_parquet(${sqlText(path)})`;
    const query = async (sql: string) => {
      try {
        return await connection.stream(sql);
      } catch (error) {
        throw asUserError(path, error);
      }
    };
    const present = (await query(`SELECT * FROM ${source} LIMIT 0`)).columnNames();
    columnRoles(present, names);
    const text = (name: string): string => (present.includes(name) ? `CAST(${sqlName(name)} AS VARCHAR)` : "''");
    const number = (name: string): string => (present.includes(name) ? `TRY_CAST(${sqlName(name)} AS DOUBLE)` : 'NULL::DOUBLE');
    const total = Number((await (await query(`SELECT count(*)::DOUBLE FROM ${source}`)).getRows())[0]?.[0] ?? 0);
    const result = await query(
      `SELECT ${text(names.patient_id)}, TRY_CAST(${sqlName(names.date)} AS DATE), ${text(names.category)}, ` +
        `${number(names.daily_dose)}, ${number(names.days_supplied)} FROM ${source}`,
    );

    const read = chunkReader(into);
    let rows = 0;
    let next = result.fetchChunk();
    for (;;) {
      const chunk = await next;
      if (!chunk || chunk.rowCount === 0) return rows;
      next = result.fetchChunk();
      const count = chunk.rowCount;
      const vectors = [0, 1, 2, 3, 4].map((i) => bindings.data_chunk_get_vector(chunk.chunk, i));
      const data = (i: number, width: number): Uint8Array => {
        const vector = vectors[i];
        if (!vector) throw new UserError(`${path} has fewer columns than it says`);
        return bindings.vector_get_data(vector, count * width);
      };
      const strings = (i: number): StringColumn => {
        const bytes = data(i, 16);
        const item = (row: number): string => String(chunk.getColumnVector(i).getItem(row) ?? '');
        return { words: new Int32Array(bytes.buffer, bytes.byteOffset, count * 4), bytes, item };
      };
      const doubles = (i: number): Float64Array => {
        const bytes = data(i, 8);
        return new Float64Array(bytes.buffer, bytes.byteOffset, count);
      };
      const days = data(1, 4);
      read(
        {
          rows: count,
          patient: strings(0),
          day: new Int32Array(days.buffer, days.byteOffset, count),
          category: strings(2),
          dose: doubles(3),
          supply: doubles(4),
          valid: vectors.map((vector) => bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8) ?? null),
        },
        rows,
      );
      rows += count;
      await after(total > 0 ? rows / total : 0);
    }
  });
}

const isThere = (bits: Uint8Array | null | undefined, row: number): boolean =>
  !bits || ((bits[row >> 3] as number) & (1 << (row & 7))) !== 0;

function chunkReader({
  rows,
  rules,
  refused,
  reader,
}: Parameters<typeof readParquetFile>[2]): (chunk: Chunk, before: number) => void {
  const lastPatient = lastString();
  const lastCategory = lastString();
  let patientId = '';
  let target: ColumnsBuffer | null = null;
  let code = 0;
  return (chunk, before) => {
    const { patient, category, day, dose, supply, valid } = chunk;
    forgetAddress(lastPatient);
    forgetAddress(lastCategory);
    for (let row = 0; row < chunk.rows; row++) {
      const line = before + row + 1;
      if (!isThere(valid[0], row)) {
        refused.add(line, 'patient-missing');
        continue;
      }
      if (!sameAsLast(lastPatient, patient.words, row)) {
        remember(lastPatient, patient.words, row);
        const id = stringAt(patient, row).trim();
        if (!target || id !== patientId) target = id === '' ? null : rows.patient(id);
        patientId = id;
      }
      const days = isThere(valid[4], row) ? (supply[row] as number) : Number.NaN;
      const perDay = isThere(valid[3], row) ? (dose[row] as number) : Number.NaN;
      if (!target) refused.add(line, 'patient-missing');
      else if (!isThere(valid[1], row)) refused.add(line, 'date-unreadable');
      else if (!(days > 0 && days !== Number.POSITIVE_INFINITY) && !(rules.supplyMayBeMissing && Number.isNaN(days))) {
        refused.add(line, 'days-supply-not-positive');
      } else if (rules.doseRequired && !(perDay > 0)) refused.add(line, 'dose-not-positive');
      else {
        if (!sameAsLast(lastCategory, category.words, row)) {
          remember(lastCategory, category.words, row);
          code = reader.codeOf(isThere(valid[2], row) ? stringAt(category, row) : '');
        }
        append(target, day[row] as number, days, perDay, code, line);
      }
    }
  };
}
