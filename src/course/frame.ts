/** The frame of one trial: its days, its condition and how long the drug needs there. */

import type { PatientRecord } from '../domain/record.ts';
import { lastMinuteOf, type Moment } from '../domain/time.ts';
import { type Trial, trialEnd } from '../domain/trial.ts';
import type { ConditionKind, TreatmentQuery } from '../knowledge/conditions/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceIds } from '../knowledge/pack.ts';

const MINUTES_PER_HOUR = 60;

/** Everything the course of one trial is judged from. */
export interface CourseContext {
  trial: Trial;
  trials: readonly Trial[];
  record: PatientRecord;
  asOf: Moment;
  knowledge: Knowledge;
}

/** How long a drug needs before it can be judged. */
export interface AdequateDays {
  days: number;
  sources: string[];
  checked: boolean;
}

export interface Frame {
  context: CourseContext;
  condition: string | null;
  kind: ConditionKind;
  drug: TreatmentQuery;
  /** first day, and the minute of the first dose where it is known */
  start: number;
  startMinute: number | null;
  /** start of the regimen this trial shares a course with; its own start where it shares none */
  sharedStart: number;
  /** the day after the last day of the trial */
  end: number;
  /** the same, as far as the record shows: earlier than `end` where the drug was stopped on a day nobody wrote down */
  knownEnd: number;
  /** last day on which an outcome still speaks for the trial */
  lastDay: number;
  running: boolean;
  /** stopped on a day nobody wrote down: values after `knownEnd` may be from before or after the stop */
  endUnknown: boolean;
  /** days the drug has to be given */
  adequate: AdequateDays | null;
  /** the drug is given in short courses here: how long it is given and when it is judged are told apart */
  inShortCourses: boolean;
  /** days from the start until the effect can be judged, where that is longer than a short course; else null */
  assessedAfterDays: number | null;
  /** days a short course that was given as planned had to last; null where it is none, or was cut short */
  shortCourseDays: number | null;
  /** last minute at which a germ that grows is still the one treated, and no outcome */
  indexUntil: number;
  baselineDaysBefore: number;
  baselineDaysAfter: number;
  /** other trials for the same purpose, those of the shared regimen apart */
  sameRegimen: readonly Trial[];
  samePurpose: readonly Trial[];
}

/** The drug as the conditions pack looks at it. */
export function drugOf(trial: Trial, knowledge: Knowledge): TreatmentQuery {
  const classes = knowledge.drugs.facts(trial.ingredient.id)?.classes ?? [];
  return { id: trial.ingredient.id, atc: trial.atc, classes };
}

function conditionsOf(trial: Trial, knowledge: Knowledge): readonly string[] {
  if (trial.indication?.condition != null) return knowledge.conditions.lineage(trial.indication.condition);
  if (trial.indication !== null) return [];
  return knowledge.conditions.treatedBy(drugOf(trial, knowledge));
}

/** True where two trials are for the same purpose: one condition, or one the other's drug is usually given for. */
export function sharePurpose(a: Trial, b: Trial, knowledge: Knowledge): boolean {
  const ofA = conditionsOf(a, knowledge);
  return conditionsOf(b, knowledge).some((condition) => ofA.includes(condition));
}

function adequateOf(trial: Trial, condition: string | null, drug: TreatmentQuery, knowledge: Knowledge) {
  const found = condition === null ? null : knowledge.conditions.adequateTime(condition, drug);
  if (found) return { days: found.days, sources: sourceIds(found.source), checked: found.checked === 'yes' };
  // A course with a planned end and no other rule is judged when it is over.
  const planned = trial.fixedCourse ? (trial.plannedEnd ?? trial.end) : null;
  return planned === null ? null : { days: Math.max(1, planned - trial.start), sources: [], checked: true };
}

// A dose, a fill or a level shows the drug in use on its day; the order alone shows its first day only.
function lastKnownDay(trial: Trial): number {
  const shown = [
    ...trial.taking.map((run) => run.to - 1),
    ...trial.supply.map((run) => run.to - 1),
    ...trial.levels.map((level) => level.day),
    ...trial.doses.map((step) => step.from),
  ];
  return Math.max(trial.start, ...shown);
}

// By the infection, else as for an acute one: the window has no germ of its own.
function indexUntil(trial: Trial, condition: string | null, { germs, conditions }: Knowledge): number {
  const lines = condition === null ? [] : conditions.lineage(condition);
  const own = germs.rows.windows.find((row) => row.conditions.some((id) => lines.includes(id)));
  const window = own ?? germs.rows.windows.find((row) => row.taxa.length === 0);
  return lastMinuteOf(trial.startMoment) + (window?.hoursAfter ?? 0) * MINUTES_PER_HOUR;
}

