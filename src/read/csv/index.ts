/** Our own CSV -> PatientRecord: one file per kind, one record per person. */
import type { Problem } from '../../domain/problem.ts';
import { emptyRecord, type PatientRecord } from '../../domain/record.ts';
import type { DrugIndex } from '../../knowledge/drugs/types.ts';
import { type CellContext, type Cells, cellsOf } from './cells.ts';
import * as clinical from './clinical.ts';
import { type CsvRow, columnsOf, type TableName, tableOf } from './columns.ts';
import { csvRows } from './csv-text.ts';
import { cultureOf } from './culture.ts';
import * as medication from './medication.ts';

export { csvRows } from './csv-text.ts';

export interface CsvReading {
  records: PatientRecord[];
  problems: Problem[];
}

/** Rows of one table with the line of the file each stands on. */
export type NumberedRow = { row: CsvRow; line: number };

const put = <Row>(into: Row[], row: Row | null): boolean => {
  if (row !== null) into.push(row);
  return row !== null;
};

/** Adds one row to a record; false where it cannot be used. */
function addRow(record: PatientRecord, table: TableName, cells: Cells, context: CellContext): boolean {
  switch (table) {
    case 'patients': {
      record.birth = cells.moment('birth_date');
      record.sex =
        cells.text('sex') === null ? null : cells.oneOf('sex', ['female', 'male', 'other'] as const, 'other');
      record.death = cells.moment('death_date');
      record.observedUntil = cells.moment('observed_until');
      record.pharmacyComplete = /^(1|true|yes|y)$/i.test(cells.text('pharmacy_complete') ?? '');
      return true;
    }
    case 'orders':
      return put(record.orders, medication.orderOf(cells, context));
    case 'supplies':
      return put(record.supplies, medication.supplyOf(cells));
    case 'intakes':
      return put(record.intakes, medication.intakeOf(cells));
    case 'statements':
      return put(record.statements, medication.statementOf(cells));
    case 'outcomes':
      return put(record.observations, clinical.outcomeOf(cells));
    case 'levels':
      return put(record.observations, clinical.levelOf(cells));
    case 'conditions':
      return put(record.conditions, clinical.conditionOf(cells));
    case 'reactions':
      return put(record.reactions, clinical.reactionOf(cells));
    case 'stays':
      return put(record.stays, clinical.stayOf(cells));
    case 'procedures':
      return put(record.procedures, clinical.procedureOf(cells));
    case 'genotypes':
      return put(record.genotypes, clinical.genotypeOf(cells));
    case 'goals':
      return put(record.goals, clinical.goalOf(cells));
    case 'cultures': {
      const found = cultureOf(cells);
      if (!found) return false;
      const known = record.cultures.find((culture) => culture.id === `cultures/${found.key}`);
      if (known) known.results.push(...found.culture.results);
      else record.cultures.push({ ...found.culture, id: `cultures/${found.key}` });
      return true;
    }
  }
}

/** The id of a row: its own key where the table has one, else table and line. */
function rowId(table: TableName, row: CsvRow, line: number): string {
  const own = table === 'orders' ? (row.order_id ?? '') : '';
  return own === '' ? `${table}/${line}` : `${table}/${own}`;
}

/**
 * Reads tables of rows into one record per `patient_id`, in order of id. Never throws for what is in the input.
 *
 * A row without a needed column is refused and counted; a bad cell is a problem and only that cell is lost; unknown
 * columns are reported once per table.
 */
export function recordsFromTables(
  tables: Readonly<Partial<Record<TableName, readonly NumberedRow[]>>>,
  options: { drugs: DrugIndex },
): CsvReading {
  const records = new Map<string, PatientRecord>();
  const problems: Problem[] = [];
  for (const [name, rows] of Object.entries(tables)) {
    const table = name as TableName;
    const { all, required } = columnsOf(table);
    const unknown = Object.keys(rows?.[0]?.row ?? {}).filter((column) => !all.includes(column));
    for (const column of unknown) {
      problems.push({
        code: 'unknown-column',
        where: `${table}.csv`,
        what: `\`${column}\``,
        help: `columns are ${all.join(', ')}`,
      });
    }
    for (const { row, line } of rows ?? []) {
      const patient = (row.patient_id ?? '').trim();
      const absent = required.filter((column) => (row[column] ?? '').trim() === '');
      const where = `${table}.csv line ${line}`;
      if (patient === '') {
        problems.push({ code: 'no-patient', where, what: 'no patient_id', help: 'every row needs a patient_id' });
        continue;
      }
      const record = records.get(patient) ?? emptyRecord(patient);
      records.set(patient, record);
      record.counts.read += 1;
      const context: CellContext = {
        drugs: options.drugs,
        problems: record.problems,
        codes: record.counts.medicationCodes,
      };
      const isUsed =
        absent.length === 0 && addRow(record, table, cellsOf(row, rowId(table, row, line), context), context);
      if (isUsed) record.counts.used += 1;
      else {
        record.counts.refused += 1;
        if (absent.length > 0)
          record.problems.push({
            code: 'missing-column',
            where,
            what: `no ${absent.join(', ')}`,
            help: `this table needs ${required.join(', ')}`,
          });
      }
    }
  }
  return { records: [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

/** Reads CSV texts by their file names; a file that is none of our tables is a problem. */
export function readCsv(files: readonly { name: string; text: string }[], options: { drugs: DrugIndex }): CsvReading {
  const tables: Partial<Record<TableName, NumberedRow[]>> = {};
  const problems: Problem[] = [];
  for (const file of files) {
    const table = tableOf(file.name);
    if (!table) {
      problems.push({
        code: 'unknown-table',
        where: file.name,
        what: 'no table of this name',
        help: 'name files after their kind: patients.csv, orders.csv, supplies.csv ...',
      });
      continue;
    }
    const rows = csvRows(file.text.replace(/^\uFEFF/, ''));
    tables[table] = [...(tables[table] ?? []), ...rows];
  }
  const reading = recordsFromTables(tables, options);
  return { records: reading.records, problems: [...problems, ...reading.problems] };
}
