/** Finds the tables of a CDM: a folder of Parquet or CSV (also .gz, also a folder per table), or a DuckDB file. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../domain/problem.ts';
import {
  COLUMNS,
  keyOf,
  type OmopRow,
  type OmopTables,
  PERSON_TABLES,
  type PersonTable,
  stemOf,
  VOCABULARY_TABLES,
} from '../../read/omop/index.ts';
import { type Engine, sqlList, sqlName, sqlText, unreadable } from '../engine.ts';

type TableName = PersonTable | (typeof VOCABULARY_TABLES)[number];
const TABLES: readonly string[] = [...Object.keys(PERSON_TABLES), ...VOCABULARY_TABLES];
const DATA_FILE = /\.(parquet|csv(\.gz)?)$/i;
const DATABASE = /\.(duckdb|db)$/i;

/** One table as the engine sees it: an expression to select from, and its columns by their lower-case names. */
export interface CdmTable {
  name: TableName;
  relation: string;
  columns: ReadonlyMap<string, string>;
  /** files it is read from; empty in a database */
  files: readonly string[];
}

export type Cdm = ReadonlyMap<string, CdmTable>;

/** True for a folder with the tables person and drug_exposure, or a DuckDB file: recognised by names alone. */
export function looksLikeOmop(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isDirectory()) return DATABASE.test(path);
  const files = filesByTable(path);
  return files.has('person') && files.has('drug_exposure');
}

/** The tables at a path; throws a UserError where there is none of persons. */
export async function openCdm(path: string, engine: Engine): Promise<Cdm> {
  const relations = statSync(path).isDirectory() ? relationsOfFolder(path) : await relationsOfDatabase(path, engine);
  const cdm = new Map<string, CdmTable>();
  for (const [name, { relation, files }] of relations) {
    const described = await engine.rows(`DESCRIBE SELECT * FROM ${relation}`).catch((error: unknown) => {
      throw unreadable(files[0] ?? `${path}, table ${name}`, error);
    });
    const columns = new Map(described.map((row) => [String(row.column_name).toLowerCase(), String(row.column_name)]));
    cdm.set(name, { name: name as TableName, relation, columns, files });
  }
  if (!cdm.has('person') && !cdm.has('drug_exposure'))
    throw new UserError(`${path} holds no OMOP table person or drug_exposure (Parquet, CSV or DuckDB)`);
  return cdm;
}

type Relation = { relation: string; files: readonly string[] };

function relationsOfFolder(path: string): Map<string, Relation> {
  return new Map(
    [...filesByTable(path)].map(([name, files]) => [
      name,
      { files, relation: /\.parquet$/i.test(files[0] ?? '') ? parquet(files) : csv(files) },
    ]),
  );
}

const parquet = (files: readonly string[]): string => `read_parquet(${sqlList(files)}, union_by_name = true)`;

// Everything as text: what a cell means is the reader's business. A line that is no row of the table is refused.
const csv = (files: readonly string[]): string =>
  `read_csv(${sqlList(files)}, all_varchar = true, header = true, null_padding = true, ` +
  `store_rejects = true, rejects_table = 'rejected_lines', rejects_scan = 'rejected_scans')`;

function filesByTable(folder: string, depth = 1): Map<string, string[]> {
  const byTable = new Map<string, string[]>();
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !/^[._]/.test(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const stem = stemOf(entry.name);
    if (entry.isDirectory() && TABLES.includes(stem)) {
      const parts = readdirSync(path)
        .filter((name) => DATA_FILE.test(name) && !/^[._]/.test(name))
        .sort();
      if (parts.length > 0)
        byTable.set(
          stem,
          parts.map((name) => join(path, name)),
        );
    } else if (DATA_FILE.test(entry.name) && TABLES.includes(stem)) byTable.set(stem, [path]);
  }
  // An archive unpacks into a folder of its own.
  const [only, ...others] = entries.filter((entry) => entry.isDirectory());
  if (byTable.size === 0 && depth > 0 && only !== undefined && others.length === 0)
    return filesByTable(join(folder, only.name), depth - 1);
  return byTable;
}

async function relationsOfDatabase(path: string, engine: Engine): Promise<Map<string, Relation>> {
  await engine.run(`ATTACH ${sqlText(path)} AS cdm (READ_ONLY)`).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const found = await engine.rows(
    `SELECT table_schema AS s, table_name AS t FROM information_schema.tables WHERE table_catalog = 'cdm' ORDER BY ALL`,
  );
  const relations = new Map<string, Relation>();
  for (const { s, t } of found) {
    const name = stemOf(String(t));
    if (!TABLES.includes(name) || relations.has(name)) continue;
    relations.set(name, { files: [], relation: `cdm.${sqlName(String(s))}.${sqlName(String(t))}` });
  }
  return relations;
}

/** SQL: an id as text, without the decimal point some exports give it. */
export const ID = (column: string): string => `regexp_replace(trim(CAST(${sqlName(column)} AS VARCHAR)), '\\.0+$', '')`;

