/** The answer to one test, by what it rests on. */
import type { ExpectedResistance, Phenotype } from '../../knowledge/germs/index.ts';
import type { Category } from './breakpoint.ts';

export type InterpretationProblem =
  | 'unknown-organism'
  | 'unknown-agent'
  | 'unknown-method'
  | 'no-value'
  | 'not-a-value'
  | 'no-breakpoint'
  | 'no-breakpoint-for-site'
  | 'no-category'
  | 'depends-on-site'
  | 'bounded-value'
  | 'reported-against-expectation';

/** One row's answer. */
export interface RowAnswer {
  row: string;
  site: string;
  categories: readonly Category[];
}

/**
 * The answer to one test. Several categories: the value is only bounded, or the sites differ (`rows` tells). `basis` is
 * null and `categories` empty where nothing can be said, and `problem` says why.
 */
export interface Interpretation {
  categories: readonly Category[];
  basis: 'expected' | 'phenotype' | 'reported' | 'breakpoint' | null;
  table: string | null;
  version: string | null;
  rows: readonly RowAnswer[];
  problem: InterpretationProblem | null;
}

/** Nothing can be said, and why. */
export const nothing = (problem: InterpretationProblem): Interpretation => ({
  categories: [],
  basis: null,
  table: null,
  version: null,
  rows: [],
  problem,
});

const fact = (basis: 'expected' | 'phenotype', id: string, source: string): Interpretation => ({
  categories: ['R'],
  basis,
  table: source,
  version: null,
  rows: [{ row: id, site: '', categories: ['R'] }],
  problem: null,
});

/** Resistant by nature, with the report that contradicts it. */
export const expectedAnswer = (row: ExpectedResistance, reported: Category | undefined): Interpretation => ({
  ...fact('expected', row.id, row.source),
  problem: reported !== undefined && reported !== 'R' ? 'reported-against-expectation' : null,
});
/** Resistant by what the organism's code states. */
export const impliedAnswer = (row: Phenotype): Interpretation => fact('phenotype', row.id, row.source);
/** As the laboratory reported. */
export const reportedAnswer = (category: Category): Interpretation => ({
  categories: [category],
  basis: 'reported',
  table: null,
  version: null,
  rows: [],
  problem: null,
});
