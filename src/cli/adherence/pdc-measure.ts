import data from '../../knowledge/adherence/data.json' with { type: 'json' };
import { buildAdherenceRules } from '../../knowledge/adherence/index.ts';
import {
  type DayInterval,
  type DrugFill,
  type EventColumns,
  type Pdc,
  type PdcRules,
  proportionOfDaysCovered,
  type StayRule,
  type Windows,
} from '../../methods/adherence/index.ts';

/** Thresholds and horizons of the adherence pack. */
export const PACK = buildAdherenceRules(data);

/** The rules of the quality measure, with the caller's treatment of hospital stays. */
export function pdcRules(stayRule: StayRule, antiretroviral: boolean): PdcRules {
  return {
    threshold: antiretroviral ? PACK.pdcThresholdAntiretroviral : PACK.pdcThreshold,
    minimumFillDays: PACK.pdcMinimumFillDays,
    minimumPeriodDays: PACK.pdcMinimumPeriodDays,
    minimumDrugs: antiretroviral ? PACK.pdcMinimumDrugsAntiretroviral : 1,
    stayRule,
  };
}

/** Fills of the rows `[from, to)` of one patient, drugs named by their code. */
export function fillsOf(events: EventColumns, from: number, to: number): DrugFill[] {
  const fills: DrugFill[] = [];
  for (let i = from; i < to; i++) {
    fills.push({
      day: events.day[i] as number,
      daysSupply: events.supply[i] as number,
      drug: `${events.category[i]}`,
      id: `${i}`,
    });
  }
  return fills;
}

/** The proportion of days covered over the observation window. */
export function pdcOver(
  fills: readonly DrugFill[],
  windows: Windows,
  rules: PdcRules,
  away: { readonly inpatient: readonly DayInterval[]; readonly hospice: readonly DayInterval[] },
  observedUntil: number | undefined,
): Pdc {
  const { start: from, end: to } = windows;
  const inHospice = away.hospice.some((stay) => stay.from < to && stay.to > from);
  const period = { from, to, stays: away.inpatient, inHospice };
  return proportionOfDaysCovered(fills, observedUntil === undefined ? period : { ...period, observedUntil }, rules);
}
