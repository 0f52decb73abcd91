/** `rxwhy genotype`: activity scores and phenotypes of a table of diplotypes. */
import { Command, Option } from 'commander';
import { UserError } from '../../domain/problem.ts';
import type { GeneKnowledge } from '../../knowledge/genes/index.ts';
import { type Interpretation, interpretGenotype, type ReportedGenotype } from '../../methods/genotype/index.ts';
import { EXIT } from '../failures.ts';
import { note, writeOut } from '../output.ts';
import { cellOf, csvLine, readTable, type Table } from './table.ts';

export type GenotypeCommandNeeds = { knowledge: { genes: GeneKnowledge } };
type Options = { cutOffs: 'cpic' | 'dpwg'; out?: string };

const ADDED = ['activity_score', 'phenotype', 'problem'];

const reportOf = (table: Table, row: readonly string[]): ReportedGenotype => {
  const allele1 = cellOf(table, row, 'allele1');
  const allele2 = cellOf(table, row, 'allele2');
  const pair = [allele1, allele2].filter((allele) => allele !== '').join('/');
  return {
    gene: cellOf(table, row, 'gene'),
    diplotype: cellOf(table, row, 'diplotype') || pair,
    phenotype: cellOf(table, row, 'phenotype'),
    activityScore: cellOf(table, row, 'activity_score'),
  };
};

const problemOf = (found: Interpretation): string =>
  [...found.reasons, ...found.disagreements, ...found.notes].join('; ');

const isEmpty = (report: ReportedGenotype): boolean =>
  report.gene === '' || !(report.diplotype || report.phenotype || report.activityScore);

/**
 * The table with `activity_score,phenotype,problem` added, and how many rows were refused.
 *
 * Columns of these names that the input already has keep their content as `stated_...`.
 */
export const genotypeTable = (
  table: Table,
  genes: GeneKnowledge,
  scheme: 'cpic' | 'dpwg',
): { text: string; refused: number } => {
  const header = table.header.map((name) => (ADDED.includes(name) ? `stated_${name}` : name));
  let text = csvLine([...header, ...ADDED]);
  let refused = 0;
  for (const row of table.rows) {
    const report = reportOf(table, row);
    const cells = table.header.map((_, i) => row[i] ?? '');
    if (isEmpty(report)) {
      refused += 1;
      text += csvLine([...cells, '', '', 'no gene, or neither diplotype, activity score nor phenotype']);
      continue;
    }
    const found = interpretGenotype(report, genes, { scheme });
    text += csvLine([...cells, found.activityScore, found.phenotype, problemOf(found)]);
  }
  return { text, refused };
};

const requireColumns = (table: Table, path: string): void => {
  const has = (name: string): boolean => table.header.includes(name);
  if (has('gene') && (has('diplotype') || has('allele1') || has('phenotype') || has('activity_score'))) return;
  throw new UserError(`${path} needs the columns gene and diplotype, allele1 and allele2, phenotype or activity_score`);
};

/** The command; `knowledge.genes` are the gene tables to interpret with. */
export const genotypeCommand = ({ knowledge }: GenotypeCommandNeeds): Command =>
  new Command('genotype')
    .summary('activity scores and phenotypes of a table of diplotypes')
    .description(
      [
        'Adds activity_score,phenotype,problem to a CSV of gene,diplotype (or gene,allele1,allele2; optionally',
        'phenotype and activity_score as the laboratory states them, to be compared). - reads standard input.',
      ].join('\n'),
    )
    .argument('<calls>', 'CSV of genotype calls, or - for standard input')
    .addOption(new Option('--cut-offs <scheme>', 'activity score cut-offs').choices(['cpic', 'dpwg']).default('cpic'))
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (path: string, options: Options) => {
      const table = readTable(path);
      requireColumns(table, path);
      const { text, refused } = genotypeTable(table, knowledge.genes, options.cutOffs);
      await writeOut(text, options.out ?? null);
      if (refused === 0) return;
      note(`rxwhy: ${refused} of ${table.rows.length} rows refused; the column problem says why`);
      process.exitCode = EXIT.refused;
    });
