/** Judges one measure's values by a yardstick: met and held, part of it, never, lost, or too early. */
import type { CourseEvidence } from '../domain/course.ts';
import { type Certainty, weaker } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { MeasureFacts } from '../knowledge/outcome-measures/index.ts';
import { improvement, percentImprovement, type Standing, sustained } from '../methods/response/index.ts';
import { type Frame, judgeableAfter, lastedLongEnough } from './frame.ts';
import { because, type Judgement, tidy } from './judgement.ts';
import type { Point, Series } from './series.ts';
import type { Yardstick } from './yardstick.ts';

/** Did anything change between two days that could explain a recovery: this drug's dose, another drug's start or stop? */
export type ChangedBetween = (from: number, to: number) => boolean;

/**
 * The judgement of one series; null where the yardstick cannot judge it (no value on treatment, or none without a
 * baseline).
 */
export function judgeSeries(
  frame: Frame,
  facts: MeasureFacts,
  series: Series,
  yardstick: Yardstick,
  changedBetween: ChangedBetween,
): Judgement | null {
  const { eligible, baseline } = series;
  if (eligible.length === 0) return null;
  const after = judgeableAfter(frame, yardstick.adequateDays);
  const inTime = (point: Point): boolean => point.day - frame.start >= after;
  const statuses = eligible.map((point) => yardstick.status(point));
  // Short of remission, nobody can say without a baseline whether it was a response, unless the scale's worst total says so.
  const blind = !yardstick.usable && !statuses.includes('met');
  if (blind && !eligible.every((point) => yardstick.failsFromWorst(point))) return null;
  const best = bestOf(facts, eligible);
  const standings = standingsOf(eligible, statuses, facts, yardstick);
  const held = sustained(standings, (from, to) => changedBetween(dayAt(eligible, from), dayAt(eligible, to)));

  const evidence: CourseEvidence[] = [];
  const values = (point: Point) => {
    // A value that meets the criterion is shown beside what the arm it meets asks for.
    const arm = yardstick.reachedBy(point);
    return { ...describe(facts, baseline, point, arm?.target ?? yardstick.target), arm: arm?.by ?? null };
  };
  const sources = yardstick.criterion.sources;
  const isCategory = frame.context.knowledge.measures.isCategory(facts.id);
  const say = (code: string, point: Point): void => {
    evidence.push(because(isCategory ? `category-${code}` : code, values(point), point.records, sources));
  };
  if (baseline !== null) say(series.baselineLate ? 'baseline-after-start' : 'baseline', baseline);
  else if (!isCategory) evidence.push(because('no-baseline', { measure: facts.name }));
  const atGoalBefore = baseline !== null && yardstick.status(baseline) === 'met';
  if (atGoalBefore && baseline !== null) say('baseline-at-goal', baseline);
  if (yardstick.personalGoal)
    evidence.push(
      because('personal-goal', { target: yardstick.target, unit: facts.unit }, [yardstick.personalGoal.record]),
    );

  const judgement = (rest: Pick<Judgement, 'term' | 'certainty' | 'judging'> & Partial<Judgement>): Judgement => ({
    criterion: yardstick.criterion,
    points: series.points,
    baseline,
    best,
    lost: null,
    lastGoodDay: null,
    judgedOn: rest.judging?.day ?? null,
    target: yardstick.target,
    reachedGoal: false,
    atAnyTime: yardstick.anyTime,
    adequateDays: yardstick.adequateDays,
    evidence,
    ...rest,
    certainty: yardstick.criterion.checked && !blind ? rest.certainty : weaker(rest.certainty, 'possible'),
  });

  const firstGood = held.firstGood === null ? null : (eligible[held.firstGood] ?? null);
  for (const blip of held.blips) {
    const point = eligible[blip];
    if (point) say('blip', point);
  }
  const failedEarly = eligible.find((point) => yardstick.failsEarly(point));
  if (failedEarly) {
    say('early-failure', failedEarly);
    return judgement({
      term: 'primary-non-response',
      certainty: 'probable',
      judging: failedEarly,
      atAnyTime: true,
    });
  }
  if (held.loss !== null) {
    const lost = eligible[held.loss.lost] ?? null;
    const lastGood = eligible[held.loss.lastGood] ?? null;
    const confirming = held.loss.confirmed === null ? null : (eligible[held.loss.confirmed] ?? null);
    if (firstGood) evidence.push(because('time-to-response', { days: firstGood.day - frame.start }, firstGood.records));
    if (lastGood) say('met', lastGood);
    if (firstGood && lost) {
      const days = { days: lost.day - frame.start, heldDays: lost.day - firstGood.day };
      evidence.push(because('time-of-loss', days, lost.records));
    }
    if (lost) say('lost', lost);
    if (confirming) say('loss-confirmed', confirming);
    else if (yardstick.confirmLoss && lost) say('loss-unconfirmed', lost);
    if (held.loss.recovered !== null) {
      const recovered = eligible[held.loss.recovered];
      if (recovered) say('recovered-after-change', recovered);
    }
    const sure: Certainty = confirming ? 'confirmed' : yardstick.confirmLoss ? 'possible' : 'probable';
    return judgement({
      term: 'secondary-non-response',
      certainty: sure,
      judging: lost,
      lost,
      lastGoodDay: lastGood?.day ?? null,
      lossConfirmedDay: confirming?.day ?? null,
      reachedGoal: true,
    });
  }

  const lasted = lastedLongEnough(frame, yardstick.adequateDays) || yardstick.anyTime;
  if (held.lastGood !== null) {
    const lastGood = eligible[held.lastGood] ?? null;
    const latest = eligible.at(-1) ?? null;
    const good = statuses.filter((status) => status === 'met').length;
    const mayJudge = yardstick.early || eligible.some(inTime);
    const timePassed = frame.context.asOf.day - frame.start >= after;
    if (firstGood && firstGood !== lastGood)
      evidence.push(because('time-to-response', { days: firstGood.day - frame.start }, firstGood.records));
    if (lastGood) say(mayJudge ? 'met' : 'early-response', lastGood);
    if (!mayJudge && (!timePassed || !lasted)) {
      return judgement({ term: 'too-early-to-judge', certainty: 'probable', judging: lastGood, reachedGoal: true });
    }
    if (latest && latest !== lastGood) say('held-less', latest);
    const sure: Certainty = atGoalBefore || !mayJudge ? 'possible' : good > 1 ? 'confirmed' : 'probable';
    return judgement({ term: 'responding', certainty: sure, judging: lastGood, reachedGoal: true });
  }

  const judged = lasted ? eligible.filter((point) => yardstick.anyTime || inTime(point)) : [];
  const last = judged.at(-1);
  if (last === undefined) {
    const latest = eligible.at(-1) ?? null;
    if (latest) say(lasted ? 'early-outcome' : 'ended-early', latest);
    return judgement({
      term: 'too-early-to-judge',
      certainty: 'probable',
      judging: null,
      judgedOn: latest?.day ?? null,
    });
  }
  const partial = yardstick.status(last) === 'partial';
  const agreeing = judged.filter((point) => (yardstick.status(point) === 'partial') === partial).length;
  say(partial ? 'partial' : 'not-met', last);
  if (!partial && statuses.includes('partial') && best && best !== last) say('best-short', best);
  return judgement({
    term: partial ? 'partial-response' : 'primary-non-response',
    certainty: atGoalBefore ? 'possible' : agreeing > 1 ? 'confirmed' : 'probable',
    judging: last,
  });
}

