/** The tables of a run: their columns, types, meanings and units. Published as a CSV beside every result. */
import schema from './schema.json' with { type: 'json' };

export type TableName = keyof typeof schema;
/** A cell as it is written; null is an absent value. */
export type Cell = string | number | boolean | null;
export type TableRow = readonly Cell[];

export interface Column {
  name: string;
  type: string;
  meaning: string;
  unit: string | null;
}

interface Entry {
  about: string;
  aggregated?: boolean;
  optional?: boolean;
  columns: readonly (readonly (string | null)[])[];
}

const ENTRIES = schema as Readonly<Record<TableName, Entry>>;

/** All tables in their order; `explanations` only where they were asked for. */
export function tableNames(withExplanations: boolean): TableName[] {
  return (Object.keys(ENTRIES) as TableName[]).filter((name) => withExplanations || !ENTRIES[name].optional);
}

export function columnsOf(table: TableName): Column[] {
  return ENTRIES[table].columns.map(([name = '', type = '', meaning = '', unit = null]) => ({
    name: name ?? '',
    type: type ?? '',
    meaning: meaning ?? '',
    unit,
  }));
}

/** The published description: table, column, type, meaning, unit, and whether small cells are suppressed in it. */
export function schemaCsv(): string {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = (Object.keys(ENTRIES) as TableName[]).flatMap((table) =>
    columnsOf(table).map(({ name, type, meaning, unit }) =>
      [table, name, type, meaning, unit ?? '', ENTRIES[table].aggregated ? 'yes' : 'no'].map(quoted).join(','),
    ),
  );
  return `table,column,type,meaning,unit,small_cells_suppressed\n${lines.join('\n')}\n`;
}
