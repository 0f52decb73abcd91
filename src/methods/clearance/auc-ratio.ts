/** The joint AUC ratio: how several enzymes, several drugs and a genotype together change the clearance of one drug. */

/**
 * One route of elimination. `contribution` (CR) is its share of clearance in the reference genotype, `activity` (FA) the
 * genotype's, `inhibition` (IR) the fraction switched off, `induction` (IC) the fold gained, 0 = none.
 */
export type Route = { contribution: number; activity: number; inhibition: number; induction: number };

/** Shares of clearance never add up to more than this; what is left over nobody touches. */
const LARGEST_KNOWN_SHARE = 0.995;

/**
 * The AUC of a drug relative to the same dose without perpetrators in the reference genotype.
 *
 * `1 / (sum CR x FA x (1 - IR) x (1 + IC) + (1 - sum CR) x (1 + restInduction))`; shares that add up to more than 0.995
 * are scaled down to it. `restInduction` is what an inducer does to routes that no row names.
 * @source ohno-2007-auc-ratio, tod-2011-genotype
 * @example jointAucRatio([{ contribution: 0.9, activity: 1, inhibition: 0.95, induction: 0 }]) //=> 6.8966 (rounded)
 */
export const jointAucRatio = (routes: readonly Route[], restInduction = 0): number => {
  let known = 0;
  for (const r of routes) known += r.contribution;
  const scale = known > LARGEST_KNOWN_SHARE ? LARGEST_KNOWN_SHARE / known : 1;
  let clearance = (1 - known * scale) * (1 + restInduction);
  for (const r of routes) clearance += r.contribution * scale * r.activity * (1 - r.inhibition) * (1 + r.induction);
  return 1 / clearance;
};
