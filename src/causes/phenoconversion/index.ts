import { type Finding, supports } from '../../domain/finding.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { packName } from '../../knowledge/pack-name.ts';
import { predictionsFor } from '../../methods/clearance/index.ts';
import { shownPhenotype } from '../../methods/genotype/index.ts';
import { type CauseContext, defineCause } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/**
 * Gene and drug together: an exposure that neither explains alone, or one that each lowers and both lower further.
 *
 * Asked after both families, on the joint prediction; a gene without effect on this drug, or a drug that changes
 * nothing under this genotype, is no phenoconversion.
 */
function conclude(context: CauseContext): Finding[] {
  const { knowledge, trial, exposure, course } = context;
  const victim = packName(trial.ingredient, knowledge);
  const { genes, drugs, both } = predictionsFor(
    victim,
    exposure.genes,
    exposure.beside,
    course.window,
    knowledge.enzymes,
  );
  const [byGene, byDrug, together] = [genes.active.value, drugs.active.value, both.active.value];
  if (byGene === null || byDrug === null || together === null) return [];
  const { exposurePossible, exposureProbable, phenoconversionStep } = knowledge.conventions;
  const touched = both.routes.filter((route) => route.genotype !== null && route.acting.length > 0);
  const activating = both.active.moiety === 'parent' ? '' : both.active.enzyme;
  const isJoint = touched.length > 0 || (activating !== '' && byGene < 1 && byDrug < 1);
  // Both must pull the same way, and together further than either alone.
  if (!isJoint || byGene >= 1 || byDrug >= 1) return [];
  if (together > exposurePossible || together > Math.min(byGene, byDrug) * phenoconversionStep) return [];
  const rows = touched.flatMap((route) => [
    route.pathway.row,
    ...route.acting.map((acting) => acting.action.row),
    ...(route.genotype?.rows ?? []),
  ]);
  const names = [...new Set(both.routes.flatMap((route) => route.acting.map((acting) => acting.drug)))];
  const fact =
    exposure.genes.find((each) =>
      touched.some((route) => route.genotype?.rows.some((row) => row.gene === each.gene)),
    ) ?? exposure.genes[0];
  if (!fact) return [];
  const shown = shownPhenotype(fact, names, knowledge);
  const partners = exposure.beside.filter((each) => names.includes(each.name));
  return [
    supports({
      term: 'phenoconversion',
      code: shown === null ? 'together' : shown.model ? 'together-shown-by-a-model' : 'together-shown',
      certainty: together <= exposureProbable ? 'probable' : 'possible',
      basis: 'inferred',
      checked: rows.length > 0 && rows.every((row) => row.checked === 'yes'),
      share: exposure.factors.find((factor) => factor.factor === 'joint')?.share ?? null,
      values: {
        gene: fact.gene,
        phenotype: fact.phenotype,
        shownAs: shown?.phenotype ?? null,
        shownByModel: shown?.model ?? null,
        drugs: partners.map((each) => each.name).join(', '),
        byGene,
        byDrug,
        together,
      },
      sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
      records: [...fact.records, ...partners.flatMap((each) => each.records)],
    }),
  ];
}

/** Gene and drug together shift what the body does with the medicine. */
export const phenoconversion = defineCause({
  family: 'phenoconversion',
  terms: ['phenoconversion'],
  step: 5,
  gates: [],
  closes: { phenoconversion: 'cleared' },
  requires: ['genotype', 'interaction'],
  // The joint explanation stands before what gene or drug would explain alone.
  explainedBy: {
    'rapid-clearance-genotype': ['phenoconversion'],
    'prodrug-not-activated-genotype': ['phenoconversion'],
    induction: ['phenoconversion'],
    'prodrug-activation-blocked': ['phenoconversion'],
  },
  appliesTo: (context) =>
    context.trial.initiation.answer !== 'no' && context.exposure.genes.length > 0 && context.exposure.beside.length > 0,
  assess: () => ({ findings: [], gates: [] }),
  conclude,
  text,
});
