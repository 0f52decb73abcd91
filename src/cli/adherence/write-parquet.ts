import { rmSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import { sqlText, withDuckDb } from './duckdb.ts';
import { fileOutput, type Output } from './output.ts';

/** Writes rows as CSV beside the target and turns them into Parquet at the end, so that memory stays flat. */
export function parquetOutput(path: string): Output {
  const draft = `${path}.part.csv`;
  const csv = fileOutput(draft);
  return {
    write: csv.write,
    flush: csv.flush,
    async close() {
      await csv.close();
      try {
        await withDuckDb(async (db) => {
          // Ids keep leading zeros only as text; NA and empty cells become nulls.
          const options = "types = {'patient_id': 'VARCHAR'}, nullstr = ['NA', ''], sample_size = -1, header = true";
          await db.stream(
            `COPY (SELECT * FROM read_csv(${sqlText(draft)}, ${options})) TO ${sqlText(path)} (FORMAT parquet)`,
          );
        });
      } catch (error) {
        throw new UserError(`cannot write ${path}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}
