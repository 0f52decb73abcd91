/** What one run is told: everything that may change its tables, and how it may use the machine. */
import type { Moment } from '../domain/time.ts';

export type SourceKind = 'omop' | 'fhir' | 'csv';

/** Settings that decide what the tables hold; a run is resumed only under the same ones. */
export interface CohortSettings {
  from: SourceKind;
  path: string;
  /** data cut-off; nobody is judged after it, and nobody after the end of their observation */
  asOf: Moment | null;
  /** smallest number of people shown in anything aggregated */
  minCell: number;
  explain: boolean;
  /** people are dealt into so many buckets by a hash of their id; null: by the number of rows */
  buckets: number | null;
  /** this run's part, from 1, of so many */
  shard: { part: number; of: number };
  /** permitted gaps of persistence, in days */
  gaps: readonly number[];
}

/** Settings that only decide how fast and where. */
export interface CohortMachine {
  out: string;
  threads: number;
  memoryBytes: number;
  resume: boolean;
  /** overlay of knowledge packs */
  knowledge: string | null;
}

/** What a worker is told: where the buckets lie and how to read and judge them. */
export interface BucketTask {
  settings: CohortSettings;
  out: string;
  /** folder of the clustered rows */
  work: string;
  memoryBytes: number;
  versions: Versions;
}

export interface Versions {
  rxwhy: string;
  knowledge: string;
  duckdb: string;
}

/** The folder of a bucket's tables. */
export const bucketFolder = (out: string, bucket: number): string =>
  `${out}/buckets/${String(bucket).padStart(6, '0')}`;
