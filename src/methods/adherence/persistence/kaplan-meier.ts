/** Time under observation: `event` true where it ended with the event, false where it was cut off before. */
export interface SurvivalTime {
  readonly days: number;
  readonly event: boolean;
}

/** One step of a Kaplan-Meier curve; `surviving` holds from this day until the next step. */
export interface SurvivalStep {
  readonly day: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly surviving: number;
  /** 95% confidence limits on the log-minus-log scale; equal to `surviving` at 0 and 1. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/**
 * Kaplan-Meier estimate of the share still free of the event, with Greenwood's variance. People cut off on the day of
 * an event are still at risk on it. One step for day 0 and one for every day with an event or a cut-off.
 *
 * @source kaplan-meier-1958 product-limit estimate
 * @example
 * kaplanMeier([{ days: 5, event: true }, { days: 9, event: false }]).map((step) => step.surviving);
 * //=> [1, 0.5, 0.5]
 */
export function kaplanMeier(times: readonly SurvivalTime[]): SurvivalStep[] {
  const sorted = [...times].sort((a, b) => a.days - b.days);
  const steps: SurvivalStep[] = [
    { day: 0, atRisk: sorted.length, events: 0, censored: 0, surviving: 1, low: 1, high: 1 },
  ];
  let surviving = 1;
  let variance = 0;
  for (let i = 0; i < sorted.length; ) {
    const day = sorted[i]?.days ?? 0;
    const atRisk = sorted.length - i;
    let events = 0;
    let censored = 0;
    for (; sorted[i]?.days === day; i++) {
      if (sorted[i]?.event) events++;
      else censored++;
    }
    surviving *= 1 - events / atRisk;
    if (events > 0 && atRisk > events) variance += events / (atRisk * (atRisk - events));
    const [low, high] = limits(surviving, variance);
    steps.push({ day, atRisk, events, censored, surviving, low, high });
  }
  return steps;
}

/** The share surviving on a day. */
export function survivingOn(steps: readonly SurvivalStep[], day: number): number {
  let surviving = 1;
  for (const step of steps) if (step.day <= day) surviving = step.surviving;
  return surviving;
}

/** First day on which at most half survive; null where more than half do to the end. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find((step) => step.surviving <= 0.5)?.day ?? null;
}

function limits(surviving: number, variance: number): [number, number] {
  if (surviving <= 0 || surviving >= 1) return [surviving, surviving];
  const spread = (Z * Math.sqrt(variance)) / Math.log(surviving);
  return [surviving ** Math.exp(-spread), surviving ** Math.exp(spread)];
}
