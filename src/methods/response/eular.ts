/** The EULAR response of rheumatoid arthritis from two DAS28 values. */

/** Bounds of the matrix: falls that count, and low and high disease activity. */
export interface EularBounds {
  majorFall: number;
  minorFall: number;
  low: number;
  high: number;
}

export type EularResponse = 'good' | 'moderate' | 'none';

/**
 * EULAR response: good is a major fall to low activity; moderate a major fall above it, or a minor fall to no more
 * than high activity; none the rest.
 *
 * The bounds are exclusive for falls (more than) and inclusive for activity (at most).
 * @source nice-ta195 section 2
 * @example eularResponse(5.5, 3.2, { majorFall: 1.2, minorFall: 0.6, low: 3.2, high: 5.1 }) //=> 'good'
 */
export function eularResponse(baseline: number, current: number, bounds: EularBounds): EularResponse {
  const fall = roundTenths(baseline - current);
  if (fall > bounds.majorFall) return current <= bounds.low ? 'good' : 'moderate';
  if (fall > bounds.minorFall) return current <= bounds.high ? 'moderate' : 'none';
  return 'none';
}

/** Bounds of a flare: the rise that always counts, and the smaller one that counts from an activity on. */
export interface FlareBounds {
  majorRise: number;
  minorRise: number;
  activity: number;
}

/**
 * True where DAS28 has risen to a flare: by more than the major rise, or by more than the minor one to at least the
 * activity bound.
 *
 * The bounds are exclusive for rises and inclusive for activity, which is the current one.
 * @source van-der-maas-2013-das28-flare abstract, second criterion
 * @example isFlare(3.4, 0.8, { majorRise: 1.2, minorRise: 0.6, activity: 3.2 }) //=> true
 * @example isFlare(3.1, 0.8, { majorRise: 1.2, minorRise: 0.6, activity: 3.2 }) //=> false
 */
export function isFlare(current: number, rise: number, bounds: FlareBounds): boolean {
  const risen = roundTenths(rise);
  return risen > bounds.majorRise || (risen > bounds.minorRise && current >= bounds.activity);
}

// Differences of one-decimal scores leave binary dust (5.1 - 3.9 > 1.2) that would cross a bound.
function roundTenths(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
