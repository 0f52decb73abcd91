/** Phenoconversion: the phenotype a person shows while another drug inhibits or induces the enzyme. */
import { type EnzymeKnowledge, reaches } from '../../knowledge/enzymes/index.ts';
import { type CutOffScheme, type GeneKnowledge, phenoconversionKey } from '../../knowledge/genes/index.ts';
import { type Score, scorePhenotype } from './diplotype.ts';

export type Strength = 'strong' | 'moderate' | 'weak';
export type Modulator = { drug: string; effect: 'inhibitor' | 'inducer'; strength: Strength };

/**
 * A phenotype shifted by drugs. `drivers` are the drugs that did it; `model` is true where no consensus stands behind
 * the rule (every shift by an inducer, and every gene other than CYP2D6).
 */
export type Phenoconversion = { score: Score | null; phenotype: string; drivers: readonly string[]; model: boolean };

const LADDER = [
  'Poor Metabolizer',
  'Intermediate Metabolizer',
  'Normal Metabolizer',
  'Rapid Metabolizer',
  'Ultrarapid Metabolizer',
];
const ORDER: readonly Strength[] = ['strong', 'moderate', 'weak'];

// Inhibitors win over inducers, and of several the strongest counts: no published rule adds them up.
const leading = (modulators: readonly Modulator[]): Modulator | undefined => {
  for (const effect of ['inhibitor', 'inducer'] as const)
    for (const strength of ORDER) {
      const found = modulators.find((m) => m.effect === effect && m.strength === strength);
      if (found) return found;
    }
  return undefined;
};

const stepped = (phenotype: string, value: string): string => {
  const rung = LADDER.indexOf(phenotype.replace(/^(Likely|Possible) /, ''));
  if (rung < 0) return phenotype;
  if (value === 'to-poor') return LADDER[0] ?? phenotype;
  return LADDER[Math.min(LADDER.length - 1, Math.max(0, rung + Number(value)))] ?? phenotype;
};

/**
 * Shifts a genetic score or phenotype by the co-medication that acts on the same enzyme.
 *
 * CYP2D6: score times 0 (strong), 0.5 (moderate), 1 (weak), then the same cut-offs; no inducers. CYP2C19: steps on the
 * phenotype ladder, labelled a model. A gene without a rule comes back unshifted with no drivers. The victim must not
 * be
 * among the modulators: a drug does not convert itself, so the caller leaves it out.
 * @source cicali-2021-phenoconversion score factors
 */
export const phenoconvert = (
  gene: string,
  genetic: { score: Score | null; phenotype: string },
  modulators: readonly Modulator[],
  knowledge: GeneKnowledge,
  scheme: CutOffScheme = 'cpic',
): Phenoconversion => {
  const unshifted: Phenoconversion = { ...genetic, drivers: [], model: false };
  const lead = leading(
    modulators.filter((m) => knowledge.phenoconversion.has(phenoconversionKey(gene, m.effect, m.strength))),
  );
  const rule = lead && knowledge.phenoconversion.get(phenoconversionKey(gene, lead.effect, lead.strength));
  const table = knowledge.genes.get(gene);
  if (!lead || !rule || !table) return unshifted;
  const drivers = modulators.filter((m) => m.effect === lead.effect && m.strength === lead.strength).map((m) => m.drug);
  const model = gene !== 'CYP2D6' || lead.effect === 'inducer';
  if (rule.rule === 'phenotype-step')
    return { score: null, phenotype: stepped(genetic.phenotype, rule.value), drivers, model };
  if (rule.rule === 'activity-factor' || !genetic.score) return unshifted;
  const factor = Number(rule.value);
  const times = (x: number): number => (factor === 0 ? 0 : x * factor);
  const score = { low: times(genetic.score.low), high: times(genetic.score.high) };
  return { score, phenotype: scorePhenotype(table, score.low, scheme), drivers, model };
};

/** The drugs that act on a gene's enzyme, with the strength class a rule of phenoconversion asks for. */
export const modulatorsOf = (gene: string, drugs: readonly string[], enzymes: EnzymeKnowledge): Modulator[] =>
  drugs.flatMap((drug) =>
    (enzymes.perpetrators.get(drug) ?? []).flatMap(({ target, effect, row }): Modulator[] =>
      reaches(target, gene) && row.strength !== 'unclassified' ? [{ drug, effect, strength: row.strength }] : [],
    ),
  );

/**
 * The phenotype shown beside drugs for every reading of a genotype, joined with " or ", or null where nothing shifts
 * it.
 *
 * @example
 * shownPhenotype({ gene: 'CYP2D6', phenotypes: ['Normal Metabolizer'], scores: [{ low: 2, high: 2 }] }, ['paroxetine'], packs)
 * //=> { phenotype: 'Poor Metabolizer', drivers: ['paroxetine'], model: false }
 */
export const shownPhenotype = (
  genetic: { gene: string; phenotypes: readonly string[]; scores: readonly { low: number; high: number | null }[] },
  drugs: readonly string[],
  packs: { genes: GeneKnowledge; enzymes: EnzymeKnowledge },
): { phenotype: string; drivers: readonly string[]; model: boolean } | null => {
  const modulators = modulatorsOf(genetic.gene, drugs, packs.enzymes);
  const shown = genetic.phenotypes.map((phenotype, place) => {
    const score = genetic.scores[place];
    const known = score ? { low: score.low, high: score.high ?? Number.POSITIVE_INFINITY } : null;
    return phenoconvert(genetic.gene, { score: known, phenotype }, modulators, packs.genes);
  });
  const drivers = [...new Set(shown.flatMap((each) => each.drivers))];
  if (drivers.length === 0) return null;
  const phenotype = [...new Set(shown.map((each) => each.phenotype))].join(' or ');
  return { phenotype, drivers, model: shown.some((each) => each.model) };
};
