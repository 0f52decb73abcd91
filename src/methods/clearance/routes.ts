/** The routes of one victim as the drugs and genes of one person leave them. */
import type { Action, EnzymeKnowledge, GenotypeActivityRow, Pathway } from '../../knowledge/enzymes/index.ts';
import { reaches } from '../../knowledge/enzymes/index.ts';
import type { Route } from './auc-ratio.ts';
import { type Period, presenceInWindow } from './time-course.ts';

/** A co-medication; `use` says on which days, else it is taken as fully present throughout. */
export type Perpetrator = {
  drug: string;
  use?: { periods: readonly Period[]; window: { startDay: number; endDay: number } };
};

/** A person's genotype for one gene: its possible phenotypes, and its activity score where the gene has one. */
export type GeneState = {
  gene: string;
  phenotypes: readonly string[];
  scores?: readonly { low: number; high: number }[];
};

/** An action at the strength it has in the window. */
export type Acting = { drug: string; action: Action; strength: number };

/** Activity of an enzyme relative to the reference genotype, with its range. */
export type Activity = { value: number; low: number; high: number; rows: readonly GenotypeActivityRow[] };

/** A route with all that was applied to it. */
export type RouteState = Route & {
  pathway: Pathway;
  acting: readonly Acting[];
  genotype: Activity | null;
  selfInduction: number;
};

export const PER_SCORE_UNIT = 'per score unit';

/** Every action of the perpetrators at its strength in the window; a drug never acts on itself. */
export const actionsOf = (
  victim: string,
  perpetrators: readonly Perpetrator[],
  knowledge: EnzymeKnowledge,
): Acting[] => {
  const acting: Acting[] = [];
  for (const { drug, use } of perpetrators) {
    if (drug === victim) continue;
    for (const action of knowledge.perpetrators.get(drug) ?? []) {
      const presence = use ? presenceInWindow(action.row, use.periods, use.window) : null;
      const strength = presence === null ? 1 : presence.context ? 0 : presence.strength;
      if (strength > 0) acting.push({ drug, action, strength });
    }
  }
  return acting;
};

const CAP_OF_OPEN_SCORE = 1;

/**
 * The activity of an enzyme for one victim under the person's genotype, or null where no gene of theirs speaks for it.
 *
 * Scored genes use the score (an open score "at least 3" ranges one unit up); else the rows of the possible phenotypes.
 */
export const genotypeActivity = (
  enzyme: string,
  victim: string,
  genes: readonly GeneState[],
  knowledge: EnzymeKnowledge,
): Activity | null => {
  for (const state of genes) {
    const rows = (knowledge.activity.get(state.gene) ?? []).filter(
      (r) => r.enzyme === enzyme && (r.drug === '' || r.drug === victim),
    );
    const unit = rows.find((r) => r.phenotype === PER_SCORE_UNIT);
    if (unit && state.scores && state.scores.length > 0) {
      const low = Math.min(...state.scores.map((s) => s.low)) * unit.activity;
      const top = Math.max(...state.scores.map((s) => Math.min(s.high, s.low + CAP_OF_OPEN_SCORE))) * unit.activity;
      return { value: (low + top) / 2, low: low * unit.low, high: top * unit.high, rows: [unit] };
    }
    const found = rows.filter((r) => state.phenotypes.includes(r.phenotype));
    if (found.length === 0) continue;
    const value = found.reduce((sum, r) => sum + r.activity, 0) / found.length;
    return {
      value,
      low: Math.min(...found.map((r) => r.low)),
      high: Math.max(...found.map((r) => r.high)),
      rows: found,
    };
  }
  return null;
};

const strongest = (acting: readonly Acting[]): number => {
  let most = 0;
  for (const a of acting) if (a.action.effect === 'inducer') most = Math.max(most, a.action.size.value * a.strength);
  return most;
};

/** What one enzyme is left with: inhibitors multiply, of several inducers the strongest counts. */
export const enzymeState = (
  enzyme: string,
  acting: readonly Acting[],
  selfInduction: number,
  inductionScale = 1,
): { inhibition: number; induction: number; acting: Acting[] } => {
  const here = acting.filter((a) => reaches(a.action.target, enzyme));
  let left = 1;
  for (const a of here) if (a.action.effect === 'inhibitor') left *= 1 - a.action.size.value * a.strength;
  // A drug that induces its own enzyme already runs on the induced enzyme: only what goes beyond counts.
  const induction = (1 + Math.max(strongest(here) * inductionScale, selfInduction)) / (1 + selfInduction) - 1;
  return { inhibition: 1 - left, induction, acting: here };
};

/** How far a drug induces an enzyme of its own. */
export const selfInductionOf = (victim: string, enzyme: string, knowledge: EnzymeKnowledge): number => {
  let most = 0;
  for (const action of knowledge.perpetrators.get(victim) ?? [])
    if (action.effect === 'inducer' && reaches(action.target, enzyme)) most = Math.max(most, action.size.value);
  return most;
};

/** The routes of a victim under the acting perpetrators and the person's genes. */
export const routesOf = (
  victim: string,
  acting: readonly Acting[],
  genes: readonly GeneState[],
  knowledge: EnzymeKnowledge,
): RouteState[] =>
  (knowledge.victims.get(victim) ?? []).map((pathway): RouteState => {
    const selfInduction = selfInductionOf(victim, pathway.enzyme, knowledge);
    const genotype = genes.length === 0 ? null : genotypeActivity(pathway.enzyme, victim, genes, knowledge);
    const state = enzymeState(pathway.enzyme, acting, selfInduction, pathway.row.inductionScale ?? 1);
    return { contribution: pathway.share, activity: genotype?.value ?? 1, ...state, pathway, genotype, selfInduction };
  });

/**
 * What the inducers do to routes no row names: the class of the strongest CYP3A inducer, at its strength in the
 * window.
 */
export const restInductionOf = (acting: readonly Acting[], knowledge: EnzymeKnowledge): number => {
  let most = 0;
  for (const { action, strength } of acting)
    if (action.effect === 'inducer' && action.target === 'CYP3A')
      most = Math.max(most, (knowledge.restInduction.get(action.row.strength)?.value ?? 0) * strength);
  return most;
};
