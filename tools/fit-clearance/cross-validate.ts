/** How well the model predicts pairs it was not fitted to. */
import { buildEnzymes, type EnzymeRows, type IntervalSpread } from '../../src/knowledge/enzymes/index.ts';
import { predictExposure } from '../../src/methods/clearance/predict.ts';
import { fitPairs } from './fit.ts';
import type { Pair } from './pairs.ts';
import { fittedRows, withFit } from './write-fitted.ts';

export type Judged = { pair: Pair; predicted: number; low: number; high: number };

/**
 * The figures the method is judged by; `recall` among pairs observed at 0.5 or less, `falseFlags` among those above
 * 0.8.
 */
export type Figures = {
  pairs: number;
  withinTwoFold: number;
  meanFoldError: number;
  recall: [number, number];
  falseFlags: [number, number];
  covered: number;
};

const FLAG = 0.6;

/** The figures of a set of judged pairs. */
export const figuresOf = (judged: readonly Judged[]): Figures => {
  const errors = judged.map((j) => Math.abs(Math.log(j.predicted / j.pair.ratio)));
  const low = judged.filter((j) => j.pair.ratio <= 0.5);
  const high = judged.filter((j) => j.pair.ratio > 0.8);
  const flagged = (list: readonly Judged[]): number => list.filter((j) => j.predicted <= FLAG).length;
  return {
    pairs: judged.length,
    withinTwoFold: errors.filter((e) => e <= Math.LN2).length / judged.length,
    meanFoldError: Math.exp(errors.reduce((a, b) => a + b, 0) / judged.length),
    recall: [flagged(low), low.length],
    falseFlags: [flagged(high), high.length],
    covered: judged.filter((j) => j.pair.ratio >= j.low && j.pair.ratio <= j.high).length / judged.length,
  };
};

/** The figures in one line. */
export const figuresLine = (f: Figures): string => {
  const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
  const part = ([a, b]: [number, number]): string => `${a}/${b} (${percent(b === 0 ? 0 : a / b)})`;
  return [
    `${f.pairs} pairs: within two-fold ${percent(f.withinTwoFold)}`,
    `mean fold error ${f.meanFoldError.toFixed(3)}`,
    `found ${part(f.recall)}`,
    `false flags ${part(f.falseFlags)}`,
    `covered ${percent(f.covered)}`,
  ].join(', ');
};

// Mulberry32: the folds must be the same on every machine.
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Predicts the pairs of a test set through the shipped method, with parameters fitted to the training set only. */
export const judgeHeldOut = (
  rows: EnzymeRows,
  train: readonly Pair[],
  test: readonly Pair[],
  interval: IntervalSpread,
  mask: boolean,
): Judged[] => {
  const heldOut = new Set(mask ? test.map((p) => `${p.victim}|${p.perpetrator}`) : []);
  const fit = fitPairs(rows, train, heldOut);
  const knowledge = buildEnzymes(withFit(rows, fittedRows(fit, interval), heldOut));
  return test.flatMap((pair): Judged[] => {
    const { ratio } = predictExposure({ victim: pair.victim, perpetrators: [{ drug: pair.perpetrator }] }, knowledge);
    return ratio.value === null
      ? []
      : [{ pair, predicted: ratio.value, low: ratio.low ?? 0, high: ratio.high ?? Number.POSITIVE_INFINITY }];
  });
};

/** Cross-validation by pair: every pair is predicted once per seed by a fit that has not seen it. */
export const crossValidate = (
  rows: EnzymeRows,
  pairs: readonly Pair[],
  options: { folds: number; seeds: number; interval: IntervalSpread; mask: boolean },
): Judged[] => {
  const judged: Judged[] = [];
  for (let seed = 1; seed <= options.seeds; seed++) {
    const random = randomFrom(seed * 7919);
    const shuffled = pairs
      .map((pair) => ({ pair, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map((x) => x.pair);
    for (let fold = 0; fold < options.folds; fold++) {
      const test = shuffled.filter((_, i) => i % options.folds === fold);
      const train = shuffled.filter((_, i) => i % options.folds !== fold);
      judged.push(...judgeHeldOut(rows, train, test, options.interval, options.mask));
    }
  }
  return judged;
};
