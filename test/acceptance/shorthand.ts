/** Cases of one family of causes: rows in the form of our own CSV, one person, one trial in question. */
import type { PatientAssessment, TrialAssessment } from '../../src/domain/assessment.ts';
import { parseMoment } from '../../src/domain/time.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { type NumberedRow, recordsFromTables } from '../../src/read/csv/index.ts';
import { assess } from '../../src/rxwhy.ts';
import type { Expectation } from './expectation.ts';

export interface FamilyCase {
  title: string;
  source: string;
  drug: string;
  given: { asOf?: string } & Record<string, unknown>;
  expect: Expectation;
}

/** Assesses a family case; numbers in rows may be written as numbers. */
export function assessCase(
  given: FamilyCase,
  facts: Knowledge,
): { person: PatientAssessment; trial: TrialAssessment | undefined } {
  const { asOf, ...tables } = given.given;
  const numbered = Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      (rows as Record<string, unknown>[]).map(
        (row, place): NumberedRow => ({
          row: {
            patient_id: 'p',
            ...Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)])),
          },
          line: place + 2,
        }),
      ),
    ]),
  );
  const { records, problems } = recordsFromTables(numbered, { drugs: facts.drugs });
  const record = records[0];
  if (!record || problems.length > 0) throw new Error(`case rows do not fit: ${JSON.stringify(problems)}`);
  if (record.problems.length > 0) throw new Error(`case rows do not fit: ${JSON.stringify(record.problems)}`);
  const person = assess(record, { knowledge: facts, asOf: asOf === undefined ? null : parseMoment(asOf) });
  const wanted = new Set(facts.drugs.byName(given.drug).map((ingredient) => ingredient.name));
  return { person, trial: person.trials.filter((each) => wanted.has(each.medication.name)).at(-1) };
}