const dayAt = (points: readonly Point[], index: number): number => points[index]?.day ?? 0;

function bestOf(facts: MeasureFacts, points: readonly Point[]): Point | null {
  return points.reduce<Point | null>(
    (best, point) => (best === null || improvement(best.value, point.value, facts.direction) > 0 ? point : best),
    null,
  );
}

// A loss is measured from the best value so far: a later, still better one cannot make an earlier one a loss.
function standingsOf(
  points: readonly Point[],
  statuses: readonly string[],
  facts: MeasureFacts,
  yardstick: Yardstick,
): Standing[] {
  let best: Point | null = null;
  return points.map((point, i) => {
    if (statuses[i] === 'met') {
      if (best === null || improvement(best.value, point.value, facts.direction) > 0) best = point;
      return 'good';
    }
    return best !== null && yardstick.isLost(point, best) ? 'lost' : 'between';
  });
}

function describe(facts: MeasureFacts, baseline: Point | null, point: Point, target: number | null) {
  const pct =
    baseline === null || baseline === point
      ? null
      : percentImprovement(baseline.value, point.value, facts.direction, facts.floor);
  return {
    measure: facts.name,
    value: tidy(point.value),
    unit: facts.unit,
    day: isoDay(point.day),
    baseline: baseline === null ? null : tidy(baseline.value),
    improvementPct: pct === null ? null : Math.round(pct),
    target: target === null ? null : tidy(target),
  };
}
