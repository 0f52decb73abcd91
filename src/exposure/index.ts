/** Fourth room: the exposure ledger of one trial over its judgement window. */
import type { Course } from '../domain/course.ts';
import { highestHeldDose } from '../domain/dosing.ts';
import type { Exposure, Factor } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import { takenIn } from '../domain/taking.ts';
import type { DaySpan } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceIds } from '../knowledge/pack.ts';
import { packName } from '../knowledge/pack-name.ts';
import { predictionsFor } from '../methods/clearance/index.ts';
import { coMedication } from './co-medication.ts';
import { absorbedFactor, clearanceFactors, dispositionFactor, unknownFactor } from './factors.ts';
import { geneFacts } from './genes.ts';
import { bodilyStates } from './states.ts';

function takenFactor(trial: Trial, course: Course): Factor {
  if (trial.initiation.answer === 'no') {
    return {
      ...unknownFactor('taken', 'never dispensed'),
      state: 'known',
      value: 0,
      low: 0,
      high: 0,
      records: trial.initiation.records,
    };
  }
  const taken = takenIn(trial.taking, course.window);
  if (taken.share === null)
    return unknownFactor('taken', trial.asNeeded ? 'as-needed drug' : 'no source tells what was taken');
  // A sample without the drug on a day with supply says that supply is no measure of taking here.
  const absent = trial.levels.find(
    (level) => level.verdict === 'absent' && level.day >= course.window.from && level.day <= course.window.to,
  );
  const basis = absent
    ? `by ${taken.sources.join(', ')}; absent in a sample, so it may be none`
    : `by ${taken.sources.join(', ')}`;
  return {
    ...unknownFactor('taken', basis),
    state: 'known',
    value: taken.share,
    low: absent ? 0 : taken.low,
    high: taken.high,
    records: taken.records,
  };
}

/** Prescribed dose over the least usual effective one; where instruments disagree the floors give the interval. */
function prescribedFactor(trial: Trial, course: Course, knowledge: Knowledge): Factor {
  const condition = trial.indication?.condition ?? null;
  const floors = knowledge.doseFloors.floorsFor(
    knowledge.drugs.preciseId(trial.ingredient) ?? trial.ingredient.id,
    condition,
    trial.route,
  );
  const days = (course.adequateDays ?? 0) * knowledge.conventions.doseHeldShare;
  const held = highestHeldDose(trial.doses, course.window, days);
  const matching = floors.filter((floor) => floor.leastEffectiveDailyDose !== null && floor.unit === held?.unit);
  if (!held) return unknownFactor('prescribed', 'daily dose not known');
  if (matching.length === 0) return unknownFactor('prescribed', 'no least effective dose on file for this use');
  const ratios = matching
    .map((floor) => held.dailyDose / (floor.leastEffectiveDailyDose ?? held.dailyDose))
    .sort((a, b) => a - b);
  const low = ratios[0] ?? 1;
  const high = ratios.at(-1) ?? 1;
  return {
    factor: 'prescribed',
    state: 'known',
    value: Math.sqrt(low * high),
    low,
    high,
    share: null,
    basis: `${held.dailyDose} ${held.unit ?? ''}/d against the least effective dose`,
    checked: matching.every((floor) => floor.checked === 'yes'),
    facts: matching.map((floor) => floor.id),
    sources: [...new Set(matching.flatMap((floor) => sourceIds(floor.source)))],
    records: held.records,
  };
}

/** Shares of the loss go to factors below 1 by their logarithm; a factor under the floor enters as the floor. */
export function withShares(factors: readonly Factor[], floor: number): Factor[] {
  const loss = (factor: Factor): number =>
    factor.state === 'known' && factor.value !== null && factor.value < 1
      ? -Math.log(Math.max(factor.value, floor))
      : 0;
  const total = factors.reduce((sum, factor) => sum + loss(factor), 0);
  return factors.map((factor) => {
    const own = loss(factor);
    const compensates = factor.state === 'known' && factor.value !== null && factor.value > 1 && total > 0;
    return {
      ...factor,
      state: compensates ? 'compensating' : factor.state,
      share: own > 0 && total > 0 ? own / total : null,
    };
  });
}

/** What nobody can leave out: a share of the doses was taken, between none and all, and some dose was prescribed. */
const ALWAYS: ReadonlySet<Factor['factor']> = new Set(['taken', 'prescribed']);

const bound = (factor: Factor, side: 'low' | 'high'): number => {
  if (factor.state === 'known') return factor[side] ?? factor.value ?? 1;
  if (factor.state !== 'unknown') return 1;
  return factor[side] ?? (factor.factor === 'taken' && side === 'low' ? 0 : 1);
};

/**
 * The product of the known factors, uncapped, with an interval that what is not known widens by the range it could take.
 *
 * Null where neither the doses taken nor the dose prescribed is known and nothing else departs from 1: a product of what
 * is merely not known to have changed would be read as "all of it arrived".
 */
export function ledger(
  factors: readonly Factor[],
  floor: number,
): Pick<Exposure, 'relative' | 'low' | 'high' | 'factors'> {
  const known = factors.filter((factor) => factor.state === 'known' && factor.value !== null);
  const product = (pick: (factor: Factor) => number): number =>
    factors.reduce((result, factor) => result * pick(factor), 1);
  const tells = known.some((factor) => ALWAYS.has(factor.factor) || factor.value !== 1);
  return {
    relative: tells ? product((factor) => (factor.state === 'known' ? (factor.value ?? 1) : 1)) : null,
    low: tells ? product((factor) => bound(factor, 'low')) : null,
    high: tells ? product((factor) => bound(factor, 'high')) : null,
    factors: withShares(factors, floor),
  };
}

/**
 * The days in which an effect was lost: from the last value before the loss to its confirmation.
 *
 * The judgement window is never shorter than the adequate time; a drug begun just before a sudden loss would vanish in it.
 */
function lossSpan(course: Course): DaySpan | null {
  const { lost, points } = course;
  if (course.term !== 'secondary-non-response' || !lost) return null;
  const before = points.filter((point) => point.day < lost.day).at(-1);
  const confirmed = points.find((point) => point.day > lost.day);
  return { from: before?.day ?? course.window.from, to: (confirmed ?? lost).day + 1 };
}

/** What the ledger of one trial is computed from, beside the trial and its course. */
export interface ExposureSetting {
  trials: readonly Trial[];
  record: PatientRecord;
  asOfDay: number;
  knowledge: Knowledge;
}

/**
 * The ledger of one trial over the judgement window: taken, prescribed, absorbed, disposition, genotype, interactions
 * and joint, each with its interval or the reason why it is not known.
 */
export function exposureOf(trial: Trial, course: Course, setting: ExposureSetting): Exposure {
  const { trials, record, asOfDay, knowledge } = setting;
  const { window } = course;
  const beside = coMedication(trial, trials, record, window, lossSpan(course), asOfDay, knowledge).map((each) => ({
    ...each,
    name: packName(each, knowledge),
  }));
  const genes = geneFacts(record, knowledge);
  const states = bodilyStates(record, knowledge);
  const predictions = predictionsFor(packName(trial.ingredient, knowledge), genes, beside, window, knowledge.enzymes);
  const factors = [
    takenFactor(trial, course),
    prescribedFactor(trial, course, knowledge),
    absorbedFactor(trial, beside, knowledge),
    dispositionFactor(trial, states, window, knowledge),
    ...clearanceFactors(trial, predictions, beside, knowledge),
  ];
  return { ...ledger(factors, knowledge.conventions.ledgerFloor), beside, genes, states };
}
