/** The course room: what happened to the effect over the time of each trial, and the window it is judged on. */
import type { Course, CourseEvidence } from '../domain/course.ts';
import type { PatientRecord } from '../domain/record.ts';
import { oneStepDown } from '../domain/terms.ts';
import { isoDay, type Moment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Challenge } from './challenge.ts';
import { confoundersIn, doseChangesIn } from './confounders.ts';
import { type CourseContext, daysToGive, type Frame, frameOf, judgeableAfter, lastedLongEnough } from './frame.ts';
import { judgeTrial, measuresFor } from './judge-trial.ts';
import { because, type Judgement, tidy } from './judgement.ts';
import { missingOf } from './missing.ts';
import { outcomesOf, type RecordOutcomes } from './outcomes.ts';
import { outcomePoint } from './series.ts';
import { windowOf } from './window.ts';

export type { CourseContext } from './frame.ts';
export { outcomesOf, type RecordOutcomes } from './outcomes.ts';

/**
 * The course of one trial.
 *
 * `outcomes` is the record's outcomes read beforehand; without it they are read here.
 * @example courseOf({ trial, trials, record, asOf, knowledge }).term //=> 'primary-non-response'
 */
export function courseOf(context: CourseContext, outcomes?: RecordOutcomes): Course {
  const { trial } = context;
  const frame = frameOf(context);
  if (trial.initiation.answer === 'no') return neverStarted(frame);
  const read = outcomes ?? outcomesOf(context.record, context.knowledge);
  const { judgement, challenge, missing } = judgeTrial(frame, read);
  return assembled(frame, judgement, challenge, missing, read);
}

/** The courses of all trials of one record, in their order. */
export function coursesOf(given: {
  trials: readonly Trial[];
  record: PatientRecord;
  asOf: Moment;
  knowledge: Knowledge;
}): Course[] {
  const { statedCriteria } = given.knowledge.conditions;
  const asked = new Set(statedCriteria.map((row) => row.measure));
  for (const trial of given.trials) for (const measure of measuresFor(trial, given.knowledge)) asked.add(measure);
  const outcomes = outcomesOf(given.record, given.knowledge, asked);
  return given.trials.map((trial) => courseOf({ ...given, trial }, outcomes));
}

function neverStarted(frame: Frame): Course {
  const { trial } = frame.context;
  const { initiation } = trial;
  return {
    ...empty(frame),
    term: 'never-started',
    certainty: initiation.pharmacyCovers === 'yes' ? 'confirmed' : 'probable',
    failure: true,
    evidence: [because('never-started', { reason: initiation.because }, initiation.records)],
  };
}

function empty(frame: Frame): Course {
  const { adequate } = frame;
  return {
    term: 'not-assessable',
    certainty: 'probable',
    failure: null,
    window: windowOf(frame, null, adequate?.days ?? null),
    adequateDays: adequate?.days ?? null,
    adequateSources: adequate?.sources ?? [],
    adequateChecked: adequate?.checked ?? false,
    criterion: null,
    points: [],
    baseline: null,
    best: null,
    judging: null,
    lost: null,
    target: null,
    judgedOn: null,
    challenge: null,
    challengeRecords: [],
    confounders: [],
    evidence: [],
    missing: [],
  };
}

// Nothing measured: a trial that has not had its time is too early, one that ended before it has had no fair trial.
function unjudged(frame: Frame, missing: readonly string[], outcomes: RecordOutcomes): Course {
  const { asOf } = frame.context;
  const after = judgeableAfter(frame, null);
  const base = { ...empty(frame), missing: missingOf(frame, missing, outcomes) };
  if (frame.adequate === null || frame.kind === 'event-prevention' || frame.endUnknown) return base;
  if (frame.running && asOf.day - frame.start < after) {
    return {
      ...base,
      term: 'too-early-to-judge',
      evidence: [because('still-early', { days: asOf.day - frame.start, adequateDays: frame.adequate.days })],
    };
  }
  if (frame.running || lastedLongEnough(frame, null)) return base;
  return {
    ...base,
    term: 'too-early-to-judge',
    failure: true,
    evidence: [because('ended-early-unmeasured', { days: frame.end - frame.start, adequateDays: frame.adequate.days })],
  };
}

function failureOf(frame: Frame, judgement: Judgement): boolean | null {
  switch (judgement.term) {
    case 'partial-response':
    case 'primary-non-response':
    case 'secondary-non-response':
      return true;
    case 'responding':
      return false;
    case 'too-early-to-judge': {
      if (frame.running || frame.endUnknown) return null;
      if (judgement.reachedGoal) return false;
      return lastedLongEnough(frame, judgement.adequateDays) ? null : true;
    }
    default:
      return null;
  }
}

function assembled(
  frame: Frame,
  judgement: Judgement | null,
  challenge: Challenge | null,
  missing: readonly string[],
  outcomes: RecordOutcomes,
): Course {
  if (judgement === null) return unjudged(frame, missing, outcomes);
  const adequateDays = daysToGive(frame, judgement.adequateDays);
  const window = windowOf(frame, judgement, adequateDays);
  const confounders = confoundersIn(frame, window);
  // What it shares and what blurs it stands before the reason that judged, which comes last but for a challenge.
  const context: CourseEvidence[] = [];
  if (frame.sameRegimen.length > 0) {
    context.push(
      because('shared-course', {
        drugs: frame.sameRegimen
          .map((other) => other.ingredient.name)
          .sort()
          .join(', '),
      }),
    );
  }
  for (const { day, before, after, unit } of doseChangesIn(frame, window)) {
    const values = { day: isoDay(day), before: tidy(before), after: tidy(after), unit };
    context.push(because('dose-changed', values, frame.context.trial.orders));
  }
  if (confounders.length > 0) context.push(because('confounded', { drugs: confounders.join(', ') }));
  const evidence = [...judgement.evidence.slice(0, 1), ...context, ...judgement.evidence.slice(1)];
  if (challenge) evidence.push(because(`challenge-${challenge.outcome}`, {}, challenge.records));
  const dated = judgement.points.map(outcomePoint);
  return {
    ...empty(frame),
    term: judgement.term,
    certainty: confounders.length > 0 ? oneStepDown(judgement.certainty) : judgement.certainty,
    failure: failureOf(frame, judgement),
    window,
    adequateDays,
    criterion: judgement.criterion,
    points: dated,
    baseline: judgement.baseline && outcomePoint(judgement.baseline),
    best: judgement.best && outcomePoint(judgement.best),
    judging: judgement.judging && outcomePoint(judgement.judging),
    lost: judgement.lost && outcomePoint(judgement.lost),
    target: judgement.target,
    judgedOn: judgement.judgedOn,
    challenge: challenge?.outcome ?? null,
    challengeRecords: challenge?.records ?? [],
    confounders,
    evidence,
    missing: judgement.term === 'too-early-to-judge' ? missingOf(frame, missing, outcomes) : [],
  };
}
