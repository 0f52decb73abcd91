/** What speaks against a genotype as the cause: a dose that makes up for it, a laboratory that reads it otherwise. */
import { type Finding, missing, opposes } from '../../domain/finding.ts';
import type { GeneDrugRow } from '../../knowledge/genes/index.ts';
import type { CauseContext } from '../contract.ts';
import { TERM_OF, valuesOf } from './gene-drug.ts';

/** A dose above the least effective one by at least what the genotype takes away speaks against it, and is shown. */
export function doseMakesUp(context: CauseContext, found: readonly Finding[]): Finding[] {
  const factor = (name: string) => context.exposure.factors.find((each) => each.factor === name);
  const [dose, genes] = [factor('prescribed'), factor('genotype')];
  const support = found.find((each) => each.term === 'rapid-clearance-genotype' && each.bearing === 'supports');
  if (!support || !dose?.low || !genes?.value || genes.value >= 1 || dose.low * genes.value < 1) return [];
  return [
    opposes({
      term: 'rapid-clearance-genotype',
      code: 'dose-makes-up',
      certainty: 'unlikely',
      basis: 'recorded',
      checked: dose.checked && genes.checked,
      values: { dose: dose.low, ratio: genes.value },
      facts: dose.facts,
      sources: [...new Set([...dose.sources, ...genes.sources])],
      records: dose.records,
    }),
  ];
}

/** The laboratory's own words where our table reads the same genotype otherwise, with the version of the table. */
export function laboratoryDisagrees(
  context: CauseContext,
  rows: readonly GeneDrugRow[],
  found: readonly Finding[],
): Finding[] {
  return context.exposure.genes.flatMap((fact): Finding[] => {
    const row = rows.find((each) => each.gene === fact.gene);
    const [statement] = fact.disagreements;
    if (!row || statement === undefined) return [];
    const term = TERM_OF[row.mechanism];
    const parts = {
      term,
      code: 'laboratory-reads-otherwise',
      values: { ...valuesOf(fact), statement, tableVersion: fact.tableVersion },
      records: fact.records,
    };
    const isNamed = found.some((each) => each.term === term && each.bearing === 'supports');
    return isNamed
      ? [opposes({ ...parts, certainty: 'unlikely', basis: 'recorded' })]
      : [missing({ ...parts, check: 'confirm-genotype' })];
  });
}
