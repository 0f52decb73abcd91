/**
 * OMOP CDM 5.3 and 5.4 -> PatientRecord: rows of its tables, one record per person.
 *
 * What cannot be read becomes a problem; every row is counted as used, set aside with a reason, or refused.
 */
import type { Counts, Problem } from '../../domain/problem.ts';
import type { PatientRecord } from '../../domain/record.ts';
import type { DrugIndex } from '../../knowledge/drugs/types.ts';
import { type OmopRow, withoutPoint } from './cells.ts';
import { type OmopConcept, type Vocabulary, vocabularyOf } from './concepts.ts';
import { personReader, type SetAside } from './read-person.ts';
import { PERSON_TABLES, type PersonTable } from './tables.ts';

export type { OmopRow } from './cells.ts';
export { type OmopConcept, type Vocabulary, vocabularyOf } from './concepts.ts';
export { type PersonReading, personReader, type SetAside } from './read-person.ts';
export { COLUMNS, keyOf, PERSON_TABLES, type PersonTable, personTableOf, stemOf, VOCABULARY_TABLES } from './tables.ts';

/** Rows by table name; a number is written as text. */
export type OmopTables = Readonly<
  Partial<Record<PersonTable | 'concept' | 'concept_relationship', readonly OmopRow[]>>
>;

/** A record per person in the order of their ids; problems and counts of rows that belong to nobody stand beside. */
export interface OmopReading {
  records: PatientRecord[];
  problems: Problem[];
  counts: Counts;
  setAside: SetAside[];
}

/** The vocabulary in rows of `concept` and `concept_relationship`; only "Maps to" is read of the latter. */
export function vocabularyFromRows(concepts: readonly OmopRow[], relationships: readonly OmopRow[]): Vocabulary {
  const idIn = (row: OmopRow, column: string): string => withoutPoint(row[column] ?? '');
  return vocabularyOf(
    concepts.map(
      (row): OmopConcept => ({
        id: idIn(row, 'concept_id'),
        name: row.concept_name ?? '',
        code: withoutPoint(row.concept_code ?? ''),
        vocabulary: row.vocabulary_id ?? '',
        domain: row.domain_id ?? '',
      }),
    ),
    relationships
      .filter((row) => row.relationship_id === 'Maps to')
      .map((row) => ({ from: idIn(row, 'concept_id_1'), to: idIn(row, 'concept_id_2') })),
  );
}

/**
 * Reads tables of rows into one record per `person_id`. Never throws for what is in the input.
 * @example readOmop({ person: [{ person_id: '1', year_of_birth: '1950' }] }, { drugs }).records[0]?.birth?.iso //=> '1950'
 */
export function readOmop(tables: OmopTables, options: { drugs: DrugIndex }): OmopReading {
  const vocabulary = vocabularyFromRows(tables.concept ?? [], tables.concept_relationship ?? []);
  const read = personReader({ drugs: options.drugs, vocabulary });
  const people = new Map<string, Partial<Record<PersonTable, OmopRow[]>>>();
  const problems: Problem[] = [];
  const counts: Counts = { read: 0, used: 0, setAside: 0, refused: 0, medicationCodes: { seen: 0, resolved: 0 } };
  for (const table of Object.keys(PERSON_TABLES) as PersonTable[])
    for (const [place, row] of (tables[table] ?? []).entries()) {
      const person = withoutPoint((row.person_id ?? '').trim());
      if (person === '') {
        const where = `${table} row ${place + 1}`;
        problems.push({ code: 'no-patient', where, what: 'no person_id', help: 'Every row needs a person_id.' });
        counts.read += 1;
        counts.refused += 1;
        continue;
      }
      const own = people.get(person) ?? {};
      people.set(person, own);
      own[table] ??= [];
      own[table].push(row);
    }
  const setAside: SetAside[] = [];
  const records = [...people.keys()].sort(byNumber).map((person) => {
    const reading = read(person, people.get(person) ?? {});
    setAside.push(...reading.setAside);
    return reading.record;
  });
  for (const record of records) addCounts(counts, record.counts);
  return { records, problems, counts, setAside };
}

/** Ids in the order of their numbers, others in the order of their text. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1);

function addCounts(sum: Counts, more: Counts): void {
  sum.read += more.read;
  sum.used += more.used;
  sum.setAside += more.setAside;
  sum.refused += more.refused;
  sum.medicationCodes.seen += more.medicationCodes.seen;
  sum.medicationCodes.resolved += more.medicationCodes.resolved;
}
