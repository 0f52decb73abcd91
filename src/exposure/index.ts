/** Fourth room: the exposure ledger of one trial over its judgement window. */
import type { Course } from '../domain/course.ts';
import { highestHeldDose } from '../domain/dosing.ts';
import { type Exposure, type Factor, type FactorName, FactorName as FactorNames } from '../domain/exposure.ts';
import { takenIn } from '../domain/taking.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceIds } from '../knowledge/pack.ts';

const unknownFactor = (factor: FactorName, basis: string): Factor => ({
  factor,
  state: 'unknown',
  value: null,
  low: null,
  high: null,
  share: null,
  basis,
  checked: true,
  facts: [],
  sources: [],
  records: [],
});

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
  return {
    ...unknownFactor('taken', `by ${taken.sources.join(', ')}`),
    state: 'known',
    value: taken.share,
    low: taken.low,
    high: taken.high,
    records: taken.records,
  };
}

/** Prescribed dose over the least usual effective one; where instruments disagree the floors give the interval. */
function prescribedFactor(trial: Trial, course: Course, knowledge: Knowledge): Factor {
  const condition = trial.indication?.condition ?? null;
  const floors = knowledge.doseFloors.floorsFor(trial.ingredient.id, condition, trial.route);
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

/** The product of the known factors, uncapped, with the product of their intervals. */
export function ledger(factors: readonly Factor[], floor: number): Exposure {
  const known = factors.filter(
    (factor) => factor.value !== null && (factor.state === 'known' || factor.state === 'compensating'),
  );
  const product = (pick: (factor: Factor) => number | null): number | null =>
    known.length === 0
      ? null
      : known.reduce((result, factor) => result * Math.max(pick(factor) ?? factor.value ?? 1, 0), 1);
  return {
    relative: product((factor) => factor.value),
    low: product((factor) => factor.low),
    high: product((factor) => factor.high),
    factors: withShares(factors, floor),
  };
}

/**
 * The ledger of one trial over the judgement window: taken, prescribed, absorbed, disposition, genotype, interactions
 * and joint, each with its interval or the reason why it is not known.
 */
export function exposureOf(trial: Trial, course: Course, knowledge: Knowledge): Exposure {
  const known: Partial<Record<FactorName, Factor>> = {
    taken: takenFactor(trial, course),
    prescribed: prescribedFactor(trial, course, knowledge),
  };
  const factors = FactorNames.options.map((name) => known[name] ?? unknownFactor(name, 'not assessed'));
  return ledger(factors, knowledge.conventions.ledgerFloor);
}
