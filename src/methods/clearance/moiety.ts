/** The active moiety: what a prodrug's metabolite, or parent and metabolite together, come to. */
import type { EnzymeKnowledge, Metabolite } from '../../knowledge/enzymes/index.ts';
import { jointAucRatio, type Route } from './auc-ratio.ts';
import type { RatioInterval } from './interval.ts';
import { type Acting, enzymeState, type GeneState, genotypeActivity } from './routes.ts';

/**
 * The active moiety's ratio. `share` is the part of an active metabolite that `enzyme` forms; where it is unknown
 * `value` is null and the range spans all shares.
 */
export type MoietyRatio = {
  moiety: 'parent' | 'metabolite' | 'sum';
  name: string;
  value: number | null;
  low: number;
  high: number;
  enzyme: string;
  share: number | null;
};

type Formed = { activating: number; activatingLow: number; activatingHigh: number; clearance: number };

const formedOf = (
  victim: string,
  metabolite: Metabolite,
  acting: readonly Acting[],
  genes: readonly GeneState[],
  knowledge: EnzymeKnowledge,
): Formed => {
  const routeFor = (enzyme: string, contribution: number): Route => {
    const { inhibition, induction } = enzymeState(enzyme, acting, 0);
    return {
      contribution,
      activity: genotypeActivity(enzyme, victim, genes, knowledge)?.value ?? 1,
      inhibition,
      induction,
    };
  };
  const { enzyme } = metabolite.row;
  const genotype = genotypeActivity(enzyme, victim, genes, knowledge);
  const drugs = routeFor(enzyme, 1);
  const byDrugs = (1 - drugs.inhibition) * (1 + drugs.induction);
  return {
    activating: (genotype?.value ?? 1) * byDrugs,
    activatingLow: (genotype?.low ?? 1) * byDrugs,
    activatingHigh: (genotype?.high ?? 1) * byDrugs,
    clearance: 1 / jointAucRatio(metabolite.pathways.map((p) => routeFor(p.enzyme, p.share))),
  };
};

/**
 * The exposure to what acts, relative to the reference person without perpetrators.
 *
 * Metabolite: `(a x FA x (1 - IR) x (1 + IC) + (1 - a)) x AUCR(parent) / clearance(metabolite)`, a = the part of it
 * that the enzyme forms; sum: parent and metabolite weighted by their part of the effect. A metabolite formed by
 * esterases or other enzymes follows the parent's ratio. A ratio of the metabolite observed with this perpetrator
 * outranks the formula; beside another genotype than the reference its loss is put into the formula. A drug without a row acts itself.
 */
export const activeMoiety = (
  victim: string,
  parent: RatioInterval,
  acting: readonly Acting[],
  genes: readonly GeneState[],
  knowledge: EnzymeKnowledge,
): MoietyRatio => {
  const metabolite = knowledge.metabolites.get(victim);
  if (!metabolite) return { moiety: 'parent', name: victim, enzyme: '', share: null, ...parent };
  const { row } = metabolite;
  const common = { moiety: row.kind, name: row.metabolite, enzyme: row.enzyme, share: row.share };
  if (row.activation !== 'cyp') return { ...common, ...parent };
  const formed = formedOf(victim, metabolite, acting, genes, knowledge);
  const weight = row.kind === 'metabolite' ? 1 : (row.metaboliteWeight ?? 1);
  const at = (share: number, activating: number, parentRatio: number): number =>
    (1 - weight) * parentRatio + weight * ((share * activating + 1 - share) * (parentRatio / formed.clearance));
  const shares = [row.shareLow ?? 0, row.shareHigh ?? 1];
  const parents = [parent.low, parent.value, parent.high];
  const corners = shares.flatMap((s) =>
    [formed.activatingLow, formed.activating, formed.activatingHigh].map((k) => at(s, k, parent.value)),
  );
  const observed = acting
    .map((a) => knowledge.observedActivation.get(`${victim}|${a.drug}`))
    .find((r) => r !== undefined);
  const activity = genotypeActivity(row.enzyme, victim, genes, knowledge)?.value ?? 1;
  if (observed && activity === 1) {
    const whole = (ratio: number): number => (1 - weight) * parent.value + weight * ratio;
    return { ...common, value: whole(observed.ratio), low: whole(observed.low), high: whole(observed.high) };
  }
  if (observed && row.share !== null) {
    // What was observed is a loss of the enzyme's part; a genotype leaves that part larger or smaller, never the rest.
    const share = row.share;
    const lowered = (ratio: number): number =>
      at(share, activity * Math.max(0, (ratio - (1 - share)) / share), parent.value);
    return { ...common, value: lowered(observed.ratio), low: lowered(observed.low), high: lowered(observed.high) };
  }
  // The activating enzyme's own effect is as uncertain as the parent's: the parent's interval stands for it.
  const value = row.share === null ? null : at(row.share, formed.activating, parent.value);
  const centre = value ?? parent.value;
  const around = parents.map((p) => (centre * p) / parent.value);
  return { ...common, value, low: Math.min(...corners, ...around), high: Math.max(...corners, ...around) };
};
