/** Predicts the exposure to one drug under a person's genes and co-medication. */
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { jointAucRatio } from './auc-ratio.ts';
import { parameterVariance, type RatioInterval, ratioInterval, UNCHANGED } from './interval.ts';
import { activeMoiety, type MoietyRatio } from './moiety.ts';
import {
  type Acting,
  actionsOf,
  type GeneState,
  genotypeActivity,
  type Perpetrator,
  type RouteState,
  restInductionOf,
  routesOf,
} from './routes.ts';

export type ExposureRequest = {
  victim: string;
  perpetrators: readonly Perpetrator[];
  genes?: readonly GeneState[];
};

type Range = { value: number | null; low: number | null; high: number | null };

/**
 * A predicted exposure. All ratios are AUC relative to the same dose in the reference genotype without perpetrators.
 *
 * `ratio` is the swallowed drug's, `active` that of what acts; `genotype` and `drugs` are what the swallowed drug's
 * would be by genes or by drugs alone, `activeGenotype` and `activeDrugs` the active moiety's. `joint` and
 * `activeJoint` = both / (genotype x drugs): what only gene and drug together explain. `ratio.value` is null where no
 * pathway of the victim is known: the range is then what the perpetrators could do at most. `unknown` names drugs of
 * which nothing is known: not assessed, never "no interaction".
 */
export type ExposurePrediction = {
  victim: string;
  ratio: Range;
  active: Range & Pick<MoietyRatio, 'moiety' | 'name' | 'enzyme' | 'share'>;
  genotype: RatioInterval;
  drugs: RatioInterval;
  joint: number;
  activeGenotype: Range;
  activeDrugs: Range;
  activeJoint: number | null;
  routes: readonly RouteState[];
  unknown: readonly string[];
};

const NOTHING: Range = { value: null, low: null, high: null };

const withInterval = (
  routes: readonly RouteState[],
  rest: number,
  changed: boolean,
  knowledge: EnzymeKnowledge,
): RatioInterval => {
  if (!changed) return UNCHANGED;
  const value = jointAucRatio(routes, rest);
  return ratioInterval(value, parameterVariance(routes, value), knowledge.interval);
};

// The most a drug could lose or gain if one of the touched enzymes cleared all of it.
const widestRange = (acting: readonly Acting[]): { low: number; high: number } => {
  let low = 1;
  let high = 1;
  for (const { action, strength } of acting) {
    const size = action.size.value * strength;
    if (action.effect === 'inducer') low = Math.min(low, 1 / (1 + size));
    else high = Math.max(high, 1 / (1 - size));
  }
  return { low, high };
};

type Outcome = { ratio: RatioInterval; active: MoietyRatio; routes: readonly RouteState[] };

const outcomeOf = (
  victim: string,
  acting: readonly Acting[],
  genes: readonly GeneState[],
  changed: boolean,
  knowledge: EnzymeKnowledge,
): Outcome => {
  const routes = routesOf(victim, acting, genes, knowledge);
  const ratio = withInterval(routes, restInductionOf(acting, knowledge), changed, knowledge);
  return { ratio, routes, active: activeMoiety(victim, ratio, acting, genes, knowledge) };
};

const referenceOf = ({ active, routes }: Outcome): Outcome => ({
  ratio: UNCHANGED,
  active: { ...active, ...UNCHANGED },
  routes,
});

const genesMatter = (
  victim: string,
  genes: readonly GeneState[],
  routes: readonly RouteState[],
  knowledge: EnzymeKnowledge,
): boolean => {
  if (genes.length === 0) return false;
  const activating = knowledge.metabolites.get(victim)?.row.enzyme ?? '';
  return routes.some((r) => r.genotype !== null) || genotypeActivity(activating, victim, genes, knowledge) !== null;
};

/**
 * Predicts the AUC ratio of a drug, alone for genes, alone for drugs, and jointly, each with a 90% interval.
 *
 * Names are the packs' lower-case generic names. The victim among its own perpetrators is ignored. Where every
 * perpetrator is unknown and no gene applies the value is null. A prodrug of which only the activation is known has an
 * active moiety and no ratio of its own.
 * @source ohno-2007-auc-ratio
 * @source castellan-2013-genotype
 */
export const predictExposure = (request: ExposureRequest, knowledge: EnzymeKnowledge): ExposurePrediction => {
  const { victim } = request;
  const genes = request.genes ?? [];
  const others = request.perpetrators.filter((p) => p.drug !== victim);
  const unknown = others.filter((p) => !knowledge.perpetrators.has(p.drug)).map((p) => p.drug);
  const acting = actionsOf(victim, others, knowledge);
  const byDrugs = others.length > unknown.length;
  const known = knowledge.victims.has(victim);
  const activated = knowledge.metabolites.get(victim)?.row.activation === 'cyp';
  const both = outcomeOf(victim, acting, genes, byDrugs || genes.length > 0, knowledge);
  const byGenes = genesMatter(victim, genes, both.routes, knowledge);
  const changed = byDrugs || byGenes;
  const joint = changed ? both : referenceOf(both);
  const nothing = byGenes && byDrugs ? joint : referenceOf(both);
  const genotype = !byGenes ? nothing : byDrugs ? outcomeOf(victim, [], genes, true, knowledge) : joint;
  const drugs = !byDrugs ? nothing : byGenes ? outcomeOf(victim, acting, [], true, knowledge) : joint;
  const silent = others.length > 0 && !changed;
  const { moiety, name, enzyme, share } = joint.active;
  const activeParts = [joint.active.value, genotype.active.value, drugs.active.value];
  const [all = null, genotypePart = null, drugPart = null] = activeParts;
  const widest = others.length > 0 && acting.length > 0 ? { value: null, ...widestRange(acting) } : NOTHING;
  const ratio = known ? (silent ? NOTHING : joint.ratio) : widest;
  const active = silent ? NOTHING : known || activated ? joint.active : widest;
  return {
    victim,
    ratio,
    active: { moiety, name, enzyme, share, value: active.value, low: active.low, high: active.high },
    genotype: genotype.ratio,
    drugs: drugs.ratio,
    joint: joint.ratio.value / (genotype.ratio.value * drugs.ratio.value),
    activeGenotype: genotype.active,
    activeDrugs: drugs.active,
    activeJoint: all === null || !genotypePart || !drugPart ? null : all / (genotypePart * drugPart),
    routes: joint.routes,
    unknown: known || activated ? unknown : [victim, ...unknown],
  };
};