/** The days and rules that frame one trial. */
export function frameOf(context: CourseContext): Frame {
  const { trial, trials, asOf, knowledge } = context;
  const condition = trial.indication?.condition ?? null;
  const facts = condition === null ? null : knowledge.conditions.facts(condition);
  const drug = drugOf(trial, knowledge);
  const end = trialEnd(trial, asOf.day);
  const endUnknown = trial.endReason === 'unknown-stop';
  const knownEnd = endUnknown ? Math.min(end, lastKnownDay(trial) + 1) : end;
  const isOpen = trial.end === null && !endUnknown;

  const others = trials.filter((other) => other !== trial && other.ingredient.id !== trial.ingredient.id);
  const purpose = others.filter((other) => sharePurpose(trial, other, knowledge));
  const sameRegimen = purpose.filter(
    (other) =>
      trial.regimen !== null &&
      other.regimen === trial.regimen &&
      Math.abs(other.start - trial.start) <= knowledge.conventions.regimenStartDays,
  );
  const samePurpose = purpose.filter((other) => !sameRegimen.includes(other));

  // Carry-over ends where the next drug for the same purpose takes over.
  const nextStart = samePurpose.reduce(
    (earliest, other) =>
      other.start >= knownEnd - 1 && other.start > trial.start ? Math.min(earliest, other.start) : earliest,
    Number.POSITIVE_INFINITY,
  );
  // A course left early is asked for its cure on the same day as one that was finished.
  const courseEnd = trial.fixedCourse ? Math.max(knownEnd, trial.plannedEnd ?? knownEnd) : knownEnd;
  const carried = courseEnd + (facts?.carryOverDays ?? 0);
  const kind = facts?.kind ?? 'ordinary';
  const planned = adequateOf(trial, condition, drug, knowledge);
  // A short course cannot last longer than it was planned to.
  const plannedDays = trial.plannedEnd === null ? null : Math.max(1, trial.plannedEnd - trial.start);
  const mostDays = condition === null ? null : knowledge.conditions.shortCourseDays(condition, trial.atc);
  const isShort = mostDays !== null && plannedDays !== null && plannedDays <= mostDays;
  const isFixed = trial.fixedCourse || isShort;
  const shorter = planned !== null && isFixed && plannedDays !== null && plannedDays < planned.days;
  const asPlanned = isShort && knownEnd - trial.start >= plannedDays * knowledge.conventions.fixedCourseShare;
  return {
    context,
    condition,
    kind,
    drug,
    start: trial.start,
    startMinute: trial.startMoment.precision === 'minute' ? trial.startMoment.minute : null,
    sharedStart: sameRegimen.reduce((first, other) => Math.min(first, other.start), trial.start),
    end,
    knownEnd,
    lastDay: isOpen ? asOf.day : Math.min(asOf.day, Math.max(knownEnd, Math.min(carried, nextStart))),
    running: isOpen || (trial.end !== null && trial.end > asOf.day),
    endUnknown,
    adequate: shorter ? { ...planned, days: plannedDays } : planned,
    inShortCourses: mostDays !== null,
    assessedAfterDays: isShort ? (planned?.days ?? null) : null,
    shortCourseDays: asPlanned ? Math.min(plannedDays, planned?.days ?? plannedDays) : null,
    indexUntil: indexUntil(trial, condition, knowledge),
    baselineDaysBefore: facts?.baselineDaysBefore ?? knowledge.conditions.rule('baselineDaysDefault'),
    baselineDaysAfter: facts?.baselineDaysAfter ?? 0,
    sameRegimen,
    samePurpose,
  };
}

/** Days from the start after which a value may judge, visit tolerance taken off; 0 where no time is known. */
export function judgeableAfter(frame: Frame, adequateDays: number | null): number {
  const days = adequateDays ?? frame.assessedAfterDays ?? frame.adequate?.days ?? 0;
  return days * (1 - frame.context.knowledge.conventions.visitTolerance);
}

/** Days the drug has to be given, where the criterion that judged has a time of its own. */
export function daysToGive(frame: Frame, judgedAfterDays: number | null): number | null {
  const own = frame.adequate?.days ?? null;
  if (frame.shortCourseDays !== null) return frame.shortCourseDays;
  return frame.inShortCourses ? (own ?? judgedAfterDays) : (judgedAfterDays ?? own);
}

/** True where the trial lasted the days the drug has to be given, visit tolerance taken off, or was a short course given as planned. */
export function lastedLongEnough(frame: Frame, adequateDays: number | null): boolean {
  if (frame.shortCourseDays !== null) return true;
  const days = daysToGive(frame, adequateDays) ?? 0;
  return frame.end - frame.start >= days * (1 - frame.context.knowledge.conventions.visitTolerance);
}
