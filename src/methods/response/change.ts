/** How far a measure moved: absolute, in percent, and as a share of the way to normal. */

/** Which way is better. */
export type Direction = 'lower-better' | 'higher-better';

/**
 * Improvement from baseline in the measure's unit; negative where it became worse.
 * @example improvement(18, 9, 'lower-better') //=> 9
 */
export function improvement(baseline: number, value: number, direction: Direction): number {
  return direction === 'lower-better' ? baseline - value : value - baseline;
}

/**
 * Improvement in percent of baseline, after the scale's least possible total is taken off.
 *
 * Null where the baseline is at or below the floor: a percentage of nothing is no number.
 * @example percentImprovement(90, 60, 'lower-better', 30) //=> 50
 * @example percentImprovement(18, 9, 'lower-better') //=> 50
 */
export function percentImprovement(
  baseline: number,
  value: number,
  direction: Direction,
  floor: number | null = null,
): number | null {
  const over = baseline - (floor ?? 0);
  return over > 0 ? (improvement(baseline, value, direction) * 100) / over : null;
}

/**
 * Share of the way from baseline to a normal value that has been covered; above 1 beyond it.
 *
 * Null where the baseline is already normal or better.
 * @example shareOfWay(10, 7, 0, 'lower-better') //=> 0.3
 */
export function shareOfWay(baseline: number, value: number, normal: number, direction: Direction): number | null {
  const way = improvement(baseline, normal, direction);
  return way > 0 ? improvement(baseline, value, direction) / way : null;
}
