/** Comparing a value with a bound, where the laboratory may only say "below 20". */

export type Comparison = 'lt' | 'le' | 'gt' | 'ge';

/** A value; `bound` where only "below" or "above" it is known. */
export interface BoundedValue {
  value: number;
  bound: 'below' | 'above' | null;
}

/**
 * True where the value surely stands in the relation to the level.
 *
 * "Below 50" is less than 50, and "above 50" is more than 50; neither is surely more or less than anything else inside
 * its open range.
 * @example meetsLevel({ value: 50, bound: 'below' }, 'lt', 50) //=> true
 * @example meetsLevel({ value: 50, bound: null }, 'lt', 50) //=> false
 */
export function meetsLevel({ value, bound }: BoundedValue, comparison: Comparison, level: number): boolean {
  if (comparison === 'lt') return bound !== 'above' && (value < level || (bound === 'below' && value === level));
  if (comparison === 'le') return bound !== 'above' && value <= level;
  if (comparison === 'gt') return bound !== 'below' && (value > level || (bound === 'above' && value === level));
  return bound !== 'below' && value >= level;
}

/** A goal range; a side that is null does not bind. `strict` goals ask for less (or more) than the bound. */
export interface GoalRange {
  low: number | null;
  high: number | null;
  strict: boolean;
}

/**
 * True where the value lies in a goal range.
 * @example attainsGoal({ value: 70, bound: null }, { low: null, high: 70, strict: false }) //=> true
 */
export function attainsGoal(value: BoundedValue, { low, high, strict }: GoalRange): boolean {
  const underHigh = high === null || meetsLevel(value, strict ? 'lt' : 'le', high);
  const overLow = low === null || meetsLevel(value, strict ? 'gt' : 'ge', low);
  return underHigh && overLow;
}
