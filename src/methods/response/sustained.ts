/** Was a response held or lost? Confirmation by a second value, blips, and recovery after a change. */

/** What one value says, in order of time: meets the criterion, is lost, or lies between (neither). */
export type Standing = 'good' | 'between' | 'lost';

/** Where a series lost its response: indices of the last good value, the first lost one and the one confirming it. */
export interface Loss {
  lastGood: number;
  lost: number;
  confirmed: number | null;
  /** a good value followed, after something had changed */
  recovered: number | null;
}

export interface Sustained {
  firstGood: number | null;
  lastGood: number | null;
  loss: Loss | null;
  /** lost values between good ones that nothing explains */
  blips: number[];
}

/**
 * Follows a series from its first good value on.
 *
 * A lost value is a loss where the next one that is not between agrees, where no good value follows, or where a good
 * value follows only after a change (`changedBetween`). A single lost value followed by a good one without a change is
 * a blip.
 * @example sustained(['good', 'lost', 'good'], () => false).blips //=> [1]
 * @example sustained(['good', 'lost', 'lost'], () => false).loss?.confirmed //=> 2
 */
export function sustained(
  series: readonly Standing[],
  changedBetween: (from: number, to: number) => boolean,
): Sustained {
  const first = series.indexOf('good');
  if (first === -1) return { firstGood: null, lastGood: null, loss: null, blips: [] };
  let lastGood = first;
  const blips: number[] = [];
  for (let i = first + 1; i < series.length; i++) {
    if (series[i] === 'good') lastGood = i;
    if (series[i] !== 'lost') continue;
    const next = series.findIndex((standing, at) => at > i && standing !== 'between');
    const confirmed = next !== -1 && series[next] === 'lost' ? next : null;
    const recovered = series.findIndex((standing, at) => at > i && standing === 'good');
    if (confirmed === null && recovered !== -1 && !changedBetween(i, recovered)) {
      blips.push(i);
      continue;
    }
    return {
      firstGood: first,
      lastGood,
      loss: { lastGood, lost: i, confirmed, recovered: recovered === -1 ? null : recovered },
      blips,
    };
  }
  return { firstGood: first, lastGood, loss: null, blips };
}
