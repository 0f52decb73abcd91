import { rmSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { sqlName, sqlText, withDuckDb } from './duckdb.ts';
import { fileOutput, type Output } from './output.ts';

/** Writes rows as CSV beside the target and turns them into Parquet at the end, so that memory stays flat. */
export function parquetOutput(path: string): Output {
  const draft = `${path}.part.csv`;
  const csv = fileOutput(draft);
  let header = '';
  return {
    write(text) {
      if (!header.includes('\n')) header += text;
      csv.write(text);
    },
    flush: csv.flush,
    async close() {
      await csv.close();
      try {
        await withDuckDb(async (db) => {
          await db.stream(`COPY (${typedRows(draft, header)}) TO ${sqlText(path)} (FORMAT parquet)`);
        });
      } catch (error) {
        throw new UserError(`cannot write ${path}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}

const TEXT = ['patient_id', 'group', 'prescription', 'category', 'initiation', 'discontinuation', 'reason'];
const WHOLE = ['window', 'episode', 'end_gap_days', 'days_to_initiation'];

/** Types follow from the names: a column that happens to be empty must not change its type. */
function typeOf(name: string): string {
  if (TEXT.includes(name)) return 'VARCHAR';
  if (WHOLE.includes(name)) return 'BIGINT';
  return ['start', 'end', 'date'].includes(name) || name.startsWith('restart_') ? 'DATE' : 'DOUBLE';
}

/** The draft as typed rows; empty cells become nulls, and so does AdhereR's NA outside text. */
function typedRows(draft: string, header: string): string {
  const names = (header.split('\n')[0] ?? '').split(',');
  const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ');
  const cells = names.map((name) => {
    const type = typeOf(name);
    return type === 'VARCHAR' ? sqlName(name) : `CAST(nullif(${sqlName(name)}, 'NA') AS ${type}) AS ${sqlName(name)}`;
  });
  const options = `columns = {${columns}}, auto_detect = false, delim = ',', quote = '"', escape = '"', header = true, nullstr = ''`;
  return `SELECT ${cells.join(', ')} FROM read_csv(${sqlText(draft)}, ${options})`;
}
