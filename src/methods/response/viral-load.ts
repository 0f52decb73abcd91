/** HIV: telling suppression, a blip, low-level viraemia, rebound and virological failure apart. */

/** Bounds in copies per mL: suppressed below `suppressed`, failing from `failure` on. */
export interface ViralLoadBounds {
  suppressed: number;
  failure: number;
}

export type ViralLoadState =
  | 'suppressed'
  | 'blip'
  | 'low-level-viraemia'
  | 'rebound-unconfirmed'
  | 'rebound'
  | 'virological-failure'
  | 'never-suppressed'
  | 'no-values';

/**
 * The state a series of viral loads on treatment ends in, values in order of time.
 *
 * A single value at or above `suppressed` between two suppressed ones is a blip; two in a row after suppression are a
 * rebound, and a virological failure where both reach `failure`; one alone at the end is unconfirmed.
 * @source bhiva-art section on virological failure
 * @example viralLoadState([40, 120, 30], { suppressed: 50, failure: 200 }) //=> 'blip'
 */
export function viralLoadState(values: readonly number[], bounds: ViralLoadBounds): ViralLoadState {
  const last = values.at(-1);
  if (last === undefined) return 'no-values';
  const firstSuppressed = values.findIndex((value) => value < bounds.suppressed);
  if (firstSuppressed === -1) return 'never-suppressed';
  const after = values.slice(firstSuppressed + 1);
  for (let i = 1; i < after.length; i++) {
    const pair = [after[i - 1] ?? 0, after[i] ?? 0];
    if (pair.every((value) => value >= bounds.failure)) return 'virological-failure';
  }
  if (last < bounds.suppressed) return after.some((value) => value >= bounds.suppressed) ? 'blip' : 'suppressed';
  const previous = after.at(-2);
  if (previous !== undefined && previous >= bounds.suppressed) {
    return last < bounds.failure && previous < bounds.failure ? 'low-level-viraemia' : 'rebound';
  }
  return last < bounds.failure ? 'low-level-viraemia' : 'rebound-unconfirmed';
}
