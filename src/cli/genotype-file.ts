/** `--genotypes FILE`: calls from a laboratory beside the record. */
import { readFileSync } from 'node:fs';
import { UserError } from '../domain/problem.ts';
import type { PatientRecord } from '../domain/record.ts';
import { asUserError } from './failures.ts';

/**
 * Adds the calls of a CSV to the records: `gene,diplotype` or `gene,allele1,allele2`, optionally `phenotype`,
 * `activity_score`, and `patient_id`, which is needed where there is more than one patient.
 *
 * Answers how many rows are of people who are not among the records.
 */
export function addGenotypes(records: readonly PatientRecord[], path: string): number {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asUserError(error, path);
  }
  const [header = [], ...rows] = cellsOf(text);
  const columns = header.map((name) => name.toLowerCase());
  const has = (name: string): boolean => columns.includes(name);
  if (!has('gene') || !(has('diplotype') || (has('allele1') && has('allele2')) || has('phenotype'))) {
    throw new UserError(`${path} needs the columns gene and diplotype, allele1 and allele2, or phenotype`);
  }
  if (!has('patient_id') && records.length > 1) {
    throw new UserError(`${path} needs a column patient_id: the input holds ${records.length} patients`);
  }
  const byId = new Map(records.map((record) => [record.id, record]));
  let ofOthers = 0;
  rows.forEach((row, index) => {
    const cell = (name: string): string | null => row[columns.indexOf(name)] || null;
    const where = `${path}:${index + 2}`;
    const id = cell('patient_id');
    const record = has('patient_id') ? byId.get(id ?? '') : records[0];
    const gene = cell('gene');
    if (record === undefined) {
      ofOthers += 1;
      return;
    }
    if (gene === null) throw new UserError(`${where} names no gene`);
    const alleles = [cell('allele1'), cell('allele2')].filter((allele) => allele !== null);
    record.genotypes.push({
      id: where,
      gene,
      diplotype: cell('diplotype') ?? (alleles.length === 2 ? alleles.join('/') : null),
      phenotype: cell('phenotype'),
      activityScore: cell('activity_score'),
      at: null,
      laboratory: null,
    });
  });
  return ofOthers;
}

function cellsOf(text: string): string[][] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
        (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
      ),
    );
}
