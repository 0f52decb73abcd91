/** What every genotype reader hands back, and the cells they share. */
import type { Problem } from '../../domain/problem.ts';
import type { Genotype } from '../../domain/record.ts';
import { parseMoment } from '../../domain/time.ts';

/** One call; `person` is null where the file speaks of one person without naming them. */
export interface GenotypeCall {
  person: string | null;
  genotype: Genotype;
}

export type GenotypeFormat =
  | 'pharmcat-phenotype'
  | 'pharmcat-report'
  | 'pharmcat-calls'
  | 'outside-calls'
  | 'plain-list'
  | 'gene-columns'
  | 'unknown';

/** `setAside` counts genes and rows that say nothing was called: no error, and no genotype. */
export interface GenotypeReading {
  format: GenotypeFormat;
  calls: GenotypeCall[];
  problems: Problem[];
  setAside: number;
}

/** A cell as written, or null where it says that nothing is known ("", "n/a", "No Result", "Unknown/Unknown"). */
export function stated(cell: unknown): string | null {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell.trim() : '';
  return /^(|\.|-|na|n\/a|null|none|no result|no call|not called|unknown(\/unknown)?)$/i.test(text) ? null : text;
}

/** Several readings of one gene as one text, each once: `*1/*4 or *1/*17`. */
export function eitherOf(readings: readonly (string | null)[]): string | null {
  const known = [...new Set(readings.filter((reading) => reading !== null))];
  return known.length === 0 ? null : known.join(' or ');
}

/** What of one row or gene is known, before it becomes a genotype. */
export interface CallParts {
  person: string | null;
  gene: string | null;
  diplotype: string | null;
  phenotype: string | null;
  activityScore: string | null;
  date?: string | null;
  laboratory?: string | null;
}

const GENE = /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)?$/;

/** Adds one call, or counts it as set aside, or says why it cannot be read; a bad date costs only the date. */
export function addCall(reading: GenotypeReading, where: string, parts: CallParts): void {
  const { person, gene, diplotype, phenotype, activityScore, date = null, laboratory = null } = parts;
  if (gene === null || !GENE.test(gene)) {
    const what = gene === null ? 'no gene is named' : `\`${gene}\` is not the name of a gene`;
    reading.problems.push({ code: 'no-gene', where, what, help: 'Write the HGNC symbol, such as CYP2D6.' });
    return;
  }
  if (diplotype === null && phenotype === null && activityScore === null) {
    reading.setAside += 1;
    return;
  }
  const at = date === null ? null : parseMoment(date);
  if (date !== null && at === null)
    reading.problems.push({ code: 'bad-date', where, what: `\`${date}\``, help: 'Write dates as YYYY-MM-DD.' });
  const symbol = gene.toUpperCase();
  reading.calls.push({
    person,
    genotype: { id: where, gene: symbol, diplotype, phenotype, activityScore, at, laboratory },
  });
}
