/** One reported genotype: what our tables make of it, and where the laboratory says otherwise. */
import type { CutOffScheme, GeneKnowledge, GeneTable } from '../../knowledge/genes/index.ts';
import {
  callDiplotype,
  type DiplotypeCall,
  INDETERMINATE,
  type Score,
  scorePhenotype,
  scoreText,
} from './diplotype.ts';
import { readScore, standardPhenotype } from './words.ts';

export type ReportedGenotype = { gene: string; diplotype?: string; activityScore?: string; phenotype?: string };

/**
 * What a reported genotype means. `phenotypes` holds every phenotype its readings allow; `phenotype` and
 * `activityScore`
 * join them with " or ". `basis` is the field the answer rests on: a diplotype outranks a score, a score a stated
 * phenotype.
 */
export type Interpretation = {
  gene: string;
  basis: 'diplotype' | 'activity-score' | 'phenotype' | 'none';
  calls: readonly DiplotypeCall[];
  scores: readonly Score[];
  activityScore: string;
  phenotypes: readonly string[];
  phenotype: string;
  tableVersion: string;
  scheme: CutOffScheme;
  reasons: readonly string[];
  notes: readonly string[];
  disagreements: readonly string[];
};

const distinct = <T>(values: readonly T[]): T[] => (values.length < 2 ? [...values] : [...new Set(values)]);

const SEPARATOR = /\s+or\s+|\s*\|\s*/i;

// Nearly every report names one diplotype: the pattern is only tried where a space or a bar could separate two.
const diplotypesOf = (text: string): string[] => {
  if (text === '') return [];
  if (!text.includes(' ') && !text.includes('|')) return [text];
  return text
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
};

const scoreTextOf = (table: GeneTable, calls: readonly DiplotypeCall[]): string =>
  distinct(calls.map((c) => (c.score ? scoreText(c.score) : table.method === 'activity-score' ? 'n/a' : ''))).join(
    ' or ',
  );

const fromScore = (table: GeneTable, score: Score, scheme: CutOffScheme): DiplotypeCall => ({
  alleles: '',
  score,
  phenotype: scorePhenotype(table, score.low, scheme),
  reason: '',
  note: '',
});

const statedCall = (phenotype: string): DiplotypeCall => ({
  alleles: '',
  score: null,
  phenotype,
  reason: '',
  note: '',
});

/** A phenotype word of the table itself ("ivacaftor non-responsive in CF patients"), else the standard term. */
const ownWord = (table: GeneTable, text: string): string | null => {
  const written = text.trim().toLowerCase();
  for (const inner of table.pairs.values())
    for (const phenotype of inner.values()) if (phenotype.toLowerCase() === written) return phenotype;
  return standardPhenotype(text);
};

type Reading = { basis: Interpretation['basis']; calls: DiplotypeCall[] };

const readReport = (table: GeneTable, report: ReportedGenotype, scheme: CutOffScheme): Reading => {
  const [first, ...others] = diplotypesOf(report.diplotype ?? '');
  if (first !== undefined) {
    const calls = callDiplotype(table, first, scheme);
    for (const other of others) calls.push(...callDiplotype(table, other, scheme));
    return { basis: 'diplotype', calls };
  }
  const scores = (report.activityScore ?? '').split(SEPARATOR).flatMap((text) => readScore(text) ?? []);
  if (scores.length > 0 && table.method === 'activity-score')
    return { basis: 'activity-score', calls: scores.map((score) => fromScore(table, score, scheme)) };
  const stated = (report.phenotype ?? '').split(SEPARATOR).flatMap((text) => ownWord(table, text) ?? []);
  return stated.length > 0 ? { basis: 'phenotype', calls: stated.map(statedCall) } : { basis: 'none', calls: [] };
};

// A laboratory that reads an older table (CYP2D6 *41 was 0.5) gives another phenotype for the same alleles.
const disagreementsOf = (
  table: GeneTable,
  report: ReportedGenotype,
  reading: Reading,
  phenotypes: readonly string[],
): string[] => {
  if (reading.basis === 'none' || reading.basis === 'phenotype') return [];
  if (!report.phenotype && !report.activityScore) return [];
  const ours = `${table.gene} table ${table.version}`;
  const found: string[] = [];
  for (const written of (report.phenotype ?? '').split(SEPARATOR).filter((word) => word !== '')) {
    if (phenotypes.some((known) => known.toLowerCase() === written.trim().toLowerCase())) continue;
    const stated = standardPhenotype(written);
    if (!stated) found.push(`stated phenotype "${written}" is not a known term`);
    else if (!phenotypes.includes(stated))
      found.push(`laboratory states ${stated}; ${ours} gives ${phenotypes.join(' or ')}`);
  }
  if (reading.basis !== 'diplotype') return found;
  const scores = reading.calls.flatMap((c) => (c.score ? [c.score] : []));
  for (const written of (report.activityScore ?? '').split(SEPARATOR)) {
    const score = readScore(written);
    if (score && scores.length > 0 && !scores.some((s) => s.low === score.low))
      found.push(
        `laboratory states activity score ${scoreText(score)}; ${ours} gives ${scores.map(scoreText).join(' or ')}`,
      );
  }
  return found;
};

/**
 * Interprets one reported genotype by the rules of its gene's table.
 *
 * Ambiguous calls ("*1/*4 or *1/*17") keep every reading. An unknown gene, allele or word gives Indeterminate with the
 * reason; a laboratory's phenotype or score that the table does not reproduce is named beside the table version.
 * @example interpretGenotype({ gene: 'CYP2D6', diplotype: '*1xN/*4' }, genes).phenotype
 * //=> 'Normal Metabolizer or Ultrarapid Metabolizer'
 */
export const interpretGenotype = (
  report: ReportedGenotype,
  knowledge: GeneKnowledge,
  options: { scheme?: CutOffScheme } = {},
): Interpretation => {
  const scheme = options.scheme ?? 'cpic';
  const table = knowledge.genes.get(report.gene) ?? knowledge.genes.get(report.gene.trim().toUpperCase());
  if (!table) {
    const stated = standardPhenotype(report.phenotype ?? '') ?? INDETERMINATE;
    const reasons = [`no table for gene ${report.gene}`];
    return {
      gene: report.gene,
      basis: 'none',
      calls: [],
      scores: [],
      activityScore: '',
      phenotypes: [stated],
      phenotype: stated,
      tableVersion: '',
      scheme,
      reasons,
      notes: [],
      disagreements: [],
    };
  }
  const reading = readReport(table, report, scheme);
  const { basis, calls } = reading;
  const phenotypes = calls.length > 0 ? distinct(calls.map((c) => c.phenotype)) : [INDETERMINATE];
  const reasons = distinct(calls.map((c) => c.reason).filter((r) => r !== ''));
  if (basis === 'none') reasons.push('neither diplotype, activity score nor a known phenotype word was given');
  return {
    gene: table.gene,
    basis,
    calls,
    scores: calls.flatMap((c) => (c.score ? [c.score] : [])),
    activityScore: scoreTextOf(table, calls),
    phenotypes,
    phenotype: phenotypes.join(' or '),
    tableVersion: table.version,
    scheme,
    reasons,
    notes: distinct(calls.map((c) => c.note).filter((n) => n !== '')),
    disagreements: disagreementsOf(table, report, reading, phenotypes),
  };
};
