/** Clearance: how genes and co-medication change the exposure to a drug, with an interval for every prediction. */
export { type AbsorptionRatio, absorptionRatio } from './absorption.ts';
export { jointAucRatio, type Route, routeActivity } from './auc-ratio.ts';
export { type Challenge, type ChallengeFacts, challengeOf, doseResponseOf, type Effect } from './dechallenge.ts';
export {
  type DipsAnswer,
  type DipsFact,
  type DipsFacts,
  type DipsItem,
  type DipsWorksheet,
  dipsWorksheet,
} from './dips.ts';
export { dispositionEffects, dispositionRowsFor, type StateEffect, type StateRow } from './disposition.ts';
export { type RatioInterval, ratioInterval } from './interval.ts';
export { activeMoiety, type MoietyRatio } from './moiety.ts';
export { geneStates, type Predictions, perpetratorsIn, predictionsFor } from './person.ts';
export { type ExposurePrediction, type ExposureRequest, predictExposure } from './predict.ts';
export { type Provenance, provenanceOf } from './provenance.ts';
export { type Acting, actionsOf, type GeneState, type Perpetrator, type RouteState } from './routes.ts';
export { LEAST_DAYS_SHARE, type Period, type Presence, presenceInWindow, type Timing } from './time-course.ts';
