/** The rule of three for seizure freedom. */

/** The rule: multiples of the longest interval before treatment, and the least time. */
export interface SeizureFreedomRule {
  factor: number;
  leastDays: number;
}

/**
 * The longest interval between two seizures before treatment, in days; null where fewer than two are known.
 * @example longestInterval([0, 10, 40], 60) //=> 30
 */
export function longestInterval(seizureDays: readonly number[], startDay: number): number | null {
  const before = seizureDays.filter((day) => day <= startDay).sort((a, b) => a - b);
  let longest: number | null = null;
  for (let i = 1; i < before.length; i++) {
    const interval = (before[i] ?? 0) - (before[i - 1] ?? 0);
    if (longest === null || interval > longest) longest = interval;
  }
  return longest;
}

/**
 * Days without a seizure that count as sustained freedom: so many times the longest interval, or the least time,
 * whichever is longer.
 * @source kwan-2010-ilae full text, as recalled
 * @example requiredSeizureFreeDays(150, { factor: 3, leastDays: 365 }) //=> 450
 */
export function requiredSeizureFreeDays(longestIntervalDays: number | null, rule: SeizureFreedomRule): number {
  return Math.max(rule.leastDays, rule.factor * (longestIntervalDays ?? 0));
}

export type SeizureOutcome = 'seizure-free' | 'treatment-failure' | 'undetermined';

/**
 * The ILAE outcome category of a schedule: free for long enough, seizures on it, or neither yet.
 * @example seizureOutcome({ daysOnTreatment: 400, seizures: 0, requiredDays: 365 }) //=> 'seizure-free'
 */
export function seizureOutcome(given: {
  daysOnTreatment: number;
  seizures: number;
  requiredDays: number;
}): SeizureOutcome {
  if (given.seizures > 0) return 'treatment-failure';
  return given.daysOnTreatment >= given.requiredDays ? 'seizure-free' : 'undetermined';
}
