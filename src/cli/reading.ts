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
  /** the one person asked for, who is all that is read of a CDM */
  patient?: string;
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
  const { startFrom } = options;
  const form = await formOf(paths, options);
  if (form === 'omop') return { ...(await omopRecords(paths, core, options.patient ?? null)), input: NO_INPUT };
  if (form === 'csv') return { ...(await csvRecords(paths, core)), input: NO_INPUT };
  const input = await readInput(paths, process.stdin);
  return { ...(startFrom === undefined ? fhirRecords(input, core) : walksFrom(startFrom, input)), input };
}

/** How the input is written; another room's output is JSON like FHIR. A CDM is told from our tables by its file names. */
async function formOf(paths: readonly string[], { from, startFrom }: ReadingOptions): Promise<'fhir' | 'omop' | 'csv'> {
  if (startFrom !== undefined) return 'fhir';
  if (from !== undefined) return from;
  // A JSON document is no CDM; what reads one is heavy and stays unloaded.
  if (paths.every((path) => path === '-' || /\.(?:nd)?jsonl?(?:\.gz)?$/i.test(path))) return 'fhir';
  const { isOmop } = await import('./omop-input.ts');
  return isOmop(paths) ? 'omop' : looksLikeCsv(paths) ? 'csv' : 'fhir';
}

async function omopRecords(paths: readonly string[], core: Core, person: string | null) {
  const { readOmopTables } = await import('./omop-input.ts');
  const { tables, refused } = await readOmopTables(paths, person);
  const { records, problems, counts } = await core.readOmop(tables);
  const walks = records.map((record): Walk => ({ record, asOf: null }));
  return { walks, problems: [...problems, ...refused], counts: { refused: counts.refused + refused.length } };
}

function fhirRecords(input: Input, core: Core) {
  const { records, problems, counts } = core.read(input);
  return { walks: records.map((record): Walk => ({ record, asOf: null })), problems, counts };
}

async function csvRecords(paths: readonly string[], core: Core) {
  const { records, problems } = await core.readTables(readTables(paths));
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
