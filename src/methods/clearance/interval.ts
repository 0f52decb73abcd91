/** The interval of a predicted AUC ratio: what the pairs scatter around the model, and what its numbers leave open. */
import type { EnzymeKnowledge, Estimate } from '../../knowledge/enzymes/index.ts';
import { routeActivity } from './auc-ratio.ts';
import type { RouteState } from './routes.ts';

/** A ratio with its 90% interval. */
export type RatioInterval = { value: number; low: number; high: number };

/** Half-width of a 90% interval in standard deviations. */
const NINETY = 1.645;

const logOddsStep = (value: number, estimate: Estimate): number => value * (1 - value) * estimate.spread;

/** Variance of log ratio that the uncertain shares, effects and activities of its routes bring in. */
export const parameterVariance = (routes: readonly RouteState[], ratio: number): number => {
  let variance = 0;
  for (const r of routes) {
    const active = routeActivity(r);
    variance += (ratio * (active - 1) * logOddsStep(r.contribution, r.pathway.estimate)) ** 2;
    for (const { action, strength } of r.acting) {
      const size = action.size.value * strength;
      const left = 1 - size;
      const slope =
        action.effect === 'inhibitor'
          ? (r.contribution * active * logOddsStep(action.size.value, action.size) * strength) / Math.max(left, 1e-9)
          : ((r.contribution * active) / (1 + r.induction)) * ((size * action.size.spread) / (1 + r.selfInduction));
      variance += (ratio * slope) ** 2;
    }
    if (r.genotype) {
      const span = (r.genotype.high - r.genotype.low) / (2 * NINETY);
      const perActivity = r.contribution * (1 - r.inhibition) * (1 + r.induction);
      variance += (ratio * perActivity * span) ** 2;
    }
  }
  return variance;
};

/** The 90% interval around a ratio, from the scatter of observed pairs and the variance of its parameters. */
export const ratioInterval = (
  value: number,
  parameters: number,
  interval: EnzymeKnowledge['interval'],
): RatioInterval => {
  const spread = Math.sqrt(
    interval.base ** 2 + ((value < 1 ? interval.down : interval.up) * Math.log(value)) ** 2 + parameters,
  );
  const factor = Math.exp(NINETY * spread);
  return { value, low: value / factor, high: value * factor };
};

/** Nothing acts: the reference itself. */
export const UNCHANGED: RatioInterval = { value: 1, low: 1, high: 1 };
