import type { GeneFact } from '../../domain/exposure.ts';
import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import type { Certainty } from '../../domain/terms.ts';
import type { GeneDrugRow } from '../../knowledge/genes/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { packName } from '../../knowledge/pack-name.ts';
import { predictionsFor } from '../../methods/clearance/index.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';
import { doseMakesUp, laboratoryDisagrees } from './against.ts';
import { TERM_OF, valuesOf } from './gene-drug.ts';

const rowsFor = (context: CauseContext): readonly GeneDrugRow[] =>
  context.knowledge.genes.byDrug.get(packName(context.trial.ingredient, context.knowledge)) ?? [];

/** Genes whose activity is on file for an enzyme that clears or activates this drug. */
function pathwayGenes(context: CauseContext): string[] {
  const { enzymes } = context.knowledge;
  const drug = packName(context.trial.ingredient, context.knowledge);
  const used = new Set((enzymes.victims.get(drug) ?? []).map((path) => path.enzyme));
  const activating = enzymes.metabolites.get(drug)?.row.enzyme;
  if (activating) used.add(activating);
  const rows = [...enzymes.activity.values()].flat();
  return [
    ...new Set(
      rows.filter((row) => used.has(row.enzyme) && (row.drug === '' || row.drug === drug)).map((row) => row.gene),
    ),
  ];
}

/** True where a gene is known to change what this drug does, or the record holds a gene of its pathway. */
export function appliesTo(context: CauseContext): boolean {
  if (context.trial.initiation.answer === 'no') return false;
  if (rowsFor(context).length > 0) return true;
  const genes = new Set(context.exposure.genes.map((fact) => fact.gene));
  return pathwayGenes(context).some((gene) => genes.has(gene));
}

/** Does the phenotype fall under the row: surely, for some readings of an ambiguous genotype, or not at all? */
function match(row: GeneDrugRow, fact: GeneFact): 'all' | 'some' | 'none' {
  const named = row.phenotypes.split('|').map((phenotype) => phenotype.trim().toLowerCase());
  // The usual dose was set for the reference genotype: it explains nothing.
  const reference = row.referenceGenotype.toLowerCase();
  const hits = fact.phenotypes
    .map((phenotype) => phenotype.toLowerCase())
    .filter((phenotype) => named.includes(phenotype) && phenotype !== reference);
  if (hits.length === 0) return 'none';
  return hits.length === fact.phenotypes.length ? 'all' : 'some';
}

/** How much a gene-drug row may say: only a claim about efficacy, of an unambiguous genotype, is probable. */
function certaintyOf(row: GeneDrugRow, matched: 'all' | 'some'): Certainty {
  return row.claim === 'efficacy-stated' && matched === 'all' ? 'probable' : 'possible';
}

function fromRow(context: CauseContext, row: GeneDrugRow, fact: GeneFact, matched: 'all' | 'some'): Finding {
  const share = context.exposure.factors.find((factor) => factor.factor === 'genotype')?.share ?? null;
  return supports({
    term: TERM_OF[row.mechanism],
    code: `${row.mechanism}`,
    certainty: certaintyOf(row, matched),
    basis: 'measured',
    checked: row.checked === 'yes',
    share,
    values: {
      ...valuesOf(fact),
      effect: row.effect,
      guideline: row.guideline,
      classification: row.classification ?? '',
    },
    facts: [`genes/${row.gene}/${row.drug}/${row.phenotypes}`],
    sources: sourceIds(row.source),
    records: fact.records,
  });
}

