/** Finds the first way of judging a trial that judges: criteria, events, measures, the generic rule, the report. */
import type { Trial } from '../domain/trial.ts';
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { MeasureFacts } from '../knowledge/outcome-measures/index.ts';
import { speaksFor } from './attribution.ts';
import { weighObjectiveSigns } from './borne-out.ts';
import { type Challenge, judgeWithChallenge } from './challenge.ts';
import { anythingChanged } from './confounders.ts';
import { tellEmesisPhases } from './emesis.ts';
import { eventsOn, judgeEvents } from './events.ts';
import type { Frame } from './frame.ts';
import { judgeSeries } from './judge-series.ts';
import type { Judgement } from './judgement.ts';
import { judgeLevels } from './levels.ts';
import { weighEarlierEffect } from './lost-before.ts';
import type { RecordOutcomes } from './outcomes.ts';
import { judgeReports, reportsOn } from './reports.ts';
import { weighSeizureFreedom } from './seizures.ts';
import { type Series, seriesOf } from './series.ts';
import { tellViralLoad } from './viral-load.ts';
import { criterionYardstick, genericYardstick, type Yardstick } from './yardstick.ts';

/** The measures that could judge a trial, companions of its criteria included. */
export function measuresFor(trial: Trial, knowledge: Knowledge): string[] {
  const { conditions, measures } = knowledge;
  const condition = trial.indication?.condition ?? null;
  if (condition === null) return [];
  const rows = conditions.criteria(condition, trial.atc);
  return [
    ...rows.flatMap((row) => [row.measure, ...(row.withMeasure === '' ? [] : [row.withMeasure]), ...row.bearsOut]),
    ...conditions.lineage(condition).flatMap((line) => measures.judging(line)),
  ];
}

export interface TrialJudgement {
  judgement: Judgement | null;
  challenge: Challenge | null;
  missing: string[];
}

// Where only the way from bad to good counts: the baseline was off, or a value is plainly bad now.
function tellsChange({ baseline, eligible }: Series, yardstick: Yardstick): boolean {
  if (baseline !== null && yardstick.status(baseline) !== 'met') return true;
  return eligible.some((point) => yardstick.isLost(point, point));
}

// The bound asked for says which way is better here: potassium should fall in one condition and rise in another.
function towards(row: CriterionRow, facts: MeasureFacts | null): MeasureFacts | null {
  if (facts === null || row.metOp === null) return facts;
  const direction = row.metOp === 'lt' || row.metOp === 'le' ? 'lower-better' : 'higher-better';
  return direction === facts.direction ? facts : { ...facts, direction };
}

// A good value soon after a course may be a germ held down, not gone; a bad one says what it says.
function withoutSuppression(frame: Frame, row: CriterionRow, series: Series, yardstick: Yardstick): Series {
  if (row.daysAfterEnd === null) return series;
  const from = frame.knownEnd - 1 + row.daysAfterEnd * (1 - frame.context.knowledge.conventions.visitTolerance);
  const { eligible } = series;
  return { ...series, eligible: eligible.filter((point) => point.day >= from || yardstick.status(point) !== 'met') };
}

const decides = (judgement: Judgement | null): boolean => judgement !== null && judgement.term !== 'too-early-to-judge';

/**
 * The judgement of a trial by the first way that decides, else the first that is only too early.
 *
 * The order is that of judgement 5: the condition's own criteria with the events that count, the outcome measures that
 * judge the condition by the generic rule, then what was stated and reported.
 */
