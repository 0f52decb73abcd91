/** The phenotype a person shows under co-medication, beside the one the genes give. */
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import type { GeneKnowledge } from '../../knowledge/genes/index.ts';
import { actionsOf } from '../../methods/clearance/index.ts';
import { type Interpretation, type Modulator, phenoconvert } from '../../methods/genotype/index.ts';

const modulatorsOf = (
  gene: string,
  victim: string,
  perpetrators: readonly string[],
  enzymes: EnzymeKnowledge,
): Modulator[] =>
  actionsOf(
    victim,
    perpetrators.map((drug) => ({ drug })),
    enzymes,
  ).flatMap(({ drug, action }): Modulator[] => {
    const { strength } = action.row;
    return action.target === gene && strength !== 'unclassified' ? [{ drug, effect: action.effect, strength }] : [];
  });

/**
 * "CYP2D6: Normal Metabolizer, shown as Poor Metabolizer (paroxetine)" for every gene that a drug shifts; '' for
 * none.
 */
export const shiftedPhenotypes = (
  victim: string,
  perpetrators: readonly string[],
  genotypes: readonly Interpretation[],
  knowledge: { genes: GeneKnowledge; enzymes: EnzymeKnowledge },
): string =>
  genotypes
    .flatMap((found) => {
      const modulators = modulatorsOf(found.gene, victim, perpetrators, knowledge.enzymes);
      return found.phenotypes.flatMap((phenotype, i) => {
        const shifted = phenoconvert(
          found.gene,
          { score: found.scores[i] ?? null, phenotype },
          modulators,
          knowledge.genes,
        );
        if (shifted.drivers.length === 0) return [];
        const label = shifted.model ? 'a model; ' : '';
        return [`${found.gene}: ${phenotype}, shown as ${shifted.phenotype} (${label}${shifted.drivers.join(', ')})`];
      });
    })
    .join('; ');