/** A loss of exposure the enzymes' shares predict where no gene-drug row speaks. */
function fromPrediction(context: CauseContext, facts: readonly GeneFact[]): Finding[] {
  const { knowledge, course } = context;
  const drug = packName(context.trial.ingredient, knowledge);
  const { genes } = predictionsFor(drug, facts, [], course.window, knowledge.enzymes);
  const ratio = genes.active.value;
  const { exposurePossible, exposureProbable } = knowledge.conventions;
  if (ratio === null || ratio > exposurePossible) return [];
  const routes = genes.routes.filter((route) => route.genotype !== null);
  const fact =
    facts.find((each) => routes.some((route) => route.genotype?.rows.some((row) => row.gene === each.gene))) ??
    facts[0];
  if (!fact) return [];
  const rows = routes.flatMap((route) => [route.pathway.row, ...(route.genotype?.rows ?? [])]);
  return [
    supports({
      term: genes.active.moiety === 'metabolite' ? 'prodrug-not-activated-genotype' : 'rapid-clearance-genotype',
      code: 'predicted-loss',
      certainty: ratio <= exposureProbable ? 'probable' : 'possible',
      basis: 'measured',
      checked: rows.every((row) => row.checked === 'yes'),
      share: context.exposure.factors.find((factor) => factor.factor === 'genotype')?.share ?? null,
      values: { ...valuesOf(fact), ratio, low: genes.active.low, high: genes.active.high },
      sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
      records: fact.records,
    }),
  ];
}

/** A level within its range outranks what a genotype predicts for the drug itself (not for a prodrug's metabolite). */
function levelOutranks(context: CauseContext): Finding[] | null {
  const { trial, course } = context;
  const level = judgedLevel(trial, course);
  if (!level || (level.verdict !== 'within' && level.verdict !== 'above')) return null;
  return [
    opposes({
      term: 'rapid-clearance-genotype',
      code: 'level-in-range',
      certainty: 'excluded',
      basis: 'measured',
      checked: level.checked,
      values: { day: level.day },
      sources: level.sources.flatMap(sourceIds),
      records: [level.record],
    }),
  ];
}

/** What the person's genotypes say about this drug, for, against, and which gene is untested. */
export function assess(context: CauseContext): FamilyResult {
  const rows = rowsFor(context);
  const facts = context.exposure.genes;
  const byGene = new Map(facts.map((fact) => [fact.gene, fact]));
  const found: Finding[] = [];
  // Genes of which a guideline says that the standard dose suffices.
  const settled = new Set<string>();
  for (const row of rows) {
    const fact = byGene.get(row.gene);
    const matched = fact ? match(row, fact) : 'none';
    if (!fact || matched === 'none') continue;
    if (row.claim === 'standard-dose') settled.add(row.gene);
    else found.push(fromRow(context, row, fact, matched));
  }
  const open = facts.filter((fact) => !settled.has(fact.gene));
  if (found.length === 0 && open.length > 0) found.push(...fromPrediction(context, open));
  const overruled = levelOutranks(context);
  const kept = overruled ? found.filter((finding) => finding.term !== 'rapid-clearance-genotype') : found;
  if (overruled && kept.length < found.length) kept.push(...overruled);

  kept.push(...doseMakesUp(context, kept), ...laboratoryDisagrees(context, rows, kept));

  const untested = [...new Set(rows.map((row) => row.gene))].filter((gene) => !byGene.has(gene));
  const said = new Set(kept.filter((finding) => finding.bearing !== 'missing').map((finding) => finding.term));
  for (const row of rows) {
    const term = TERM_OF[row.mechanism];
    if (said.has(term)) continue;
    said.add(term);
    const fact = byGene.get(row.gene);
    if (fact && fact.phenotype !== 'Indeterminate') {
      const certainty = untested.length === 0 && row.checked === 'yes' ? 'excluded' : 'unlikely';
      kept.push(
        opposes({
          term,
          code: 'genotype-fits',
          certainty,
          basis: 'measured',
          checked: row.checked === 'yes',
          values: valuesOf(fact),
          sources: sourceIds(row.source),
          records: fact.records,
        }),
      );
    }
    const gene =
      rows.find((each) => TERM_OF[each.mechanism] === term && untested.includes(each.gene))?.gene ??
      (fact?.phenotype === 'Indeterminate' ? fact.gene : undefined);
    if (gene !== undefined) kept.push(missing({ term, code: 'gene-untested', check: 'test-gene', values: { gene } }));
  }
  return { findings: kept, gates: [] };
}
