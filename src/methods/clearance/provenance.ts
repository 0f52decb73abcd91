/** Which facts a prediction rests on, for findings and ledgers that must name their sources. */
import { type Checked, sourceIds } from '../../knowledge/pack.ts';
import type { ExposurePrediction } from './predict.ts';

/** `facts` are row ids `pack/table:key`; `checked` is false as soon as one of the facts was not read at its source. */
export type Provenance = { facts: string[]; sources: string[]; checked: boolean };

/** The pathway, perpetrator and genotype rows of every route a prediction touched; untouched routes are left out. */
export const provenanceOf = (prediction: ExposurePrediction): Provenance => {
  const facts = new Set<string>();
  const sources = new Set<string>();
  let checked = true;
  const add = (fact: string, row: { source: string; checked: Checked }): void => {
    facts.add(fact);
    for (const id of sourceIds(row.source)) sources.add(id);
    checked &&= row.checked === 'yes';
  };
  for (const route of prediction.routes) {
    if (route.acting.length === 0 && route.genotype === null) continue;
    add(`enzymes/pathways:${prediction.victim}/${route.pathway.enzyme}`, route.pathway.row);
    for (const { drug, action } of route.acting)
      add(`enzymes/perpetrators:${drug}/${action.target}/${action.effect}`, action.row);
    for (const row of route.genotype?.rows ?? []) add(`enzymes/genotype-activity:${row.gene}/${row.phenotype}`, row);
  }
  return { facts: [...facts], sources: [...sources], checked };
};
