/** Populations: the door `rxwhy/cohort`. */
export { bucketWorker } from './bucket.ts';
export { bytesOf } from './engine.ts';
export type { CohortResult } from './manifest.ts';
export type { PoolWorker } from './pool.ts';
export { type CohortOptions, type CohortProgress, runCohort } from './run.ts';
export { columnsOf, schemaCsv, type TableName, tableNames } from './schema.ts';
export type { BucketTask, CohortMachine, CohortSettings, SourceKind } from './settings.ts';
export { mergeShards } from './shards.ts';
