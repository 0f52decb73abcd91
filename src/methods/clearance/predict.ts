/** Predicts the exposure to one drug under a person's genes and co-medication. */
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { jointAucRatio } from './auc-ratio.ts';
import { parameterVariance, type RatioInterval, ratioInterval, UNCHANGED } from './interval.ts';
import { activeMoiety, type MoietyRatio } from './moiety.ts';
import {
  type Acting,
  actionsOf,
  type GeneState,
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

/**
 * A predicted exposure. All ratios are AUC relative to the same dose in the reference genotype without perpetrators;
 * `ratio` is the swallowed drug's, `active` that of what acts. `joint` = ratio / (genotype x drugs): what only gene and
 * drug together explain. `ratio.value` is null where no pathway of the victim is known: the range is then what the
 * perpetrators could do at most. `unknown` names drugs of which nothing is known: not assessed, never "no interaction".
 */
export type ExposurePrediction = {
  victim: string;
  ratio: { value: number | null; low: number | null; high: number | null };
  active: {
    moiety: MoietyRatio['moiety'];
    name: string;
    enzyme: string;
    value: number | null;
    low: number | null;
    high: number | null;
  };
  genotype: RatioInterval;
  drugs: RatioInterval;
  joint: number;
  routes: readonly RouteState[];
  unknown: readonly string[];
};

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

const unknownVictim = (
  victim: string,
  acting: readonly Acting[],
  unknown: readonly string[],
  anyone: boolean,
): ExposurePrediction => {
  const range = anyone && acting.length > 0 ? widestRange(acting) : null;
  const ratio = { value: null, low: range?.low ?? null, high: range?.high ?? null };
  return {
    victim,
    ratio,
    active: { moiety: 'parent', name: victim, enzyme: '', ...ratio },
    genotype: UNCHANGED,
    drugs: UNCHANGED,
    joint: 1,
    routes: [],
    unknown: [victim, ...unknown],
  };
};

/**
 * Predicts the AUC ratio of a drug, alone for genes, alone for drugs, and jointly, each with a 90% interval.
 *
 * Names are the packs' lower-case generic names. The victim among its own perpetrators is ignored. Where every
 * perpetrator is unknown and no gene applies the value is null.
 * @source ohno-2007-auc-ratio
 * @source castellan-2013-genotype
 */
export const predictExposure = (request: ExposureRequest, knowledge: EnzymeKnowledge): ExposurePrediction => {
  const { victim } = request;
  const genes = request.genes ?? [];
  const others = request.perpetrators.filter((p) => p.drug !== victim);
  const unknown = others.filter((p) => !knowledge.perpetrators.has(p.drug)).map((p) => p.drug);
  const acting = actionsOf(victim, others, knowledge);
  if (!knowledge.victims.has(victim)) return unknownVictim(victim, acting, unknown, others.length > 0);
  const routes = routesOf(victim, acting, genes, knowledge);
  const rest = restInductionOf(acting, knowledge);
  const byGenes = routes.some((r) => r.genotype !== null);
  const byDrugs = others.length > unknown.length;
  const ratio = withInterval(routes, rest, byGenes || byDrugs, knowledge);
  const genotype =
    byGenes && byDrugs
      ? withInterval(routesOf(victim, [], genes, knowledge), 0, true, knowledge)
      : byGenes
        ? ratio
        : UNCHANGED;
  const drugs =
    byGenes && byDrugs
      ? withInterval(routesOf(victim, acting, [], knowledge), rest, true, knowledge)
      : byDrugs
        ? ratio
        : UNCHANGED;
  const silent = others.length > 0 && !byDrugs && !byGenes;
  const nothing = { value: null, low: null, high: null };
  const active = activeMoiety(victim, ratio, acting, genes, knowledge);
  return {
    victim,
    ratio: silent ? nothing : ratio,
    active: silent ? { ...active, ...nothing } : active,
    genotype,
    drugs,
    joint: ratio.value / (genotype.value * drugs.value),
    routes,
    unknown,
  };
};
