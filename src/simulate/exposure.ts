/** What lowers the exposure of one drug in one person: the mechanisms at work, each with its factor. */
import type { SimulationFacts } from '../knowledge/simulation/index.ts';
import type { Life } from './life.ts';

/** A mechanism at work and the factor by which it changes the exposure. */
export interface Mechanism {
  term: string;
  factor: number;
}

/** Mechanisms of genes and other drugs for an ingredient, and the factor of all of them, named or not. */
export function pharmacology(
  life: Life,
  ingredient: string,
  perpetrators: readonly string[],
  facts: SimulationFacts,
): { mechanisms: Mechanism[]; factor: number } {
  const rows = [
    ...facts
      .genesOf(ingredient)
      .map((gene) => facts.exposure(ingredient, 'genotype', `${gene} ${life.genes.get(gene) ?? ''}`)),
    ...perpetrators.map((name) => facts.exposure(ingredient, 'perpetrator', name)),
  ]
    .filter((row) => row !== null)
    .filter((row) => !row.notBeside.some((pair) => life.genes.get(pair.split(' ')[0] ?? '') === pair.split(' ')[1]));
  return {
    mechanisms: rows.filter((row) => row.term !== '').map((row) => ({ term: row.term, factor: row.ratio })),
    factor: rows.reduce((product, row) => product * row.ratio, 1),
  };
}
