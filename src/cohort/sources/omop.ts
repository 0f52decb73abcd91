/** A CDM as a source of people. */
import type { Problem } from '../../domain/problem.ts';
import {
  COLUMNS,
  keyOf,
  type OmopRow,
  PERSON_TABLES,
  type PersonTable,
  personReader,
  vocabularyFromRows,
} from '../../read/omop/index.ts';
import { type Engine, sqlName, sqlText } from '../engine.ts';
import { type CdmTable, ID, openCdm, rejectedLines, vocabularyRows } from './omop-tables.ts';
import { cellSql, type Feed, joined, type PreparedSource, type RowCount, type Source } from './source.ts';

const MOST_PLACES = 1000;

interface Side {
  concepts: OmopRow[];
  mapsTo: OmopRow[];
  columns: Readonly<Record<string, readonly string[]>>;
}

const isText = (type: string): boolean => /VARCHAR|TEXT|JSON/.test(type);

async function feedOf(table: CdmTable, engine: Engine): Promise<Feed> {
  const name = table.name as PersonTable;
  const types = new Map(
    (await engine.rows(`DESCRIBE SELECT * FROM ${table.relation}`)).map((row) => [
      String(row.column_name).toLowerCase(),
      String(row.column_type),
    ]),
  );
  const columns = [...new Set([keyOf(name), ...COLUMNS[name]])].filter((column) => table.columns.has(column));
  const cells = columns.map((column) =>
    cellSql(sqlName(table.columns.get(column) ?? column), isText(types.get(column) ?? '')),
  );
  const person = table.columns.get('person_id');
  return {
    kind: name,
    columns,
    select: `SELECT ${person === undefined ? 'NULL' : ID(person)} AS person, ${sqlText(name)} AS kind, ${joined(cells)} AS cells FROM ${table.relation}`,
  };
}

async function countOf(engine: Engine, relation: string, where = 'true'): Promise<number> {
  return Number((await engine.rows(`SELECT count(*) AS n FROM ${relation} WHERE ${where}`))[0]?.n ?? 0);
}

/** Rows of one table that name no person: counted, the first of them with their place. */
async function personless(feed: Feed, engine: Engine): Promise<{ counts: RowCount[]; problems: Problem[] }> {
  const none = `(${feed.select}) WHERE person IS NULL OR person = ''`;
  const rows = Number((await engine.rows(`SELECT count(*) AS n FROM ${none}`))[0]?.n ?? 0);
  if (rows === 0) return { counts: [], problems: [] };
  const places = await engine.rows(`SELECT cells FROM ${none} ORDER BY cells LIMIT ${MOST_PLACES}`);
  const problems = places.map(({ cells }) => ({
    code: 'no-patient',
    where: `${feed.kind}/${String(cells).split('\u001f')[0] || '?'}`,
    what: 'no person_id',
    help: 'Every row needs a person_id.',
  }));
  return { counts: [{ table: feed.kind, step: 'refused', rows }], problems };
}

async function prepare(path: string, engine: Engine): Promise<PreparedSource> {
  const cdm = await openCdm(path, engine);
  const { concepts, mapsTo } = await vocabularyRows(cdm, engine);
  const feeds: Feed[] = [];
  const counts: RowCount[] = [];
  const problems: Problem[] = [];
  for (const table of cdm.values()) {
    if (!(table.name in PERSON_TABLES)) continue;
    const use = PERSON_TABLES[table.name as PersonTable];
    if (use.as === 'set-aside') {
      const rows = await countOf(engine, table.relation);
      if (rows > 0) counts.push({ table: table.name, step: `set aside: ${use.reason}`, rows });
      continue;
    }
    const feed = await feedOf(table, engine);
    feeds.push(feed);
    const lost = await personless(feed, engine);
    counts.push(...lost.counts);
    problems.push(...lost.problems);
  }
  for (const { file, line, reason } of await rejectedLines(engine)) {
    counts.push({ table: file, step: 'refused', rows: 1 });
    const help = 'Write one value per column, quoted where it holds a comma.';
    problems.push({ code: 'bad-line', where: `${file}:${line}`, what: `no row of the table: ${reason}`, help });
  }
  const columns = Object.fromEntries(feeds.map((feed) => [feed.kind, feed.columns]));
  const side: Side = { concepts, mapsTo, columns };
  return { feeds, side, counts, problems };
}

export const omopSource: Source = {
  prepare,
  reader(side, drugs) {
    const { concepts, mapsTo, columns } = side as Side;
    const read = personReader({ drugs, vocabulary: vocabularyFromRows(concepts, mapsTo) });
    return (person, rows) => {
      const tables: Partial<Record<PersonTable, OmopRow[]>> = {};
      for (const [kind, list] of rows) {
        const names = columns[kind] ?? [];
        tables[kind as PersonTable] = list.map((cells) => rowOf(names, cells));
      }
      return read(person, tables);
    };
  },
};

function rowOf(names: readonly string[], cells: readonly string[]): OmopRow {
  const row: Record<string, string> = {};
  for (let place = 0; place < names.length; place += 1) row[names[place] as string] = cells[place] ?? '';
  return row;
}
