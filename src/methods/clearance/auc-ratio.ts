/** The joint AUC ratio: how several enzymes, several drugs and a genotype together change the clearance of one drug. */

/**
 * One route of elimination. `contribution` (CR) is its share of clearance in the reference genotype, `activity` (FA)
 * the
 * genotype's, `inhibition` (IR) the fraction switched off, `induction` (IC) the fold gained; 0 = none.
 */
export type Route = { contribution: number; activity: number; inhibition: number; induction: number };

/** What is left of a route: `FA x (1 - IR) x (1 + IC)`, 1 in the reference person without perpetrators. */
export const routeActivity = (route: Route): number => route.activity * (1 - route.inhibition) * (1 + route.induction);

/**
 * The AUC of a drug relative to the same dose without perpetrators in the reference genotype.
 *
 * `1 / (sum CR x FA x (1 - IR) x (1 + IC) + (1 - sum CR) x (1 + restInduction))`. The contributions must sum to at
 * most 1;
 * `restInduction` is what an inducer does to routes that no row names. Nothing left to clear the drug gives Infinity.
 * @source ohno-2007-auc-ratio
 * @source castellan-2013-genotype
 * @example jointAucRatio([{ contribution: 0.9, activity: 0, inhibition: 0, induction: 0 }]) //=> 10
 */
export const jointAucRatio = (routes: readonly Route[], restInduction = 0): number => {
  let rest = 1;
  let clearance = 0;
  for (const route of routes) {
    rest -= route.contribution;
    clearance += route.contribution * routeActivity(route);
  }
  return 1 / (clearance + rest * (1 + restInduction));
};
