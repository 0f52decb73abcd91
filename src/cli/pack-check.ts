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
  const byId = new Map<unknown, { count: number; contents: Set<string> }>();
  rows.filter(isRow).forEach((row, index) => {
    report.rows += 1;
    if (row.checked === 'yes' || row.checked === 'no') report.graded += 1;
    if (row.checked === 'yes') report.checked += 1;
    for (const id of sourcesOf(row)) if (!known.has(id)) report.unresolved.push(`${file} row ${index + 1}: ${id}`);
    if (typeof row.id !== 'string') return;
    const seen = byId.get(row.id) ?? { count: 0, contents: new Set<string>() };
    seen.count += 1;
    seen.contents.add(JSON.stringify(row));
    byId.set(row.id, seen);
  });
  for (const [id, { count, contents }] of byId) {
    if (contents.size > 1) report.contradictions.push(`${file}: id ${String(id)} stands ${count} times, differing`);
  }
}
