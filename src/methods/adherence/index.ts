/** Adherence to medication from dispensing and taking data: published measures, usable alone. */
export { type Fill, type SuppliedInterval, supplyTimeline, type SupplyTimelineOptions } from './supply-timeline.ts';
export { combine, type DayInterval, daysWithin, intersection, uncovered, union } from './intervals.ts';
export {
  type EventColumns,
  type EventRow,
  type EventTable,
  eventTable,
  type RefusalReason,
  type RefusedRow,
  refusalOf,
} from './events.ts';
export { addPeriod, days, parsePeriod, type Period, type PeriodUnit, roundHalfEven } from './period.ts';
export {
  noWindows,
  resolveWindows,
  type StartRule,
  type WindowProblem,
  type WindowRules,
  type Windows,
} from './windows.ts';
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
export type { CmaName } from './adherer/measures.ts';
export { adhererByGroup, GROUP_COLUMNS, tableColumns } from './adherer/medication-groups.ts';
export { adhererPerEpisode, episodesInWindow, type EpisodeCma, type SuppliedEpisodes } from './adherer/per-episode.ts';
export { type Aggregate, adhererPolypharmacy, adhererPolypharmacyOverTime } from './adherer/polypharmacy.ts';
export { adhererSliding, slidingStarts, type SlidingRules, type WindowCma } from './adherer/sliding.ts';
export type { Absence, Measured } from './by-drug/absence.ts';
export type { TreatmentEpisode } from './by-drug/episodes.ts';
export type { Combine } from './by-drug/runs.ts';
export {
  type Engine,
  type EngineEpisode,
  type EngineSettings,
  engineFor,
  type EpisodeSettings,
  type Mode,
} from './engine.ts';
export { medicationGroups, type MedicationGroup } from './groups/evaluate.ts';
export { GroupExpressionError } from './groups/tokenize.ts';
export { type AsNeededBasis, asNeeded } from './as-needed.ts';
export { type CoverageBounds, coverageBounds, type OpenFill } from './missing-supply/bounds.ts';
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
  primaryNonAdherence,
  primaryNonAdherenceRate,
  type PrimaryNonAdherenceRules,
  timeToInitiation,
} from './primary-non-adherence.ts';
export { methodsStatement, type StatementFacts } from './statement.ts';
export {
  type DiscreteAdherence,
  discreteAdherence,
  type DosingRegimen,
  type TakenDoses,
  type TakingRules,
  type WhiteCoatAdherence,
  whiteCoatAdherence,
} from './taking/discrete.ts';
