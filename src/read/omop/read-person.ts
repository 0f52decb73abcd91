/** One person's rows -> one record. */
import { emptyRecord, type PatientRecord } from '../../domain/record.ts';
import type { DrugIndex, DrugResolution } from '../../knowledge/drugs/types.ts';
import { type Cells, cellsOf, type OmopRow, withoutPoint } from './cells.ts';
import { type Chart, REFUSED, setAside, type Treatment, USED } from './chart.ts';
import * as clinical from './clinical.ts';
import type { Vocabulary } from './concepts.ts';
import { readDrugExposure } from './drug-exposure.ts';
import { isMicrobiology, readMicrobiology } from './microbiology.ts';
import { readMeasurement, readObservation } from './observation.ts';
import { keyOf, PERSON_TABLES, type PersonTable } from './tables.ts';

/** Rows of one table that were set aside for one reason. */
export interface SetAside {
  person: string;
  table: PersonTable;
  reason: string;
  count: number;
}

export interface PersonReading {
  record: PatientRecord;
  setAside: SetAside[];
}

type RowReader = (cells: Cells, chart: Chart) => Treatment;

const READERS: Readonly<Partial<Record<PersonTable, RowReader>>> = {
  person: clinical.readPerson,
  observation_period: clinical.readObservationPeriod,
  death: clinical.readDeath,
  visit_occurrence: clinical.readVisit,
  condition_occurrence: clinical.readCondition,
  drug_exposure: readDrugExposure,
  procedure_occurrence: clinical.readProcedure,
  measurement: readMeasurement,
  observation: (cells, chart) => (clinical.readReaction(cells, chart) ? USED : readObservation(cells, chart)),
  specimen: () => setAside('a specimen no culture of the record was made from'),
};

/**
 * A reader of persons that remembers what drugs were asked for. Rows may come in any order: the record is in the order
 * of time, then of id.
 */
export function personReader(options: {
  drugs: DrugIndex;
  vocabulary: Vocabulary;
}): (person: string, tables: Readonly<Partial<Record<PersonTable, readonly OmopRow[]>>>) => PersonReading {
  const remembered = new Map<string, DrugResolution | null>();
  return (person, tables) => {
    const record = emptyRecord(person);
    const chart: Chart = { record, ...options, remembered, untold: new Set() };
    const asides = new Map<string, SetAside>();
    const count = (table: PersonTable, treatment: Treatment): void => {
      record.counts.read += 1;
      if (treatment.as === 'used') record.counts.used += 1;
      else if (treatment.as === 'refused') record.counts.refused += 1;
      else {
        record.counts.setAside += 1;
        const key = `${table}|${treatment.reason}`;
        const known = asides.get(key);
        if (known) known.count += 1;
        else asides.set(key, { person, table, reason: treatment.reason, count: 1 });
      }
    };
    const cellsIn = (table: PersonTable): Cells[] => {
      const key = keyOf(table);
      return (tables[table] ?? []).map((row, place) => cellsOf(row, rowId(table, row[key], place), record));
    };
    const claimed = readMicrobiology(
      cellsIn('measurement').filter((cells) => isMicrobiology(cells, chart)),
      cellsIn('specimen'),
      chart,
    );
    for (const [name, use] of Object.entries(PERSON_TABLES)) {
      const table = name as PersonTable;
      const reader = READERS[table];
      if (use.as === 'set-aside' || reader === undefined) {
        const treatment = setAside(use.as === 'set-aside' ? use.reason : 'not read');
        for (const _ of tables[table] ?? []) count(table, treatment);
        continue;
      }
      for (const cells of cellsIn(table)) count(table, claimed.has(cells.id) ? USED : treat(reader, cells, chart));
    }
    if ((tables.person ?? []).length === 0) {
      const what = `person ${person} is not in the table person; age and sex are unknown`;
      record.problems.push({
        code: 'unknown-patient',
        where: `person/${person}`,
        what,
        help: 'Send the person with the rest.',
      });
    }
    if (chart.untold.size > 0) {
      const what = `drug_type_concept_id ${[...chart.untold].sort().join(', ')} does not tell prescriptions from dispensings; read as prescriptions`;
      record.problems.push({
        code: 'unknown-drug-type',
        where: 'drug_exposure',
        what,
        help: 'Map drug_type_concept_id to what each row is.',
      });
    }
    sortRows(record);
    return { record, setAside: [...asides.values()] };
  };
}

function rowId(table: PersonTable, key: string | null | undefined, place: number): string {
  const own = key === null || key === undefined ? '' : withoutPoint(key.trim());
  return `${table}/${own === '' ? `row ${place + 1}` : own}`;
}

// One bad row costs only itself: what a reader throws is a problem of this row.
function treat(reader: RowReader, cells: Cells, chart: Chart): Treatment {
  try {
    return reader(cells, chart);
  } catch (error) {
    const what = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    cells.report('unreadable', what, 'Compare the row with CDM 5.4; please report it as a bug of the reader.');
    return REFUSED;
  }
}

type Timed = { id: string };

/** Every list in the order of time, then of id, so that the order of the input leaves no trace. */
function sortRows(record: PatientRecord): void {
  const byTime = <Row extends Timed>(rows: Row[], minute: (row: Row) => number | undefined): void => {
    rows.sort((a, b) => {
      const [x, y] = [minute(a) ?? Number.MAX_SAFE_INTEGER, minute(b) ?? Number.MAX_SAFE_INTEGER];
      return x - y || a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    });
  };
  byTime(record.orders, (row) => row.start?.minute);
  byTime(record.supplies, (row) => row.at.minute);
  byTime(record.intakes, (row) => row.at.minute);
  byTime(record.statements, (row) => row.from?.minute);
  byTime(record.observations, (row) => row.at?.minute);
  byTime(record.conditions, (row) => row.onset?.minute);
  byTime(record.reactions, (row) => row.at?.minute);
  byTime(record.stays, (row) => row.from.minute);
  byTime(record.visits, (row) => row.at.minute);
  byTime(record.procedures, (row) => row.at?.minute);
  byTime(record.genotypes, (row) => row.at?.minute);
  byTime(record.cultures, (row) => row.collected?.minute);
  const problems = new Map(
    record.problems.map((problem) => [`${problem.where}|${problem.code}|${problem.what}`, problem]),
  );
  record.problems = [...problems.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}
