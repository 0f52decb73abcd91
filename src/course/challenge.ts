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

interface Spell {
  from: number;
  /** minute of the first observed dose; +Infinity where its time is not known */
  firstMinute: number;
  /** last day whose outcomes the observed doses explain */
  lastDay: number;
}

// Doses observed once a week are one spell: the rule says how far apart they may lie.
function observedSpells(frame: Frame): Spell[] {
  const { trial, record, knowledge } = frame.context;
  const gap = knowledge.conditions.rule('observedGapDays');
  const spells: (Spell & { to: number })[] = [];
  for (const run of trial.taking) {
    if (run.source !== 'observed' || run.share <= 0) continue;
    const open = spells.at(-1);
    if (open && run.from - open.to < gap) {
      open.to = run.to;
      open.lastDay = run.to + gap - 1;
      continue;
    }
    const doses = record.intakes.filter((dose) => run.records.includes(dose.id) && dose.at.precision === 'minute');
    const firstMinute = doses.reduce((first, dose) => Math.min(first, dose.at.minute), Number.POSITIVE_INFINITY);
    spells.push({ from: run.from, to: run.to, firstMinute, lastDay: run.to + gap - 1 });
  }
  return spells.filter((spell) => spell.from > frame.start);
}

/**
 * Judges a series with the outcomes of later observed doses set apart.
 *
 * A spell of observed doses is a challenge where the values before it already judge the trial a failure. Its outcomes
 * then say only whether the effect came back under observation.
 */
export function judgeWithChallenge(
  frame: Frame,
  series: Series,
  yardstick: Yardstick,
  judge: (series: Series) => Judgement | null,
): { judgement: Judgement | null; challenge: Challenge | null } {
  let kept: readonly Point[] = series.eligible;
  const apart: Point[] = [];
  for (const spell of observedSpells(frame)) {
    const isUnder = (point: Point): boolean =>
      point.day > spell.from
        ? point.day <= spell.lastDay
        : point.day === spell.from && point.minute !== null && point.minute > spell.firstMinute;
    const before = kept.filter((point) => point.day <= spell.from && !isUnder(point));
    const soFar = judge({ ...series, eligible: before });
    if (soFar === null || !FAILING.includes(soFar.term)) continue;
    apart.push(...kept.filter(isUnder));
    kept = kept.filter((point) => !isUnder(point));
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
