/** First isolates and the cumulative antibiogram of a population. */
import type { Category } from './breakpoint.ts';

/** One isolate of one person; `day` counts days, `results` are S, I or R by agent code. */
export interface PopulationIsolate {
  patient: string;
  taxon: string;
  day: number;
  results: Readonly<Record<string, Category | undefined>>;
}

/**
 * The first isolate of each person and taxon in every episode of `days` days; infinity keeps one per person and taxon.
 *
 * The days count from the episode's first isolate. Order of the input is kept.
 * @source clsi-m39-as-cited first isolate
 */
export function firstIsolates<Isolate extends PopulationIsolate>(
  isolates: readonly Isolate[],
  days: number,
): Isolate[] {
  const ordered = isolates
    .map((isolate, place) => ({ isolate, place }))
    .sort((a, b) => a.isolate.day - b.isolate.day || a.place - b.place);
  const begun = new Map<string, number>();
  const kept: { isolate: Isolate; place: number }[] = [];
  for (const each of ordered) {
    const key = `${each.isolate.patient}\u0000${each.isolate.taxon}`;
    const start = begun.get(key);
    if (start !== undefined && each.isolate.day - start < days) continue;
    begun.set(key, each.isolate.day);
    kept.push(each);
  }
  return kept.sort((a, b) => a.place - b.place).map(({ isolate }) => isolate);
}

export interface AntibiogramCell {
  taxon: string;
  agent: string;
  tested: number;
  susceptible: number;
  /** share susceptible (S, and I as susceptible to higher exposure where asked), null where too few were tested */
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface AntibiogramOptions {
  /** fewer tested than this give no share */
  least: number;
  /** count I as susceptible, as EUCAST does since 2019; default true */
  intermediateIsSusceptible?: boolean;
}

/** Shares of susceptible isolates by taxon and agent with the exact binomial 95% interval. */
export function antibiogram(isolates: readonly PopulationIsolate[], options: AntibiogramOptions): AntibiogramCell[] {
  const cells = new Map<string, AntibiogramCell>();
  const countsI = options.intermediateIsSusceptible ?? true;
  for (const { taxon, results } of isolates) {
    for (const [agent, category] of Object.entries(results)) {
      if (category === undefined) continue;
      const key = `${taxon}|${agent}`;
      const cell = cells.get(key) ?? { taxon, agent, tested: 0, susceptible: 0, share: null, low: null, high: null };
      cell.tested += 1;
      if (category === 'S' || (category === 'I' && countsI)) cell.susceptible += 1;
      cells.set(key, cell);
    }
  }
  return [...cells.values()]
    .map((cell) =>
      cell.tested < options.least
        ? cell
        : { ...cell, share: cell.susceptible / cell.tested, ...exactInterval(cell.susceptible, cell.tested) },
    )
    .sort((a, b) => (a.taxon < b.taxon ? -1 : a.taxon > b.taxon ? 1 : a.agent < b.agent ? -1 : 1));
}

/**
 * The exact (Clopper-Pearson) 95% interval of a share.
 * @example exactInterval(0, 30).high.toFixed(4) //=> '0.1157'
 */
export function exactInterval(successes: number, trials: number): { low: number; high: number } {
  const tail = 0.025;
  const low = successes === 0 ? 0 : solve((p) => 1 - cumulative(successes - 1, trials, p) - tail);
  const high = successes === trials ? 1 : solve((p) => tail - cumulative(successes, trials, p));
  return { low, high };
}

// The root of a function that rises from below 0 at p = 0 to above 0 at p = 1.
function solve(f: (p: number) => number): number {
  let [from, to] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (from + to) / 2;
    if (f(middle) < 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

function cumulative(successes: number, trials: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return successes >= trials ? 1 : 0;
  let sum = 0;
  let logTerm = trials * Math.log1p(-p);
  for (let k = 0; k <= successes; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((trials - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
  }
  return Math.min(1, sum);
}
