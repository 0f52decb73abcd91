/** Patients of known truth: records as a source would hold them, and beside each what is true. */
import type { PatientRecord } from '../domain/record.ts';
import { momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { beginLife } from './life.ts';
import { livePlan } from './plans.ts';
import { withMissing, withNoise } from './spoil.ts';
import type { TruthRow } from './truth.ts';

export { emptyScores, type Scores, score, wilson } from './score.ts';
export { TRUTH_COLUMNS, type TruthRow, truthCells } from './truth.ts';

export interface SimulateOptions {
  knowledge: Knowledge;
  /** one seed, one result */
  seed: number;
  /** coefficient of variation of every measured value; default 0 */
  noise?: number;
  /** probability that an observation is missing, 0 to 1; default 0 */
  missing?: number;
  /** ids of the kinds of patient; default all */
  scenarios?: readonly string[];
}

export interface SimulatedPatient {
  record: PatientRecord;
  scenario: string;
  truth: TruthRow[];
}

/**
 * Patient number `index` (from 1) of a seed; it depends on nothing but seed, index, scenarios and knowledge.
 *
 * Noise and missing data have streams of their own: the same patient lives the same life at every level of both.
 * @example simulatedPatient(1, { knowledge, seed: 7 }).record.id //=> 's1'
 */
export function simulatedPatient(index: number, options: SimulateOptions): SimulatedPatient {
  const { knowledge, seed, noise = 0, missing = 0, scenarios } = options;
  const facts = knowledge.simulation;
  const wanted = scenarios ? facts.scenarios.filter(({ id }) => scenarios.includes(id)) : facts.scenarios;
  const life = beginLife(seed, index, wanted, knowledge);
  const last = livePlan(life, knowledge);
  life.record.observedUntil = momentOfDay(last);
  life.record.supplies = life.record.supplies.filter(({ at }) => at.day <= last);
  if (noise > 0) withNoise(life, noise, life.stream('noise'));
  if (missing > 0) withMissing(life, missing, life.stream('missing'), facts);
  return { record: life.record, scenario: life.scenario.id, truth: life.truth };
}

/** Patients 1 to `count`, one after the other; memory does not grow with their number. */
export function* simulatedPatients(count: number, options: SimulateOptions): Generator<SimulatedPatient> {
  for (let index = 1; index <= count; index += 1) yield simulatedPatient(index, options);
}
