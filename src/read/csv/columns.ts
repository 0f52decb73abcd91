/** Our own tables: one file per kind, UTF-8, header row, ISO dates or date-times. Documented in docs/csv.md. */

/** Columns by table; `!` marks those a row cannot do without. */
export const COLUMNS = {
  patients: ['patient_id!', 'birth_date', 'sex', 'death_date', 'observed_until', 'pharmacy_complete'],
  orders: [
    'patient_id!',
    'order_id',
    'drug!',
    'start!',
    'end',
    'status',
    'stop_reason',
    'dose',
    'unit',
    'per_day',
    'route',
    'directions',
    'indication',
    'as_needed',
    'note',
  ],
  supplies: ['patient_id!', 'order_id', 'drug!', 'date!', 'days_supply', 'quantity', 'strength', 'status', 'reason'],
  intakes: ['patient_id!', 'drug!', 'time!', 'dose', 'unit', 'status', 'source', 'reason'],
  statements: ['patient_id!', 'drug!', 'from', 'to', 'asserted', 'status', 'share', 'by', 'reason', 'note'],
  outcomes: ['patient_id!', 'time!', 'measure!', 'value', 'unit', 'result', 'by', 'note'],
  levels: ['patient_id!', 'time!', 'drug!', 'value', 'unit', 'low', 'high', 'result'],
  conditions: ['patient_id!', 'condition!', 'code', 'system', 'onset', 'abated', 'status', 'note'],
  reactions: ['patient_id!', 'drug!', 'reaction!', 'time', 'severity'],
  stays: ['patient_id!', 'from!', 'to', 'kind'],
  procedures: ['patient_id!', 'procedure!', 'time', 'note'],
  genotypes: ['patient_id!', 'gene!', 'diplotype', 'phenotype', 'activity_score', 'date', 'lab'],
  cultures: [
    'patient_id!',
    'culture_id',
    'collected!',
    'reported',
    'specimen',
    'organism',
    'agent',
    'sir',
    'mic',
    'mic_unit',
    'zone_mm',
    'method',
    'guideline',
  ],
  goals: ['patient_id!', 'measure!', 'low', 'high', 'unit', 'from'],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof COLUMNS;

/** One row as read: every cell a string, absent cells ''. */
export type CsvRow = Readonly<Record<string, string>>;

/** The table a file name means ("2024/orders.csv" -> orders); null where it is none of ours. */
export function tableOf(fileName: string): TableName | null {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.csv(\.gz)?$/, '');
  return stem in COLUMNS ? (stem as TableName) : null;
}

/** Names of a table's columns, and of those a row needs. */
export function columnsOf(table: TableName): { all: string[]; required: string[] } {
  const columns: readonly string[] = COLUMNS[table];
  return {
    all: columns.map((column) => column.replace('!', '')),
    required: columns.filter((column) => column.endsWith('!')).map((column) => column.slice(0, -1)),
  };
}
