/** Adherence to medication from dispensing and taking data: published measures, usable alone. */

export {
  type AdhererFlags,
  type AdhererResult,
  adhererCma,
  firstEvents,
} from './adherer/assess.ts';
export {
  adhererEpisodesOf,
  type Episode,
  type EpisodeRules,
  type PermittedGap,
} from './adherer/episodes.ts';
export { adhererEventGaps, type EventGap } from './adherer/event-gaps.ts';
export type { CarryRules } from './adherer/gaps.ts';
export type { CmaName } from './adherer/measures.ts';
export { adhererByGroup, GROUP_COLUMNS, tableColumns } from './adherer/medication-groups.ts';
export { adhererPerEpisode, type EpisodeCma, episodesInWindow, type SuppliedEpisodes } from './adherer/per-episode.ts';
export { type Aggregate, adhererPolypharmacy, adhererPolypharmacyOverTime } from './adherer/polypharmacy.ts';
export { adhererSliding, type SlidingRules, slidingStarts, type WindowCma } from './adherer/sliding.ts';
export { type AsNeededBasis, asNeeded } from './as-needed.ts';
export type { Absence, Measured } from './by-drug/absence.ts';
export type { TreatmentEpisode } from './by-drug/episodes.ts';
export type { Combine } from './by-drug/runs.ts';
export {
  type DispensedAmount,
  type DurationPiece,
  type DurationRules,
  type Durations,
  supplyDurations,
  type UnusedReason,
} from './durations/durations.ts';
export type { PrescribedDose } from './durations/prescribed.ts';
export { type SpecialMethod, type SpecialPeriod, specialPeriods } from './durations/special-periods.ts';
export {
  type Engine,
  type EngineEpisode,
  type EngineSettings,
  type EpisodeSettings,
  engineFor,
  type Mode,
} from './engine.ts';
export {
  type EventColumns,
  type EventRow,
  type EventTable,
  eventTable,
  type RefusalReason,
  type RefusedRow,
  refusalOf,
} from './events.ts';
export { type MedicationGroup, medicationGroups } from './groups/evaluate.ts';
export { GroupExpressionError } from './groups/tokenize.ts';
export { combine, type DayInterval, daysWithin, intersection, uncovered, union } from './intervals.ts';
export { type CoverageBounds, coverageBounds, type OpenFill } from './missing-supply/bounds.ts';
export { assumeSupply, type SupplyAssumption } from './missing-supply/columns.ts';
export {
  type EstimatedSupply,
  estimateSupply,
  type FillDetails,
  type SupplyBasis,
  type SupplyFallbacks,
} from './missing-supply/estimate.ts';
export { type WaitingTimeFit, waitingTimeSupply } from './missing-supply/waiting-time.ts';
export {
  type DrugFill,
  type Pdc,
  type PdcExclusion,
  type PdcPeriod,
  type PdcRules,
  proportionOfDaysCovered,
  type StayRule,
  suppliedBy,
} from './pdc.ts';
export { addPeriod, days, type Period, type PeriodUnit, parsePeriod, roundHalfEven } from './period.ts';
export {
  kaplanMeier,
  medianSurvival,
  type SurvivalStep,
  type SurvivalTime,
  survivingOn,
} from './persistence/kaplan-meier.ts';
export {
  type Persistence,
  type PersistenceCurve,
  type PersistencePatient,
  persistenceOf,
  persistenceOverGaps,
  proportionCovered,
} from './persistence/persistence.ts';
export {
  type AdherencePhases,
  adherencePhases,
  type Discontinuation,
  type Initiation,
  type TreatmentCourse,
} from './phases.ts';
export {
  type Dispensing,
  type Prescription,
  type PrescriptionOutcome,
  type PrimaryNonAdherenceRules,
  primaryNonAdherence,
  primaryNonAdherenceRate,
  timeToInitiation,
} from './primary-non-adherence.ts';
export { methodsStatement, type StatementFacts } from './statement.ts';
export { type Fill, type SuppliedInterval, type SupplyTimelineOptions, supplyTimeline } from './supply-timeline.ts';
export {
  type DiscreteAdherence,
  type DosingRegimen,
  discreteAdherence,
  type TakenDoses,
  type TakingRules,
  type WhiteCoatAdherence,
  whiteCoatAdherence,
} from './taking/discrete.ts';
export {
  type GivenStart,
  noWindows,
  resolveWindows,
  type StartRule,
  type WindowProblem,
  type WindowRules,
  type Windows,
} from './windows.ts';
