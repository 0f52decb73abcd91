/** Thresholds and horizons of published adherence measures, and the project's own where none is published. */
import type { AdherenceRule, AsNeededPhrase } from './schema.ts';

const IDS = [
  'pdcThreshold',
  'pdcThresholdAntiretroviral',
  'pdcMinimumDrugsAntiretroviral',
  'pdcMinimumFillDays',
  'pdcMinimumPeriodDays',
  'pmnWithinDays',
  'pmnPriorDays',
  'drugHolidayDays',
  'whiteCoatDays',
  'timingTolerance',
  'waitingTimePercentile',
  'permittedGapDays',
] as const;

/** The numbers by id; units are in the pack and in the id's name. */
export type AdherenceRules = Readonly<Record<(typeof IDS)[number], number>>;

/** The numbers of a pack's rows; throws where one is missing. */
export function buildAdherenceRules(rows: readonly Pick<AdherenceRule, 'id' | 'value'>[]): AdherenceRules {
  const byId = new Map(rows.map((row) => [row.id, row.value]));
  const entries = IDS.map((id) => {
    const value = byId.get(id);
    if (value === undefined) throw new Error(`adherence rule \`${id}\` is missing from the pack`);
    return [id, value] as const;
  });
  return Object.fromEntries(entries) as AdherenceRules;
}

/** Words of a direction that say a drug is taken as needed, lower case, for `asNeeded`. */
export function buildAsNeededPhrases(rows: readonly Pick<AsNeededPhrase, 'phrase'>[]): string[] {
  return rows.map((row) => row.phrase);
}
