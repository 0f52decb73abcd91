/** A drug level as the surrogate of prevention: within range is a good sign where no event can be. */

import type { Certainty } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { DrugLevel } from '../domain/trial.ts';
import { type Standing, sustained } from '../methods/response/index.ts';
import { anythingChanged } from './confounders.ts';
import { type Frame, judgeableAfter } from './frame.ts';
import { because, type Judgement, tidy } from './judgement.ts';
import type { Point } from './series.ts';

const isGood = ({ verdict }: DrugLevel): boolean => verdict === 'within' || verdict === 'above';
const isLow = ({ verdict }: DrugLevel): boolean => verdict === 'below' || verdict === 'absent';

/**
 * The levels of an event-prevention trial as a surrogate; null where none has a verdict.
 *
 * A level above range counts as good here: the effect asked for is there, be it with too much of the drug.
 */
export function judgeLevels(frame: Frame): Judgement | null {
  const { trial, asOf } = frame.context;
  const levels = trial.levels
    .filter((level) => level.day > frame.start && level.day <= Math.min(frame.end, asOf.day))
    .filter((level) => isGood(level) || isLow(level))
    .sort((a, b) => a.minute - b.minute);
  const last = levels.at(-1);
  if (last === undefined) return null;
  const held = sustained(
    levels.map((level): Standing => (isGood(level) ? 'good' : 'lost')),
    (from, to) => anythingChanged(frame, levels[from]?.day ?? 0, levels[to]?.day ?? 0),
  );
  const points = levels.map(pointOf);
  const lost = held.loss === null ? null : (points[held.loss.lost] ?? null);
  const lastGood = held.lastGood === null ? null : (points[held.lastGood] ?? null);
  const judging = lost ?? lastGood ?? points.at(-1) ?? null;
  const never = held.firstGood === null;
  const tooEarly = never && last.day - frame.start < judgeableAfter(frame, null);
  const checked = levels.every((level) => level.checked || level.rangeFrom === 'laboratory');
  const sure: Certainty = checked && !(never || lost) ? 'probable' : 'possible';
  const rows = judging === null ? [] : judging.records;
  const values = { value: tidy(judging?.value ?? 0), unit: last.unit, day: isoDay(judging?.day ?? last.day) };
  return {
    term: tooEarly
      ? 'too-early-to-judge'
      : lost
        ? 'secondary-non-response'
        : never
          ? 'primary-non-response'
          : 'responding',
    certainty: sure,
    criterion: {
      id: 'drug-level-in-range',
      condition: frame.condition,
      measure: null,
      unit: last.unit,
      kind: 'surrogate',
      sources: [...new Set(levels.flatMap((level) => level.sources))],
      checked,
    },
    points,
    baseline: null,
    best: lastGood,
    judging,
    lost,
    lastGoodDay: lost ? (lastGood?.day ?? null) : null,
    judgedOn: judging?.day ?? null,
    target: last.low,
    reachedGoal: !never,
    atAnyTime: false,
    adequateDays: null,
    evidence: [because(lost ? 'level-lost' : never ? 'level-low' : 'level-in-range', values, rows)],
  };
}

function pointOf(level: DrugLevel): Point {
  return {
    day: level.day,
    lastDay: level.day,
    minute: level.minute,
    value: level.value ?? 0,
    bound: level.verdict === 'absent' ? 'below' : null,
    phase: 'on-treatment',
    record: level.record,
    records: [level.record],
  };
}
