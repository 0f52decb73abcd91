/** Causality: how far a failure can be put down to a cause, by published methods, and what a report on it needs. */
export { type Answers, byCriteria } from './by-criteria.ts';
export { type HallasFacts, hallas } from './hallas.ts';
export { type CauseWorksheets, trialWorksheets } from './of-trial.ts';
export { type ReportElement, reportElements } from './report.ts';
export { type WhoUmcFacts, whoUmc } from './who-umc.ts';
