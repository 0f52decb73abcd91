/** What a gene-drug row is called as a cause, and how a genotype is shown in evidence. */
import type { GeneFact } from '../../domain/exposure.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CauseTerm } from '../../domain/terms.ts';
import type { GeneDrugRow } from '../../knowledge/genes/index.ts';

export const TERM_OF: Readonly<Record<GeneDrugRow['mechanism'], CauseTerm>> = {
  'prodrug-activation-lost': 'prodrug-not-activated-genotype',
  'rapid-clearance': 'rapid-clearance-genotype',
  'active-metabolite-ratio': 'rapid-clearance-genotype',
  'target-non-responsive': 'target-genotype',
  transporter: 'target-genotype',
};

export const valuesOf = (fact: GeneFact): Finding['values'] => ({
  gene: fact.gene,
  genotype: fact.diplotype ?? fact.phenotype,
  phenotype: fact.phenotype,
  activityScore: fact.activityScore,
});