export function judgeTrial(frame: Frame, outcomes: RecordOutcomes): TrialJudgement {
  const { knowledge, trial } = frame.context;
  const { conditions, measures } = knowledge;
  const missing: string[] = [];
  let early: { judgement: Judgement; challenge: Challenge | null } | null = null;
  let challengeSeen: Challenge | null = null;

  const onMeasure = (
    measure: string,
    yardstickOf: (series: Series) => Yardstick | null,
    kept: (series: Series, yardstick: Yardstick) => Series = (series) => series,
    facts: MeasureFacts | null = measures.facts(measure),
  ) => {
    const values = outcomes.measured.get(measure);
    if (facts === null || values === undefined) return null;
    const all = seriesOf(frame, values);
    const yardstick = yardstickOf(all);
    if (yardstick === null) return null;
    const series = kept(all, yardstick);
    if (series.eligible.length > 0 && !yardstick.usable) missing.push('baseline');
    const changed = (from: number, to: number) => anythingChanged(frame, from, to);
    const judged = judgeWithChallenge(frame, series, yardstick, (part) =>
      judgeSeries(frame, facts, part, yardstick, changed),
    );
    challengeSeen ??= judged.challenge;
    return judged;
  };
  const byCriterion = (row: CriterionRow) => {
    const facts = towards(row, measures.facts(row.measure));
    const judged = onMeasure(
      row.measure,
      (series) => {
        if (facts === null) return null;
        const yardstick = criterionYardstick(frame, row, facts, series.baseline, outcomes);
        return row.needsBaseline && !tellsChange(series, yardstick) ? null : yardstick;
      },
      (series, yardstick) => withoutSuppression(frame, row, series, yardstick),
      facts,
    );
    if (!judged?.judgement) return null;
    const told = tellEmesisPhases(frame, row, tellViralLoad(row, judged.judgement));
    return { ...judged, judgement: weighObjectiveSigns(frame, row, told, outcomes) };
  };

  const restsOnSeizures = (id: string): boolean =>
    frame.condition !== null &&
    conditions.criteria(frame.condition, trial.atc).some((row) => row.id === id && row.metRule === 'seizure-free');
  let measured: Judgement | null = null;
  if (frame.condition !== null) {
    for (const row of conditions.criteria(frame.condition, trial.atc)) {
      const judged = byCriterion(row);
      if (judged === null) continue;
      early ??= decides(judged.judgement) ? null : { judgement: judged.judgement, challenge: judged.challenge };
      if (!decides(judged.judgement)) continue;
      const later = conditions.criteria(frame.condition, trial.atc).filter((one) => one.measure !== row.measure);
      measured = weighEarlierEffect(frame, judged.judgement, function* () {
        for (const one of later) {
          const other = byCriterion(one)?.judgement;
          if (other) yield other;
        }
      });
      break;
    }
    if (measured === null && frame.kind === 'event-prevention') measured = judgeLevels(frame);
  }
  const events = eventsOn(frame, outcomes);
  const judged = judgeEvents(frame, events, measured ?? early?.judgement ?? null);
  const withEvents =
    judged?.term === 'responding' && restsOnSeizures(judged.criterion.id)
      ? weighSeizureFreedom(frame, judged, events, outcomes)
      : judged;
  if (decides(withEvents)) return { judgement: withEvents, challenge: challengeSeen, missing };

  if (frame.condition !== null) {
    for (const id of conditions.lineage(frame.condition).flatMap((line) => measures.judging(line))) {
      const judged = onMeasure(id, (series) => {
        const facts = measures.facts(id);
        return facts && genericYardstick(frame, facts, series.baseline);
      });
      if (!judged?.judgement) continue;
      if (decides(judged.judgement)) return { judgement: judged.judgement, challenge: challengeSeen, missing };
      early ??= { judgement: judged.judgement, challenge: judged.challenge };
    }
  }

  const stated = judgeStated(frame, outcomes);
  if (decides(stated)) return { judgement: stated, challenge: challengeSeen, missing };
  const reported = judgeReports(frame, reportsOn(frame, outcomes));
  if (decides(reported)) return { judgement: reported, challenge: challengeSeen, missing };
  return { judgement: early?.judgement ?? stated ?? reported, challenge: challengeSeen, missing };
}

// A response category or global impression stands for a report: whose it is decides how far it carries.
function judgeStated(frame: Frame, outcomes: RecordOutcomes): Judgement | null {
  const { conditions, measures } = frame.context.knowledge;
  let early: Judgement | null = null;
  for (const row of conditions.statedCriteria) {
    const facts = measures.facts(row.measure);
    const own = (outcomes.measured.get(row.measure) ?? []).filter((value) => speaksFor(frame, value));
    if (facts === null || own.length === 0) continue;
    // Of an improvement there is no baseline: a category already compares with it.
    const { points } = seriesOf(frame, own);
    const eligible = points.filter(({ phase }) => phase === 'on-treatment' || phase === 'carry-over');
    const series = { points, eligible, baseline: null, baselineLate: false };
    const yardstick = criterionYardstick(frame, row, facts, null, outcomes);
    const judged = judgeSeries(frame, facts, series, yardstick, (from, to) => anythingChanged(frame, from, to));
    if (judged === null) continue;
    const byClinician = own.some((value) => value.by === 'clinician');
    const most = byClinician ? 'probable' : 'possible';
    const held: Judgement = {
      ...judged,
      certainty: judged.certainty === 'confirmed' || !byClinician ? most : judged.certainty,
    };
    if (decides(held)) return held;
    early ??= held;
  }
  return early;
}
