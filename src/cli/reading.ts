/** Records or saved rooms from paths: what `assess` and `worksheet` start from. */
import { type Problem, UserError } from '../domain/problem.ts';
import type { Room, Walk } from '../rxwhy.ts';
import { looksLikeCsv, readTables } from './csv-input.ts';
import { type Input, readInput } from './input.ts';
import { walksFrom } from './rooms.ts';
import type { Core } from './wiring.ts';

export interface ReadingOptions {
  from?: 'fhir' | 'omop' | 'csv';
  startFrom?: Room;
}

/** One walk per person; problems and the count of refused rows of the whole input beside them. */
export interface Reading {
  walks: Walk[];
  problems: Problem[];
  counts: { refused: number };
  input: Input;
}

const NO_INPUT: Input = { values: [], refused: [], remarks: [], files: 0, leftOut: 0 };

/** Reads paths in the given format, or the one they look like; "-" is stdin. */
export async function readWalks(paths: readonly string[], options: ReadingOptions, core: Core): Promise<Reading> {
  const { from, startFrom } = options;
  const isCsv = startFrom === undefined && (from === 'csv' || (from === undefined && looksLikeCsv(paths)));
  if (isCsv) return { ...csvRecords(paths, core), input: NO_INPUT };
  const input = await readInput(paths, process.stdin);
  return { ...(startFrom === undefined ? fhirRecords(input, core) : walksFrom(startFrom, input)), input };
}

function fhirRecords(input: Input, core: Core) {
  const { records, problems, counts } = core.read(input);
  return { walks: records.map((record): Walk => ({ record, asOf: null })), problems, counts };
}

function csvRecords(paths: readonly string[], core: Core) {
  const { records, problems } = core.readTables(readTables(paths));
  const lost = problems.filter((problem) => problem.code !== 'unknown-column').length;
  const refused = records.reduce((sum, record) => sum + record.counts.refused, lost);
  return { walks: records.map((record): Walk => ({ record, asOf: null })), problems, counts: { refused } };
}

/** The walks of one patient, of all without one; throws a UserError where there is none. */
export function chosen({ walks, input }: Pick<Reading, 'walks' | 'input'>, patient: string | undefined): Walk[] {
  if (walks.length === 0) {
    const [first, ...others] = input.refused;
    const why = first === undefined ? 'no patient found in it' : `${first.where}: ${first.what}. ${first.help}`;
    const more = others.length > 0 ? ` (and ${others.length} more problems)` : '';
    throw new UserError(
      `nothing readable in ${input.files === 1 ? 'the input' : `${input.files} files`}: ${why}${more}`,
    );
  }
  if (patient === undefined) return walks;
  const kept = walks.filter((walk) => walk.record.id === patient);
  if (kept.length === 0) throw new UserError(`no patient "${patient}" among the ${walks.length} in the input`);
  return kept;
}
