/** A bulk export as a source of people: NDJSON files by type, each line a resource. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, UserError } from '../../domain/problem.ts';
import { emptyRecord } from '../../domain/record.ts';
import { fhirCollector } from '../../read/fhir/index.ts';
import { type Engine, sqlList } from '../engine.ts';
import type { Feed, PreparedSource, RowCount, Source } from './source.ts';

const LINES = /\.(ndjson|jsonl)(\.gz)?$/i;
const LARGEST_LINE = 64 * 1024 * 1024;
const MOST_PLACES = 1000;

/** Fields that say whose a resource is, in the order in which they are asked. */
const SUBJECTS = ['subject', 'patient', 'beneficiary', 'for', 'source'] as const;

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !/^[._]/.test(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : LINES.test(entry.name) ? [path] : [];
  });
}

/** Every line as text: what is no JSON is refused with its place, and costs only itself. */
const linesOf = (files: readonly string[]): string =>
  `(SELECT line, filename FROM read_csv(${sqlList(files)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
    delim = '\\x1e', quote = '', escape = '', filename = true, null_padding = true, max_line_size = ${LARGEST_LINE},
    buffer_size = ${2 * LARGEST_LINE}) WHERE trim(line) <> '')`;

const REFERENCES = SUBJECTS.map((field) => `json_extract_string(line, '$.${field}.reference')`);

// The same reading of a reference as the reader of records: a relative or absolute one, a URN, or a conditional one.
const PERSON = `CASE WHEN type = 'Patient' THEN json_extract_string(line, '$.id')
  WHEN reference LIKE '%Patient/%' THEN regexp_extract(reference, 'Patient/([^/?#|]+)', 1)
  WHEN reference LIKE 'urn:uuid:%' THEN substr(reference, 10)
  WHEN reference LIKE 'Patient?%' THEN regexp_extract(reference, '([^|=]+)$', 1)
  ELSE NULL END`;

const resourcesOf = (files: readonly string[]): string =>
  `(SELECT *, ${PERSON} AS person FROM (
      SELECT line, json_extract_string(line, '$.resourceType') AS type, coalesce(${REFERENCES.join(', ')}) AS reference
      FROM ${linesOf(files)} WHERE json_valid(line)))`;

async function prepare(path: string, engine: Engine): Promise<PreparedSource> {
  const files = filesBelow(path);
  if (files.length === 0) throw new UserError(`${path} holds no .ndjson file (a bulk export, .gz too)`);
  const resources = resourcesOf(files);
  const own: Feed = {
    kind: 'resource',
    columns: ['json'],
    select: `SELECT person, 'resource' AS kind, line AS cells FROM ${resources}`,
  };
  // A medicine a person's rows point to goes with them; it is nobody's own.
  const medications: Feed = {
    kind: 'medication',
    columns: ['json'],
    select: `SELECT DISTINCT r.person AS person, 'medication' AS kind, m.line AS cells FROM
      (SELECT person, unnest(regexp_extract_all(line, '"reference"\\s*:\\s*"([^"]*Medication/[^"]+)"', 1)) AS target
       FROM ${resources} WHERE person IS NOT NULL AND line LIKE '%Medication/%') r
      JOIN (SELECT line, json_extract_string(line, '$.id') AS id FROM ${resources} WHERE type = 'Medication') m
      ON regexp_extract(r.target, 'Medication/([^/?#|]+)', 1) = m.id`,
  };
  const hasMedications = Number(
    (await engine.rows(`SELECT count(*) AS n FROM ${resources} WHERE type = 'Medication'`))[0]?.n ?? 0,
  );
  const lost = await lostRows(files, resources, engine);
  return { feeds: hasMedications > 0 ? [own, medications] : [own], side: {}, ...lost };
}

/** Lines that are no JSON, and resources that belong to no person. */
async function lostRows(files: readonly string[], resources: string, engine: Engine) {
  const counts: RowCount[] = [];
  const problems: Problem[] = [];
  for (const { type, n } of await engine.rows(
    `SELECT coalesce(type, 'no resourceType') AS type, count(*) AS n FROM ${resources} WHERE person IS NULL OR person = '' GROUP BY ALL ORDER BY ALL`,
  ))
    counts.push({ table: String(type), step: 'set aside: belongs to no person', rows: Number(n) });
  for (const file of files) {
    const bad = await engine.rows(`SELECT count(*) AS n FROM ${linesOf([file])} WHERE NOT json_valid(line)`);
    const rows = Number(bad[0]?.n ?? 0);
    if (rows === 0) continue;
    counts.push({ table: file, step: 'refused', rows });
    const places = await engine.rows(
      `SELECT number FROM (SELECT line, row_number() OVER () AS number FROM ${linesOf([file])}) WHERE NOT json_valid(line) LIMIT ${MOST_PLACES}`,
    );
    for (const { number } of places) {
      const help = 'Send the whole line again as UTF-8 JSON.';
      problems.push({ code: 'not-json', where: `${file}:${number}`, what: 'the line is no JSON', help });
    }
  }
  return { counts, problems };
}

export const fhirSource: Source = {
  prepare,
  reader(_, drugs) {
    return (person, rows) => {
      const collector = fhirCollector({ drugs });
      for (const kind of ['resource', 'medication'])
        for (const [json = ''] of rows.get(kind) ?? []) collector.add(JSON.parse(json) as unknown, `person ${person}`);
      const { records, setAside } = collector.finish();
      const record = records.find(({ id }) => id === person) ?? records[0] ?? emptyRecord(person);
      return {
        record,
        setAside: setAside.map(({ type, reason, count }) => ({ table: type, reason, count })),
      };
    };
  },
};
