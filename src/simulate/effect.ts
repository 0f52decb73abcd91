/** From exposure to effect, and from effect to what is measured. */
import type { Scenario } from '../knowledge/simulation/index.ts';

/** Numbers of the exposure-response curve and of its course over time. */
export interface EffectNumbers {
  halfEffect: number;
  hill: number;
  fullEffectDays: number;
  offEffectDays: number;
}

/** What decides the effect of one drug in one person. */
export interface Response {
  /** share of the baseline removed at the reference exposure */
  fall: number;
  /** relative exposure of the active moiety while the drug is taken */
  exposure: number;
  /** day (from the start of the drug) on which supply ends for good; null: never */
  endDay: number | null;
  /** days over which the effect is lost at the same exposure; null: it is kept */
  fade: { from: number; to: number } | null;
}

/**
 * Share of the effect at the reference exposure that a relative exposure gives, at most 1: a sigmoid Emax curve.
 * @example effectShare(1, 0.65, 4) //=> 1
 */
export function effectShare(exposure: number, halfEffect: number, hill: number): number {
  const at = (value: number): number => value ** hill / (value ** hill + halfEffect ** hill);
  return Math.min(1, at(exposure) / at(1));
}

/** Share of the baseline removed on a day after the start of the drug. */
export function fallOn(day: number, response: Response, numbers: EffectNumbers): number {
  const begun = Math.min(1, day / numbers.fullEffectDays);
  const { endDay, fade } = response;
  const left = endDay === null ? 1 : Math.min(1, Math.max(0, 1 - (day - endDay) / numbers.offEffectDays));
  const kept = fade === null ? 1 : Math.min(1, Math.max(0, 1 - (day - fade.from) / (fade.to - fade.from)));
  return response.fall * effectShare(response.exposure, numbers.halfEffect, numbers.hill) * begun * left * kept;
}

/** A value as the instrument shows it: rounded, within its range. */
export function shown(value: number, measure: Scenario['measure']): number {
  const factor = 10 ** measure.decimals;
  const rounded = Math.round(value * factor) / factor;
  return Math.min(measure.high, Math.max(measure.low, rounded));
}

/** Does a value meet the criterion of its scenario? */
export function isGood(value: number, baseline: number, criterion: Scenario['criterion']): boolean {
  if (criterion.kind === 'gone') return value === 0;
  if (criterion.kind === 'level') return value < criterion.response;
  const fall = baseline - value;
  return fall >= criterion.response * baseline || fall >= (criterion.responseUnits ?? Number.POSITIVE_INFINITY);
}

function isPartial(value: number, baseline: number, criterion: Scenario['criterion']): boolean {
  if (criterion.kind === 'level') return baseline - value >= criterion.partial;
  const fall = baseline - value;
  return fall >= criterion.partial * baseline || fall >= (criterion.partialUnits ?? Number.POSITIVE_INFINITY);
}

/** The true course of values measured after the adequate time, in their order. */
export function courseOf(values: readonly number[], baseline: number, criterion: Scenario['criterion']): string {
  const last = values.at(-1);
  if (last === undefined) return 'too-early-to-judge';
  if (isGood(last, baseline, criterion)) return 'responding';
  if (values.some((value) => isGood(value, baseline, criterion))) return 'secondary-non-response';
  return isPartial(last, baseline, criterion) ? 'partial-response' : 'primary-non-response';
}
