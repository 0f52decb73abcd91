/** Doses observed after a judging outcome: a challenge that may not set the course (judgement 4). */
import type { Frame } from './frame.ts';
import type { Judgement } from './judgement.ts';
import type { Point, Series } from './series.ts';
import type { Yardstick } from './yardstick.ts';

export interface Challenge {
  outcome: 'returned-to-goal' | 'stayed-off-goal';
  records: string[];
}

const FAILING: readonly Judgement['term'][] = ['primary-non-response', 'partial-response', 'secondary-non-response'];

/**
 * Judges a series with the outcomes of later observed doses set apart.
 *
 * A run of observed doses is a challenge where the values before it already judge the trial a failure. Its outcomes,
 * up to the day after it, then say only whether the effect came back under observation.
 */
export function judgeWithChallenge(
  frame: Frame,
  series: Series,
  yardstick: Yardstick,
  judge: (series: Series) => Judgement | null,
): { judgement: Judgement | null; challenge: Challenge | null } {
  const runs = frame.context.trial.taking.filter(
    (run) => run.source === 'observed' && run.share > 0 && run.from > frame.start,
  );
  let kept: readonly Point[] = series.eligible;
  const apart: Point[] = [];
  for (const run of runs) {
    const before = kept.filter((point) => point.day < run.from);
    const soFar = judge({ ...series, eligible: before });
    if (soFar === null || !FAILING.includes(soFar.term)) continue;
    for (const point of kept) if (point.day > run.from && point.day <= run.to) apart.push(point);
    kept = kept.filter((point) => !apart.includes(point));
  }
  const judgement = judge(apart.length === 0 ? series : { ...series, eligible: kept });
  if (apart.length === 0) return { judgement, challenge: null };
  const returned = apart.some((point) => yardstick.status(point) === 'met');
  return {
    judgement,
    challenge: {
      outcome: returned ? 'returned-to-goal' : 'stayed-off-goal',
      records: apart.flatMap((point) => point.records),
    },
  };
}
