/** Checks of the packs as a whole: share checked, sources that resolve, rows that contradict each other. */
import { type PackRows, type Source, sourceIds } from '../knowledge/pack.ts';

/** What was found in one pack. */
export interface PackReport {
  pack: string;
  rows: number;
  /** rows that carry `checked`, and how many of them say yes */
  graded: number;
  checked: number;
  /** "file row N: source id" for ids the bibliography lacks */
  unresolved: string[];
  /** "file: id X stands N times with different content" */
  contradictions: string[];
}

type Row = Readonly<Record<string, unknown>>;

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

// Rows name their sources as "id, locator | id", or as a list of such.
const sourcesOf = (row: Row): string[] => {
  const { source } = row;
  const cells = Array.isArray(source) ? source : [source];
  return cells.flatMap((cell) => (typeof cell === 'string' ? sourceIds(cell) : []));
};

/** Reports on every pack, in order of names. */
export function checkPacks(packs: PackRows, sources: readonly Source[]): PackReport[] {
  const known = new Set(sources.map((source) => source.id));
  return Object.keys(packs)
    .sort()
    .map((pack) => {
      const report: PackReport = { pack, rows: 0, graded: 0, checked: 0, unresolved: [], contradictions: [] };
      for (const [file, rows] of Object.entries(packs[pack] ?? {})) checkFile(file, rows, known, report);
      return report;
    });
}

function checkFile(file: string, rows: readonly unknown[], known: ReadonlySet<string>, report: PackReport): void {
  const facts = rows.filter(isRow);
  facts.forEach((row, index) => {
    report.rows += 1;
    if (row.checked === 'yes' || row.checked === 'no') report.graded += 1;
    if (row.checked === 'yes') report.checked += 1;
    for (const id of sourcesOf(row)) if (!known.has(id)) report.unresolved.push(`${file} row ${index + 1}: ${id}`);
  });
  if (isKeyedBeyondId(facts)) return;
  for (const [id, contents] of contentsById(facts)) {
    if (contents.size > 1) report.contradictions.push(`${file}: id ${id} stands with ${contents.size} contents`);
  }
}

function contentsById(rows: readonly Row[]): Map<string, Set<string>> {
  const byId = new Map<string, Set<string>>();
  for (const row of rows) {
    if (typeof row.id !== 'string') continue;
    const contents = byId.get(row.id) ?? new Set<string>();
    byId.set(row.id, contents.add(JSON.stringify(row)));
  }
  return byId;
}

const PROVENANCE: ReadonlySet<string> = new Set(['source', 'checked', 'note']);

/** True where id and one more column of words name every row: the id alone then is no key, and may repeat. */
function isKeyedBeyondId(rows: readonly Row[]): boolean {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id' && !PROVENANCE.has(column));
  return columns.some((column) => {
    const keys = new Set<string>();
    return rows.every((row) => {
      const key = `${String(row.id)}\n${String(row[column])}`;
      const fresh = typeof row[column] === 'string' && !keys.has(key);
      keys.add(key);
      return fresh;
    });
  });
}
