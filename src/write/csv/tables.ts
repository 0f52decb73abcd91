/** The columns of our own tables, as docs/csv.md documents them. */
export const TABLES = {
  patients: ['patient_id', 'birth_date', 'sex', 'death_date', 'observed_until', 'pharmacy_complete'],
  orders: [
    'patient_id',
    'order_id',
    'drug',
    'start',
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
  supplies: ['patient_id', 'order_id', 'drug', 'date', 'days_supply', 'quantity', 'strength', 'status', 'reason'],
  intakes: ['patient_id', 'drug', 'time', 'dose', 'unit', 'status', 'source', 'reason'],
  statements: ['patient_id', 'drug', 'from', 'to', 'asserted', 'status', 'share', 'by', 'reason', 'note'],
  outcomes: ['patient_id', 'time', 'measure', 'value', 'unit', 'result', 'by', 'note'],
  levels: ['patient_id', 'time', 'drug', 'value', 'unit', 'low', 'high', 'result'],
  conditions: ['patient_id', 'condition', 'code', 'system', 'onset', 'abated', 'status', 'note'],
  reactions: ['patient_id', 'drug', 'reaction', 'time', 'severity'],
  stays: ['patient_id', 'from', 'to', 'kind'],
  procedures: ['patient_id', 'procedure', 'time', 'note'],
  genotypes: ['patient_id', 'gene', 'diplotype', 'phenotype', 'activity_score', 'date', 'lab'],
  cultures: [
    'patient_id',
    'culture_id',
    'collected',
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
  goals: ['patient_id', 'measure', 'low', 'high', 'unit', 'from'],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof TABLES;

/** One cell; null and '' both say nothing. */
export type Cell = string | number | null;

const SPECIAL = /[",\r\n]/;

/**
 * One line of a table, quoted where it has to be, with its line break.
 * @example csvLine(['a', 'b, c', null, 2]) //=> 'a,"b, c",,2\n'
 */
export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    const text = cell === null || cell === undefined ? '' : String(cell);
    line += (at === 0 ? '' : ',') + (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  }
  return `${line}\n`;
}
