/** A judged person -> rows of the tables. */
import type { DefinitionOutcome, LabelAssessment, TrialAssessment } from '../domain/assessment.ts';
import type { Course } from '../domain/course.ts';
import type { Exposure } from '../domain/exposure.ts';
import { dateOf, isoDay } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import { trialEnd } from '../domain/trial.ts';
import type { Verdict } from '../domain/verdict.ts';
import { persistenceOf } from '../methods/adherence/index.ts';
import type { Judged } from './judge.ts';
import rungs from './rungs.json' with { type: 'json' };
import type { Cell, TableName, TableRow } from './schema.ts';

/** Takes a row of a table. */
export type Put = (table: TableName, row: TableRow) => void;

const day = (value: number | null): string | null => (value === null ? null : isoDay(value));
const list = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(';'));

/** Puts all rows of one person but attrition. */
export function putRows(judged: Judged, gaps: readonly number[], put: Put): void {
  const { record, asOf, trials = [], courses = [], exposures = [], verdicts = [] } = judged.walked;
  const lines = linesOf(trials);
  trials.forEach((trial, place) => {
    const [course, exposure, verdict] = [courses[place], exposures[place], verdicts[place]];
    if (!course || !exposure || !verdict || !asOf) return;
    const birthYear = record.birth ? dateOf(record.birth.day).year : null;
    put('trials', [
      record.id,
      ...trialCells(trial, course, exposure, verdict, lines.get(trial.id) ?? null),
      record.sex,
      birthYear === null ? null : ageOn(trial.start, record.birth?.day ?? 0),
      day(asOf.moment.day),
      asOf.basis,
    ]);
    for (const { gate, answer } of verdict.gates) put('gates', [record.id, trial.id, gate, answer]);
    putCauses(record.id, trial.id, verdict, put);
    for (const each of exposure.factors)
      put('exposure', [
        record.id,
        trial.id,
        each.factor,
        each.state,
        each.value,
        each.low,
        each.high,
        each.share,
        each.checked,
      ]);
    putPersistence(record.id, trial, trialEnd(trial, asOf.moment.day), gaps, put);
  });
  for (const label of judged.labels) putLabel(record.id, label, put);
  for (const { code, where, what, help } of record.problems) put('problems', [record.id, code, where, what, help]);
  for (const told of judged.words?.trials ?? []) put('explanations', [record.id, ...wordsOf(told)]);
}

function trialCells(trial: Trial, course: Course, exposure: Exposure, verdict: Verdict, line: number | null): Cell[] {
  return [
    trial.id,
    trial.ingredient.id,
    trial.ingredient.name,
    list(trial.atc),
    trial.route,
    trial.indication?.text ?? null,
    trial.indication?.basis ?? null,
    trial.indication?.condition ?? null,
    line,
    day(trial.start),
    day(trial.end),
    trial.endReason,
    trial.regimen,
    trial.fixedCourse,
    trial.asNeeded,
    course.term,
    course.certainty,
    course.failure,
    verdict.fairChance,
    verdict.headline.term,
    verdict.headline.kind,
    day(course.window.from),
    day(course.window.to),
    course.adequateDays,
    course.criterion?.measure ?? null,
    course.baseline?.value ?? null,
    course.judging?.value ?? null,
    trial.supply.reduce((sum, run) => sum + run.to - run.from, 0),
    exposure.relative,
    exposure.low,
    exposure.high,
  ];
}

/** The place of each trial among those for its condition, by start; trials of one day share a line. */
function linesOf(trials: readonly Trial[]): Map<string, number> {
  const lines = new Map<string, number>();
  const byCondition = new Map<string, Trial[]>();
  for (const trial of trials) {
    const condition = trial.indication?.condition ?? null;
    if (condition === null) continue;
    byCondition.set(condition, [...(byCondition.get(condition) ?? []), trial]);
  }
  for (const own of byCondition.values()) {
    const starts = [...new Set(own.map(({ start }) => start))].sort((a, b) => a - b);
    for (const trial of own) lines.set(trial.id, starts.indexOf(trial.start) + 1);
  }
  return lines;
}

function ageOn(onDay: number, birthDay: number): number {
  const [at, born] = [dateOf(onDay), dateOf(birthDay)];
  const before = at.month < born.month || (at.month === born.month && at.day < born.day);
  return at.year - born.year - (before ? 1 : 0);
}

function putCauses(patient: string, trial: string, verdict: Verdict, put: Put): void {
  const lists = { cause: verdict.causes, risk: verdict.risks, excluded: verdict.excluded };
  for (const [name, causes] of Object.entries(lists))
    causes.forEach((cause, place) => {
      put('causes', [
        patient,
        trial,
        name,
        place + 1,
        cause.term,
        cause.certainty,
        cause.share,
        list(cause.explainedBy),
        null,
      ]);
    });
  verdict.notAssessed.forEach((open, place) => {
    const missing = [...new Set(open.told.map(({ finding }) => finding.code))];
    put('causes', [patient, trial, 'not-assessed', place + 1, open.term, null, null, null, list(missing)]);
  });
}

function putPersistence(patient: string, trial: Trial, until: number, gaps: readonly number[], put: Put): void {
  if (trial.supply.length === 0 || trial.asNeeded) return;
  for (const gap of gaps) {
    const found = persistenceOf({ id: trial.id, supplied: trial.supply, observedUntil: until }, gap);
    if (found) put('persistence', [patient, trial.id, gap, Math.round(found.days), found.stopped]);
  }
}

function putLabel(patient: string, label: LabelAssessment, put: Put): void {
  const outcomes: DefinitionOutcome[] = [label, ...label.otherDefinitions];
  outcomes.forEach((outcome, place) => {
    const { count, dose, adherence, rung } = rungOf(outcome);
    const because = [...new Set(outcome.refused.map((each) => each.because))].sort();
    put('labels', [
      patient,
      label.term,
      label.condition,
      outcome.definition,
      place === 0,
      outcome.standing,
      count,
      dose,
      adherence,
      rung,
      outcome.counted.length,
      outcome.refused.length,
      list(because),
    ]);
  });
}

type Asked = 'met' | 'failed' | 'unknown' | 'not-asked';

/** How far a definition carries: by number, then with its questions of dose, of adherence, and all others. */
export function rungOf(outcome: DefinitionOutcome): { count: Asked; dose: Asked; adherence: Asked; rung: number } {
  const answer = (isMeant: (code: string) => boolean): Asked => {
    const answers = outcome.requirements.filter(({ code }) => isMeant(code)).map((each) => each.answer);
    if (answers.length === 0) return 'not-asked';
    return answers.includes('failed') ? 'failed' : answers.includes('unknown') ? 'unknown' : 'met';
  };
  const count = answer((code) => code.startsWith('distinct-'));
  const dose = answer((code) => rungs.dose.includes(code));
  const adherence = answer((code) => rungs.adherence.includes(code));
  let rung = 0;
  if (outcome.standing !== 'not-met') {
    rung = 1;
    if (dose !== 'failed') rung = adherence === 'failed' ? 2 : 3;
    if (outcome.standing === 'apparent') rung = 4;
    if (outcome.standing === 'confirmed') rung = 5;
  }
  return { count, dose, adherence, rung };
}

function wordsOf(told: TrialAssessment): Cell[] {
  const evidence = {
    course: told.course.evidence.map(({ text }) => text),
    causes: told.causes.map(({ term, evidence: found }) => ({ term, text: found.map(({ text }) => text) })),
  };
  return [told.id, told.summary.clinician, told.summary.plain, JSON.stringify(evidence)];
}
