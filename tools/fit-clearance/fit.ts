/** Fits the parameters of the clearance model to observed pairs: maximum a posteriori, robust to wrong observations. */
import type { EnzymeRows } from '../../src/knowledge/enzymes/index.ts';
import { buildModel, type Model, type Prediction } from './model.ts';
import type { Pair } from './pairs.ts';

const SCATTER = 0.3;
const HUBER = 1.4;
const SWEEPS = 14;
const STEP = 0.05;
const LARGEST_MOVE = 0.5;
const CLASS_WEIGHT = 18.75;

const huber = (error: number): number => {
  const size = Math.abs(error);
  return size < HUBER ? (error * error) / 2 : HUBER * (size - HUBER / 2);
};

export type Fit = { model: Model; spreadOf(parameter: number): number; logRatio(pair: Pair): number };

/**
 * Fits all parameters to the pairs by coordinate descent; class means move with their members.
 *
 * `heldOut` names the pairs ("victim|perpetrator") that must not leak through shares measured in the same study.
 */
export const fitPairs = (rows: EnzymeRows, pairs: readonly Pair[], heldOut: ReadonlySet<string> = new Set()): Fit => {
  const model = buildModel(rows, { heldOut });
  const { parameters, classes } = model;
  const prepared = pairs.map((pair) => model.prepare(pair));
  const observed = pairs.map((pair) => Math.log(pair.ratio));
  prepared.forEach((prediction, i) => {
    for (const p of parametersOf(prediction)) parameters[p]?.pairs.push(i);
  });
  const loss = (index: number): number => {
    const p = parameters[index];
    if (!p) return 0;
    let sum = ((p.x - p.mean) / p.spread) ** 2 / 2;
    for (const i of p.pairs) {
      const prediction = prepared[i];
      if (prediction) sum += huber((model.logRatio(prediction) - (observed[i] ?? 0)) / SCATTER);
    }
    return sum;
  };
  const curvature = (index: number): { gradient: number; curve: number; at: number } => {
    const p = parameters[index];
    if (!p) return { gradient: 0, curve: 1, at: 0 };
    const x = p.x;
    const at = loss(index);
    p.x = x + STEP;
    const above = loss(index);
    p.x = x - STEP;
    const below = loss(index);
    p.x = x;
    const curve = Math.max((above - 2 * at + below) / (STEP * STEP), 1 / (p.spread * p.spread));
    return { gradient: (above - below) / (2 * STEP), curve, at };
  };
  const move = (index: number): void => {
    const p = parameters[index];
    if (!p || p.pairs.length === 0) return;
    const { gradient, curve, at } = curvature(index);
    const x = p.x;
    let step = Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, -gradient / curve));
    p.x = x + step;
    for (let tries = 0; loss(index) > at && tries < 6; tries++) {
      step /= 2;
      p.x = x + step;
    }
    if (loss(index) > at) p.x = x;
  };
  const moveClasses = (): void => {
    for (const [key, c] of classes) {
      const members = parameters.filter((p) => p.classKey === key && p.pairs.length > 0);
      let weight = CLASS_WEIGHT;
      let sum = c.stated * CLASS_WEIGHT;
      for (const p of members) {
        weight += 1 / (p.spread * p.spread);
        sum += p.x / (p.spread * p.spread);
      }
      c.mean = sum / weight;
      c.members = members.length;
    }
    for (const p of parameters) {
      const c = classes.get(p.classKey);
      if (!c) continue;
      p.mean = c.mean;
      if (p.pairs.length === 0) p.x = p.mean;
    }
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < parameters.length; i++) move(i);
    moveClasses();
  }
  return {
    model,
    spreadOf: (index) => 1 / Math.sqrt(curvature(index).curve),
    logRatio: (pair) => model.logRatio(model.prepare(pair)),
  };
};

const parametersOf = (prediction: Prediction): Set<number> => {
  const used = new Set<number>(prediction.rest < 0 ? [] : [prediction.rest]);
  for (const t of prediction.terms) {
    used.add(t.share);
    for (const p of [...t.inhibitors, ...t.inducers]) used.add(p);
    if (t.inducers.length > 0) for (const p of t.own) used.add(p);
  }
  return used;
};
