/** The medication rows of a record that carry words: notes and reasons. Most fills and doses carry none. */
import type { PatientRecord } from './record.ts';

/** One row's words, in the order in which the row holds them; empty ones are left out. */
export interface WordedRow {
  id: string;
  words: readonly string[];
}

/** The worded rows of each kind, in the record's order. */
export interface WordedRows {
  orders: readonly WordedRow[];
  supplies: readonly WordedRow[];
  intakes: readonly WordedRow[];
  statements: readonly WordedRow[];
}

type Row = { id: string; notes: readonly string[] };
const known = new WeakMap<PatientRecord, WordedRows>();

function worded<R extends Row>(rows: readonly R[], reason: (row: R) => string | undefined): WordedRow[] {
  const found: WordedRow[] = [];
  for (const row of rows) {
    const said = reason(row);
    if (row.notes.length === 0 && !said) continue;
    const words = [...row.notes, said ?? ''].filter((text) => text !== '');
    if (words.length > 0) found.push({ id: row.id, words });
  }
  return found;
}

/** The rows with words, found once per record: every trial asks for its own among them. */
export function wordedRows(record: PatientRecord): WordedRows {
  const before = known.get(record);
  if (before) return before;
  const rows: WordedRows = {
    orders: worded(record.orders, (row) => row.stopReason?.text),
    supplies: worded(record.supplies, (row) => row.reason?.text),
    intakes: worded(record.intakes, (row) => row.reason?.text),
    statements: worded(record.statements, (row) => row.reason?.text),
  };
  known.set(record, rows);
  return rows;
}
