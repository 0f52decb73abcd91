import { minimise } from './minimise.ts';
import { normalBelow, normalQuantile } from './normal.ts';

/** What the waiting times say about how long a fill lasts. */
export interface WaitingTimeFit {
  /** Mean and standard deviation of the logarithm of days between fills of people on treatment. */
  readonly logMean: number;
  readonly logSd: number;
  /** Share of the people seen who were already on treatment when the window opened. */
  readonly prevalentShare: number;
  /** Days by which the asked-for share of people on treatment has filled again. */
  readonly daysSupply: number;
}

/**
 * Days a fill of a drug lasts, from the ordinary waiting-time distribution: each person's first fill inside a window.
 *
 * People on treatment when the window opens return within one interval between fills (its forward recurrence time,
 * log-normal intervals); those who begin treatment are spread evenly over the window. Both shares and the interval's
 * distribution are fitted together by maximum likelihood. `waits` are days from the window's start, in `[0, window)`;
 * `share` is the percentile taken as the end of supply. Null below 20 people, where no fit is worth its number.
 *
 * @source waiting-time-distribution parametric fit, log-normal intervals
 */
export function waitingTimeSupply(waits: readonly number[], windowDays: number, share: number): WaitingTimeFit | null {
  const inside = waits.filter((wait) => wait >= 0 && wait < windowDays);
  if (inside.length < MINIMUM_PEOPLE) return null;
  // Days are whole: counted once per distinct day, and read in the middle of the day.
  const counts = new Map<number, number>();
  for (const wait of inside) counts.set(Math.floor(wait), (counts.get(Math.floor(wait)) ?? 0) + 1);

  const surprise = ([logMean = 0, logLogSd = 0, logit = 0]: readonly number[]): number => {
    const logSd = Math.exp(logLogSd);
    const prevalent = 1 / (1 + Math.exp(-logit));
    const mean = Math.exp(logMean + (logSd * logSd) / 2);
    let total = 0;
    for (const [day, people] of counts) {
      const recurrence = normalBelow(-(Math.log(day + 0.5) - logMean) / logSd) / mean;
      total -= people * Math.log(prevalent * recurrence + (1 - prevalent) / windowDays + 1e-300);
    }
    return total;
  };
  const sorted = [...inside].sort((a, b) => a - b);
  const median = Math.max(1, sorted[Math.floor(sorted.length / 2)] ?? 1);
  const [logMean = 0, logLogSd = 0, logit = 0] = minimise(surprise, [Math.log(2 * median), -1, 1], 0.5);
  const logSd = Math.exp(logLogSd);
  return {
    logMean,
    logSd,
    prevalentShare: 1 / (1 + Math.exp(-logit)),
    daysSupply: Math.exp(logMean + logSd * normalQuantile(share)),
  };
}

const MINIMUM_PEOPLE = 20;
