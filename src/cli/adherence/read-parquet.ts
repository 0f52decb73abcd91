import { UserError } from '../../domain/problem.ts';
import type { ColumnNames } from './csv-columns.ts';
import type { EventReader } from './event-rows.ts';

/** Reads a Parquet file; placeholder until the reader below is measured. */
export async function readParquetFile(
  path: string,
  _names: ColumnNames,
  _reader: EventReader,
  _inOrder: boolean,
  _after: (share: number) => void | Promise<void>,
): Promise<number> {
  throw new UserError(`cannot read ${path}: Parquet is not supported yet`);
}
