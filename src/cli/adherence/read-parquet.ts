import { append, type ColumnsBuffer } from './columns-buffer.ts';
import { type ColumnNames, columnRoles } from './csv-columns.ts';
import { asUserError, type DuckDb, sqlName, sqlText, withDuckDb } from './duckdb.ts';
import { type StringColumn, stringMemory } from './duckdb-strings.ts';
import { type EventReader, type PatientRows, type RowRules, supplyOf } from './event-rows.ts';
import type { Refusals } from './refusals.ts';

/** The columns of one chunk; category and dose are null where the run does not look at them. */
interface Chunk {
  readonly rows: number;
  readonly patient: StringColumn;
  readonly day: Int32Array;
  readonly supply: Float64Array;
  readonly category: StringColumn | null;
  readonly dose: Float64Array | null;
  /** Bit sets of the values that are there, in the order above; null where all are. */
  readonly valid: readonly (Uint8Array | null)[];
}

/** Where the rows go, and by which rules. */
export interface ParquetTarget {
  readonly rows: PatientRows;
  readonly rules: RowRules;
  readonly refused: Refusals;
  readonly reader: EventReader;
}

/**
 * Reads a Parquet file chunk by chunk; the next chunk is fetched while one is read. Days may be dates, timestamps or ISO
 * text. Refused rows are named by their number, from 1. Returns the number of rows.
 */
export async function readParquetFile(
  path: string,
  names: ColumnNames,
  into: ParquetTarget,
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  return withDuckDb(async (db) => {
    const source = `read_parquet(${sqlText(path)})`;
    const stream = (sql: string) =>
      db.stream(sql).catch((error: unknown) => {
        throw asUserError(path, error);
      });
    const described = await stream(`SELECT * FROM ${source} LIMIT 0`);
    const columns = Array.from({ length: db.bindings.column_count(described) }, (_, i) =>
      db.bindings.column_name(described, i),
    );
    columnRoles(columns, names);
    const category = into.rules.wants.category && columns.includes(names.category);
    const dose = into.rules.wants.dose && columns.includes(names.daily_dose);
    const wanted = [
      `CAST(${sqlName(names.patient_id)} AS VARCHAR)`,
      `TRY_CAST(${sqlName(names.date)} AS DATE)`,
      `TRY_CAST(${sqlName(names.days_supplied)} AS DOUBLE)`,
      ...(category ? [`CAST(${sqlName(names.category)} AS VARCHAR)`] : []),
      ...(dose ? [`TRY_CAST(${sqlName(names.daily_dose)} AS DOUBLE)`] : []),
    ];
    const result = await stream(`SELECT ${wanted.join(', ')} FROM ${source}`);
    const read = chunkReader(into);
    let rows = 0;
    let next = db.bindings.fetch_chunk(result);
    for (;;) {
      const found = await next;
      const count = found ? db.bindings.data_chunk_get_size(found) : 0;
      if (!found || count === 0) return rows;
      next = db.bindings.fetch_chunk(result);
      read(columnsOf(db, found, count, category, dose), rows);
      rows += count;
      await after(Number.NaN);
    }
  });
}

function columnsOf(
  { bindings }: DuckDb,
  found: import('@duckdb/node-bindings').DataChunk,
  rows: number,
  hasCategory: boolean,
  hasDose: boolean,
): Chunk {
  const valid: (Uint8Array | null)[] = [];
  let column = 0;
  const next = (width: number): Uint8Array => {
    const vector = bindings.data_chunk_get_vector(found, column++);
    valid.push(bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) ?? null);
    return bindings.vector_get_data(vector, rows * width);
  };
  const strings = (): StringColumn => {
    const bytes = next(16);
    const far = (offset: number, length: number): Uint8Array =>
      bindings.get_data_from_pointer(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
    return { words: new Int32Array(bytes.buffer, bytes.byteOffset, rows * 4), bytes, far };
  };
  const doubles = (): Float64Array => {
    const bytes = next(8);
    return new Float64Array(bytes.buffer, bytes.byteOffset, rows);
  };
  const days = (): Int32Array => {
    const bytes = next(4);
    return new Int32Array(bytes.buffer, bytes.byteOffset, rows);
  };
  return {
    rows,
    patient: strings(),
    day: days(),
    supply: doubles(),
    category: hasCategory ? strings() : null,
    dose: hasDose ? doubles() : null,
    valid,
  };
}

const isThere = (bits: Uint8Array | null | undefined, row: number): boolean =>
  !bits || ((bits[row >> 3] as number) & (1 << (row & 7))) !== 0;

function chunkReader({ rows, rules, refused, reader }: ParquetTarget): (chunk: Chunk, before: number) => void {
  const patients = stringMemory(1, (text) => text.trim());
  const categories = stringMemory(1024, (text) => reader.codeOf(text));
  let patientId = '';
  let target: ColumnsBuffer | null = null;
  return (chunk, before) => {
    const { patient, category, day, dose, supply, valid } = chunk;
    const doseBits = valid[category ? 4 : 3];
    patients.nextChunk();
    categories.nextChunk();
    for (let row = 0; row < chunk.rows; row++) {
      const line = before + row + 1;
      const id = isThere(valid[0], row) ? patients.at(patient, row) : '';
      if (id === '') {
        refused.add(line, 'patient-missing');
        continue;
      }
      if (target === null || id !== patientId) {
        target = rows.patient(id);
        patientId = id;
      }
      const days = supplyOf(isThere(valid[2], row) ? (supply[row] as number) : Number.NaN, rules);
      const perDay = dose && isThere(doseBits, row) ? (dose[row] as number) : Number.NaN;
      const supplied = days > 0 && days !== Number.POSITIVE_INFINITY;
      if (!isThere(valid[1], row)) refused.add(line, 'date-unreadable');
      else if (!supplied && !(rules.supplyMayBeMissing && Number.isNaN(days))) {
        refused.add(line, 'days-supply-not-positive');
      } else if (rules.doseRequired && !(perDay > 0)) refused.add(line, 'dose-not-positive');
      else {
        const code = category === null ? 0 : isThere(valid[3], row) ? categories.at(category, row) : reader.codeOf('');
        append(target, day[row] as number, days, perDay, code, line);
      }
    }
  };
}
