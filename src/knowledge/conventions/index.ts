/** The defaults every room follows where two readers of one record would build different things. */
import { sourceIds } from '../pack.ts';
import type { Convention } from './schema.ts';

const IDS = [
  'newTrialGapDays',
  'recentSupplyDays',
  'regimenStartDays',
  'pharmacyBeforeDays',
  'pharmacyAfterDays',
  'orderAgeDays',
  'takenThreshold',
  'takenThresholdAntiretroviral',
  'finalGapDays',
  'fixedCourseShare',
  'statementRecallDays',
  'assayDays',
  'switchSupplyDays',
  'reactionToStopDays',
  'doseHeldShare',
  'visitTolerance',
  'perpetratorContextShare',
  'ledgerFloor',
  'adultAgeYears',
  'exposurePossible',
  'exposureProbable',
  'raisedPossible',
  'raisedProbable',
  'phenoconversionStep',
] as const;

export type ConventionId = (typeof IDS)[number];

/** The conventions by id; units are in the pack and in the id's name. */
export type Conventions = Readonly<Record<ConventionId, number>>;

/** The conventions of a pack's rows; throws where one is missing, since every room relies on it. */
export function buildConventions(rows: readonly Convention[]): Conventions {
  const byId = new Map(rows.map((row) => [row.id, row.value]));
  const entries = IDS.map((id) => {
    const value = byId.get(id);
    if (value === undefined) throw new Error(`convention \`${id}\` is missing from the pack`);
    return [id, value] as const;
  });
  return Object.fromEntries(entries) as Conventions;
}

/** Bibliography ids behind each convention. */
export type ConventionSources = Readonly<Record<ConventionId, readonly string[]>>;

/** The sources of a pack's rows, so that a finding that used a threshold can name where it comes from. */
export function buildConventionSources(rows: readonly Convention[]): ConventionSources {
  const byId = new Map(rows.map((row) => [row.id, sourceIds(row.source)]));
  return Object.fromEntries(IDS.map((id) => [id, byId.get(id) ?? []])) as unknown as ConventionSources;
}
