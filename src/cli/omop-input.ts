/** A CDM as input of `rxwhy assess`: its tables in memory, for one person or for a few. */
import { openEngine } from '../cohort/engine.ts';
import { looksLikeOmop, readCdm, rejectedLines } from '../cohort/sources/omop-tables.ts';
import { type Problem, UserError } from '../domain/problem.ts';
import type { OmopTables } from '../read/omop/index.ts';
import { asUserError } from './failures.ts';

/** True where the input is one CDM, recognised by the names of its files. */
export const isOmop = (paths: readonly string[]): boolean =>
  paths.length === 1 && paths[0] !== '-' && looksLikeOmop(paths[0] ?? '');

/** The tables of a CDM and its lines that were no rows. Throws a UserError where there is no CDM. */
export async function readOmopTables(
  paths: readonly string[],
  person: string | null,
): Promise<{ tables: OmopTables; refused: Problem[] }> {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) throw new UserError('--from omop reads one folder or one DuckDB file');
  const engine = await openEngine();
  try {
    const tables = await readCdm(path, engine, person);
    const refused = (await rejectedLines(engine)).map(({ file, line, reason }) => ({
      code: 'bad-line',
      where: `${file}:${line}`,
      what: `no row of the table: ${reason}`,
      help: 'Write one value per column, quoted where it holds a comma.',
    }));
    return { tables, refused };
  } catch (error) {
    throw asUserError(error, path);
  } finally {
    engine.close();
  }
}
