/** The frame of one trial: its days, its condition and how long the drug needs there. */

import type { PatientRecord } from '../domain/record.ts';
import type { Moment } from '../domain/time.ts';
import { type Trial, trialEnd } from '../domain/trial.ts';
import type { ConditionKind, TreatmentQuery } from '../knowledge/conditions/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceIds } from '../knowledge/pack.ts';

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
  adequate: AdequateDays | null;
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
  const shorter = planned !== null && trial.fixedCourse && plannedDays !== null && plannedDays < planned.days;
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
    baselineDaysBefore: facts?.baselineDaysBefore ?? knowledge.conditions.rule('baselineDaysDefault'),
    baselineDaysAfter: facts?.baselineDaysAfter ?? 0,
    sameRegimen,
    samePurpose,
  };
}

/** Days from the start after which a value may judge, visit tolerance taken off; 0 where no time is known. */
export function judgeableAfter(frame: Frame, adequateDays: number | null): number {
  const days = adequateDays ?? frame.adequate?.days ?? 0;
  return days * (1 - frame.context.knowledge.conventions.visitTolerance);
}

/** True where the trial itself lasted the adequate time, visit tolerance taken off. */
export function lastedLongEnough(frame: Frame, adequateDays: number | null): boolean {
  return frame.end - frame.start >= judgeableAfter(frame, adequateDays);
}
