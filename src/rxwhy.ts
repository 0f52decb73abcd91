/**
 * The walk: one record through eight rooms, once, in one direction.
 *
 * Same record, same answer: no clock, no network, no chance. What cannot be answered is said, never guessed.
 */
import { coursesOf } from './course/index.ts';
import type { PatientAssessment } from './domain/assessment.ts';
import type { Course } from './domain/course.ts';
import type { Exposure } from './domain/exposure.ts';
import type { PatientRecord } from './domain/record.ts';
import { isoDay, type Moment } from './domain/time.ts';
import type { Trial } from './domain/trial.ts';
import type { Verdict } from './domain/verdict.ts';
import { trialAssessment } from './explain/trial-assessment.ts';
import { exposureOf } from './exposure/index.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { labelsOf } from './labels/index.ts';
import { organismLabels } from './methods/susceptibility/index.ts';
import { setupFor } from './setup.ts';
import { type AsOf, type Assumption, asOfFor, assumedRecord, assumedTrial, trialsOf } from './trials/index.ts';
import { type Asked, askFamilies, verdictOf } from './verdict/index.ts';

/** The rooms in their order; each one's result is plain JSON. */
export const ROOMS = ['record', 'trials', 'course', 'exposure', 'findings', 'verdict'] as const;
export type Room = (typeof ROOMS)[number];

/** What the rooms have said so far of one person; lists are parallel to `trials`. */
export interface Walk {
  record: PatientRecord;
  asOf: AsOf | null;
  trials?: Trial[];
  assumed?: string[][];
  courses?: Course[];
  exposures?: Exposure[];
  asked?: Asked[];
  verdicts?: Verdict[];
}

export interface AssessOptions {
  knowledge: Knowledge;
  /** the day to judge at; default: the end of the source's observation, else the last past event */
  asOf?: Moment | null;
  /** what-if: facts to assume, shown as assumed */
  assume?: readonly Assumption[];
}

/** Walks from wherever `start` stands to the last room, or until `stopAfter`. */
export function walk(start: Walk, options: AssessOptions, stopAfter: Room = 'verdict'): Walk {
  const { knowledge, assume = [] } = options;
  const record = start.trials ? start.record : assumedRecord(start.record, assume, knowledge);
  const at: Walk = { ...start, record, asOf: start.asOf ?? asOfFor(record, options.asOf ?? null) };
  const { asOf } = at;
  if (!asOf || stopAfter === 'record') return at;
  const { verdict: setup } = setupFor(knowledge);

  // Trials first: every later room asks who took what, when and for what.
  const supposed = (at.trials ?? trialsOf(record, asOf, knowledge)).map((trial) =>
    assumedTrial(trial, assume, asOf.moment.day, knowledge),
  );
  const trials = supposed.map((each) => each.trial);
  at.trials = trials;
  at.assumed = supposed.map((each) => each.said);
  if (stopAfter === 'trials') return at;

  // The course before the exposure: it sets the window in which exposure and gates are measured.
  const courses = at.courses ?? coursesOf({ trials, record, asOf: asOf.moment, knowledge });
  at.courses = courses;
  if (stopAfter === 'course') return at;

  const judged = trials.flatMap((trial, index) => {
    const course = courses[index];
    return course ? [{ trial, course, index }] : [];
  });
  const exposures =
    at.exposures ??
    judged.map(({ trial, course }) =>
      exposureOf(trial, course, { trials, record, asOfDay: asOf.moment.day, knowledge }),
    );
  at.exposures = exposures;
  if (stopAfter === 'exposure') return at;

  // Every family that applies is asked before anything is called a failure of the drug.
  at.asked ??= judged.flatMap(({ trial, course, index }) => {
    const exposure = exposures[index];
    if (!exposure) return [];
    return [
      askFamilies({ trial, course, exposure, index, trials, courses, record, asOf: asOf.moment, knowledge }, setup),
    ];
  });
  if (stopAfter === 'findings') return at;
  at.verdicts ??= at.asked.flatMap((asked, index) => {
    const each = judged[index];
    return each ? [verdictOf(asked, each.trial.id, each.course, setup)] : [];
  });
  return at;
}

/** The end of a walk in words: the assessment of one person. */
export function explained(walked: Walk, knowledge: Knowledge): PatientAssessment {
  const { record, asOf, trials = [], courses = [], exposures = [], verdicts = [], assumed = [] } = walked;
  const { explain } = setupFor(knowledge);
  const assessed = trials.flatMap((trial, index) => {
    const [course, exposure, verdict] = [courses[index], exposures[index], verdicts[index]];
    if (!course || !exposure || !verdict) return [];
    const members = trials.filter(({ regimen }) => regimen !== null && regimen === trial.regimen).map(({ id }) => id);
    return [trialAssessment(trial, course, exposure, verdict, members, assumed[index] ?? [], explain)];
  });
  const { id, problems, counts, cultures } = record;
  // What a condition may be called, then what its germs are called.
  const labels = asOf
    ? [
        ...labelsOf({ record, asOf: asOf.moment, trials, courses, verdicts, knowledge }),
        ...organismLabels(cultures, knowledge.germs, asOf.moment.day).map((label) => ({
          ...label,
          opens: [],
          codes: [...knowledge.codes.codesFor(label.term, {})],
        })),
      ]
    : [];
  return {
    id,
    asOf: asOf ? isoDay(asOf.moment.day) : null,
    asOfBasis: asOf?.basis ?? 'last-event',
    trials: assessed,
    labels,
    problems,
    counts,
  };
}

/**
 * Why each medication trial of one person is not working, and what that is called.
 *
 * @example assess(record, { knowledge }).trials[0]?.headline //=> { term: 'missed-doses', kind: 'cause' }
 */
export function assess(record: PatientRecord, options: AssessOptions): PatientAssessment {
  return explained(walk({ record, asOf: null }, options), options.knowledge);
}
