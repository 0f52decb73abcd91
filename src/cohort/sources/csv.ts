/** Our own tables as a source of people: one file per kind, as docs/csv.md has them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, UserError } from '../../domain/problem.ts';
import { emptyRecord } from '../../domain/record.ts';
import { type TableName, tableOf } from '../../read/csv/columns.ts';
import { type NumberedRow, recordsFromTables } from '../../read/csv/index.ts';
import { type Engine, sqlName, sqlText, unreadable } from '../engine.ts';
import { CELL, cellSql, type Feed, joined, type PreparedSource, type RowCount, type Source } from './source.ts';

/** Digits a line number is padded to, so that rows keep the order of their file. */
const LINE_DIGITS = 12;

interface Side {
  columns: Readonly<Record<string, readonly string[]>>;
}

async function feedOf(path: string, kind: TableName, engine: Engine): Promise<Feed> {
  const relation = `read_csv(${sqlText(path)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', null_padding = true, strict_mode = false)`;
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${relation}`).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const columns = described.map((row) => String(row.column_name));
  const line = `lpad(CAST(row_number() OVER () + 1 AS VARCHAR), ${LINE_DIGITS}, '0')`;
  const person = columns.includes('patient_id') ? `trim(${sqlName('patient_id')})` : 'NULL';
  const cells = [line, ...columns.map((column) => cellSql(sqlName(column), true))];
  return {
    kind,
    columns,
    select: `SELECT ${person} AS person, ${sqlText(kind)} AS kind, ${joined(cells)} AS cells FROM ${relation}`,
  };
}

async function prepare(path: string, engine: Engine): Promise<PreparedSource> {
  const feeds: Feed[] = [];
  const counts: RowCount[] = [];
  const problems: Problem[] = [];
  for (const name of readdirSync(path).sort()) {
    const kind = tableOf(name);
    if (kind === null || !/\.csv(\.gz)?$/i.test(name)) {
      const help = 'Name files after their kind: patients.csv, orders.csv, supplies.csv ...';
      if (/\.csv(\.gz)?$/i.test(name))
        problems.push({ code: 'unknown-table', where: name, what: 'no table of this name', help });
      continue;
    }
    const feed = await feedOf(join(path, name), kind, engine);
    feeds.push(feed);
    // Unknown columns are told once, for the whole table.
    problems.push(...recordsFromTables({ [kind]: [headerRow(feed)] }, { drugs: NO_DRUGS }).problems.filter(isOfTable));
    const lost = await engine.rows(
      `SELECT cells FROM (${feed.select}) WHERE person IS NULL OR person = '' ORDER BY cells LIMIT 1000`,
    );
    for (const { cells } of lost) {
      const where = `${kind}.csv line ${Number(String(cells).split(CELL)[0])}`;
      problems.push({ code: 'no-patient', where, what: 'no patient_id', help: 'every row needs a patient_id' });
    }
    const [total] = await engine.rows(`SELECT count(*) AS n FROM (${feed.select}) WHERE person IS NULL OR person = ''`);
    if (Number(total?.n ?? 0) > 0) counts.push({ table: kind, step: 'refused', rows: Number(total?.n) });
  }
  if (feeds.length === 0) throw new UserError(`${path} holds none of our tables (patients.csv, orders.csv ...)`);
  const side: Side = { columns: Object.fromEntries(feeds.map(({ kind, columns }) => [kind, columns])) };
  return { feeds, side, counts, problems };
}

const isOfTable = ({ code }: Problem): boolean => code === 'unknown-column';
const headerRow = ({ columns }: Feed): NumberedRow => ({
  line: 1,
  row: Object.fromEntries(columns.map((column) => [column, ''])),
});
const NO_DRUGS: Parameters<typeof recordsFromTables>[1]['drugs'] = {
  resolve: () => {
    throw new Error('a header names no medicine');
  },
  facts: () => null,
  byName: () => [],
  usualUse: () => null,
  preciseId: () => null,
};

export const csvSource: Source = {
  prepare,
  reader(side, drugs) {
    const { columns } = side as Side;
    return (person, rows) => {
      const tables: Partial<Record<TableName, NumberedRow[]>> = {};
      for (const [kind, list] of rows) {
        const names = columns[kind] ?? [];
        tables[kind as TableName] = list.map(([line = '', ...cells]) => ({
          line: Number(line),
          row: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])),
        }));
      }
      const { records } = recordsFromTables(tables, { drugs });
      return { record: records[0] ?? emptyRecord(person), setAside: [] };
    };
  },
};
