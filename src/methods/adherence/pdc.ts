import { combine, type DayInterval, daysWithin, union } from './intervals.ts';
import { type Fill, supplyTimeline } from './supply-timeline.ts';

/** A dispensing with the drug it is of: fills of one drug are laid end to end, fills of different drugs overlap. */
export interface DrugFill extends Fill {
  readonly drug: string;
}

/**
 * What a hospital stay does to the measure: `shift` takes its days out of the period and holds the supply until after
 * it (CMS since the 2013 ratings); `subtract` takes its days out of the period only; `covered` counts its days as
 * covered; `ignore` changes nothing.
 */
export type StayRule = 'shift' | 'subtract' | 'covered' | 'ignore';

export interface PdcRules {
  /** Adherent from this share on, compared with `>=`: 0.8, for antiretrovirals 0.9. */
  readonly threshold: number;
  /** Fills on different days without which the patient is not measured. */
  readonly minimumFillDays: number;
  /** Days the first fill must lie before the period's end. */
  readonly minimumPeriodDays: number;
  /** Drugs that must be supplied together: one for any drug of the class, more for a combined regimen. */
  readonly minimumDrugs: number;
  readonly stayRule: StayRule;
}

export interface PdcPeriod {
  /** Measurement period `[from, to)`; the treatment period begins with the first fill inside it. */
  readonly from: number;
  readonly to: number;
  /** First day after disenrolment or death, if earlier than `to`. */
  readonly observedUntil?: number;
  readonly stays?: readonly DayInterval[];
  readonly inHospice?: boolean;
}

export type PdcExclusion =
  | 'hospice'
  | 'no-fill-in-period'
  | 'too-few-fills'
  | 'period-too-short'
  | 'period-in-hospital';

export type Pdc =
  | {
      readonly pdc: number;
      readonly adherent: boolean;
      readonly coveredDays: number;
      readonly periodDays: number;
      /** Treatment period `[from, to)`. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly pdc: null; readonly reason: PdcExclusion };

/**
 * Proportion of days covered, as quality measures count it: days of the treatment period on which supply was at hand,
 * over its days. Supply is cut off at the period's end.
 *
 * @source pqa-pdc treatment period, overlapping fills, eligibility
 * @source cms-star-pdc-inpatient hospital stays
 * @example
 * proportionOfDaysCovered([{ day: 0, daysSupply: 90, id: 'a', drug: 'x' }], { from: 0, to: 180 }, rules);
 * //=> { pdc: 0.5, adherent: false, coveredDays: 90, periodDays: 180, from: 0, to: 180 }
 */
export function proportionOfDaysCovered(fills: readonly DrugFill[], period: PdcPeriod, rules: PdcRules): Pdc {
  if (period.inHospice) return { pdc: null, reason: 'hospice' };
  const to = Math.min(period.to, period.observedUntil ?? period.to);
  const inside = fills.filter((fill) => fill.day >= period.from && fill.day < to);
  if (inside.length === 0) return { pdc: null, reason: 'no-fill-in-period' };
  if (new Set(inside.map((fill) => fill.day)).size < rules.minimumFillDays)
    return { pdc: null, reason: 'too-few-fills' };
  const from = Math.min(...inside.map((fill) => fill.day));
  if (to - from < rules.minimumPeriodDays) return { pdc: null, reason: 'period-too-short' };

  const stays = rules.stayRule === 'ignore' ? [] : union(period.stays ?? []);
  const held = rules.stayRule === 'shift' ? { stays } : {};
  const timelines = [...new Set(inside.map((fill) => fill.drug))].map((drug) =>
    supplyTimeline(
      inside.filter((fill) => fill.drug === drug),
      { ...held, until: to },
    ),
  );
  const supplied = rules.minimumDrugs > 1 ? suppliedBy(timelines, rules.minimumDrugs) : combine(timelines, 'any');
  const stayDays = daysWithin(stays, from, to);
  const covered = rules.stayRule === 'covered' ? union([...supplied, ...stays]) : supplied;
  const periodDays = rules.stayRule === 'shift' || rules.stayRule === 'subtract' ? to - from - stayDays : to - from;
  if (periodDays <= 0) return { pdc: null, reason: 'period-in-hospital' };
  const coveredDays = Math.min(daysWithin(covered, from, to), periodDays);
  const pdc = coveredDays / periodDays;
  return { pdc, adherent: pdc >= rules.threshold, coveredDays, periodDays, from, to };
}

/** Days on which at least `least` drugs are supplied. */
export function suppliedBy(timelines: readonly (readonly DayInterval[])[], least: number): DayInterval[] {
  const steps = timelines.flatMap((line) => line.flatMap(({ from, to }) => [[from, 1] as const, [to, -1] as const]));
  steps.sort((a, b) => a[0] - b[0]);
  const covered: DayInterval[] = [];
  let drugs = 0;
  steps.forEach(([day, step], i) => {
    drugs += step;
    const next = steps[i + 1]?.[0] ?? day;
    if (drugs >= least && next > day) covered.push({ from: day, to: next });
  });
  return union(covered);
}