/** A table of persons as text cells: `person_id`, its key, and the columns that are read. */
export function selectRows(table: CdmTable): string {
  const name = table.name as PersonTable;
  const wanted = [...new Set(['person_id', keyOf(name), ...COLUMNS[name]])];
  const cells = wanted.flatMap((column) => {
    const own = table.columns.get(column);
    if (own === undefined) return column === 'person_id' ? ['NULL::VARCHAR AS person_id'] : [];
    return [`${column === 'person_id' ? ID(own) : `CAST(${sqlName(own)} AS VARCHAR)`} AS ${sqlName(column)}`];
  });
  return `SELECT ${cells.join(', ')} FROM ${table.relation}`;
}

/** The ids of all concepts the tables of persons name: the rest of a vocabulary of millions is never looked at. */
function namedConcepts(cdm: Cdm): string {
  const ids = [...cdm.values()].flatMap((table) => {
    if (!(table.name in PERSON_TABLES)) return [];
    const columns = COLUMNS[table.name as PersonTable].filter((column) => column.endsWith('concept_id'));
    return columns.flatMap((column) => {
      const own = table.columns.get(column);
      return own === undefined ? [] : [`SELECT DISTINCT ${ID(own)} AS id FROM ${table.relation}`];
    });
  });
  return ids.length === 0 ? "SELECT '' AS id WHERE false" : ids.join(' UNION ');
}

/** The rows of the vocabulary the data names, and what their source concepts map to. */
export async function vocabularyRows(cdm: Cdm, engine: Engine): Promise<{ concepts: OmopRow[]; mapsTo: OmopRow[] }> {
  const [concept, relationship] = [cdm.get('concept'), cdm.get('concept_relationship')];
  if (concept === undefined) return { concepts: [], mapsTo: [] };
  await engine.run(`CREATE OR REPLACE TEMP TABLE named_concepts AS ${namedConcepts(cdm)}`);
  const text = (table: CdmTable, column: string): string =>
    `CAST(${sqlName(table.columns.get(column) ?? column)} AS VARCHAR)`;
  const id = (table: CdmTable, column: string): string => ID(table.columns.get(column) ?? column);
  const mapsTo = relationship
    ? await engine.rows(
        `SELECT ${id(relationship, 'concept_id_1')} AS concept_id_1, ${id(relationship, 'concept_id_2')} AS concept_id_2,
           'Maps to' AS relationship_id FROM ${relationship.relation}
         WHERE ${text(relationship, 'relationship_id')} = 'Maps to'
           AND ${id(relationship, 'concept_id_1')} IN (SELECT id FROM named_concepts) ORDER BY ALL`,
      )
    : [];
  const targets = mapsTo.map((row) => String(row.concept_id_2));
  const columns = ['concept_name', 'concept_code', 'vocabulary_id', 'domain_id'];
  const concepts = await engine.rows(
    `SELECT ${id(concept, 'concept_id')} AS concept_id, ${columns.map((column) => `${text(concept, column)} AS ${column}`).join(', ')}
     FROM ${concept.relation} WHERE ${id(concept, 'concept_id')} IN
       (SELECT id FROM named_concepts UNION SELECT unnest(${sqlList(targets)}::VARCHAR[])) ORDER BY ALL`,
  );
  return { concepts: concepts as OmopRow[], mapsTo: mapsTo as OmopRow[] };
}

/** A whole CDM in memory, for one person or a few; `person` limits it to one. */
export async function readCdm(path: string, engine: Engine, person: string | null): Promise<OmopTables> {
  const cdm = await openCdm(path, engine);
  const { concepts, mapsTo } = await vocabularyRows(cdm, engine);
  const tables: Record<string, OmopRow[]> = { concept: concepts, concept_relationship: mapsTo };
  for (const table of cdm.values()) {
    if (!(table.name in PERSON_TABLES)) continue;
    const rows = selectRows(table);
    const where = person === null ? '' : ` WHERE person_id = ${sqlText(person)}`;
    tables[table.name] = (await engine.rows(`SELECT * FROM (${rows})${where}`).catch((error: unknown) => {
      throw unreadable(table.files[0] ?? `${path}, table ${table.name}`, error);
    })) as OmopRow[];
  }
  return tables;
}

/** Lines of CSV files that were no rows of their table, with file and line; read after the tables. */
export async function rejectedLines(engine: Engine): Promise<{ file: string; line: number; reason: string }[]> {
  const known = await engine.rows(`SELECT 1 FROM duckdb_tables() WHERE table_name = 'rejected_lines'`);
  if (known.length === 0) return [];
  const rows = await engine.rows(
    `SELECT DISTINCT s.file_path AS file, r.line AS line, CAST(r.error_type AS VARCHAR) AS reason
     FROM rejected_lines r JOIN rejected_scans s USING (scan_id, file_id) ORDER BY ALL`,
  );
  return rows.map((row) => ({
    file: String(row.file),
    line: Number(row.line),
    reason: String(row.reason).toLowerCase(),
  }));
}
