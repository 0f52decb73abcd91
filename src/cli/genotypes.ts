/** `--genotypes FILE`: calls from a laboratory or a caller beside the record. */
import { readFileSync } from 'node:fs';
import { type Problem, UserError } from '../domain/problem.ts';
import type { PatientRecord } from '../domain/record.ts';
import { readGenotypes } from '../read/pharmcat/index.ts';
import { asUserError } from './failures.ts';

const plainId = (id: string): string => id.replace(/^Patient\//, '');

/** `used` calls went into records, `ofOthers` are of people not among them; problems name file and row. */
export interface GenotypeMerge {
  used: number;
  ofOthers: number;
  problems: Problem[];
}

/**
 * Adds the calls of a file to the records by person id, or to the only record where the file names nobody; each keeps
 * the file and row it came from as its record id.
 *
 * Throws a UserError where the file cannot be opened, holds nothing readable, or names nobody beside several records.
 */
export function addGenotypes(records: readonly PatientRecord[], path: string): GenotypeMerge {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asUserError(error, path);
  }
  const { calls, problems, format } = readGenotypes(text, path);
  const [first] = problems;
  if (format === 'unknown' && first) throw new UserError(`${first.where}: ${first.what}. ${first.help}`);
  const byId = new Map(records.map((record) => [plainId(record.id), record]));
  // The sample a caller names is seldom the patient id: a file about one person belongs to the only record.
  const named = new Set(calls.map((call) => call.person));
  const isOfOne = records.length === 1 && named.size === 1 && (format.startsWith('pharmcat') || named.has(null));
  let used = 0;
  let ofOthers = 0;
  for (const { person, genotype } of calls) {
    if (person === null && records.length > 1)
      throw new UserError(`${path} needs a column patient_id: the input holds ${records.length} patients`);
    const record = isOfOne ? records[0] : person === null ? undefined : byId.get(plainId(person));
    if (record === undefined) ofOthers += 1;
    else {
      record.genotypes.push(genotype);
      used += 1;
    }
  }
  return { used, ofOthers, problems };
}
