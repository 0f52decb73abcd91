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

const byScore = (unit: GenotypeActivityRow, scores: NonNullable<GeneState['scores']>): Activity => {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const score of scores) {
    low = Math.min(low, score.low * unit.activity);
    high = Math.max(high, Math.min(score.high, score.low + CAP_OF_OPEN_SCORE) * unit.activity);
  }
  return { value: (low + high) / 2, low: low * unit.low, high: high * unit.high, rows: [unit] };
};

const byPhenotype = (rows: readonly GenotypeActivityRow[]): Activity => {
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const row of rows) {
    sum += row.activity;
    low = Math.min(low, row.low);
    high = Math.max(high, row.high);
  }
  return { value: sum / rows.length, low, high, rows };
};

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
    const found: GenotypeActivityRow[] = [];
    let unit: GenotypeActivityRow | null = null;
    for (const row of knowledge.activity.get(state.gene) ?? []) {
      if (row.enzyme !== enzyme || (row.drug !== '' && row.drug !== victim)) continue;
      if (row.phenotype === PER_SCORE_UNIT) unit = row;
      else if (state.phenotypes.includes(row.phenotype)) found.push(row);
    }
    if (unit && state.scores && state.scores.length > 0) return byScore(unit, state.scores);
    if (found.length > 0) return byPhenotype(found);
  }
  return null;
};

type EnzymeState = { inhibition: number; induction: number; acting: readonly Acting[] };

const UNTOUCHED: EnzymeState = { inhibition: 0, induction: 0, acting: [] };

/** What one enzyme is left with: inhibitors multiply, of several inducers the strongest counts. */
export const enzymeState = (
  enzyme: string,
  acting: readonly Acting[],
  selfInduction: number,
  inductionScale = 1,
): EnzymeState => {
  let here: Acting[] | null = null;
  let left = 1;
  let strongest = 0;
  for (const a of acting) {
    if (!reaches(a.action.target, enzyme)) continue;
    if (here) here.push(a);
    else here = [a];
    const size = a.action.size.value * a.strength;
    if (a.action.effect === 'inhibitor') left *= 1 - size;
    else if (size > strongest) strongest = size;
  }
  if (!here) return UNTOUCHED;
  // A drug that induces its own enzyme already runs on the induced enzyme: only what goes beyond counts.
  const induction = (1 + Math.max(strongest * inductionScale, selfInduction)) / (1 + selfInduction) - 1;
  return { inhibition: 1 - left, induction, acting: here };
};

/** The routes of a victim under the acting perpetrators and the person's genes. */
export const routesOf = (
  victim: string,
  acting: readonly Acting[],
  genes: readonly GeneState[],
  knowledge: EnzymeKnowledge,
): RouteState[] =>
  (knowledge.victims.get(victim) ?? []).map((pathway): RouteState => {
    const { selfInduction } = pathway;
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
