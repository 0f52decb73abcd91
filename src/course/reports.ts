/** The global report: what the patient or the clinician said the drug did. */
import type { Statement } from '../domain/record.ts';
import type { Certainty } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { EffectReport } from '../knowledge/conditions/types.ts';
import { namesDrug, speaksFor } from './attribution.ts';
import { type Frame, judgeableAfter, lastedLongEnough } from './frame.ts';
import { because, type Judgement } from './judgement.ts';
import { type Author, byRow, type EffectNote, type RecordOutcomes, textOf } from './outcomes.ts';

type Report = Pick<EffectNote, 'report' | 'by' | 'day' | 'record'>;

const authorOf = (by: Statement['by']): Author => (by === 'clinician' ? 'clinician' : 'patient');

const isRelief = (report: EffectReport): boolean => report === 'helped' || report === 'little';

/**
 * True where a course with a planned end was left before it.
 *
 * "Felt better and stopped" is then a reason for stopping: whether the course cured is told afterwards, not by relief
 * half-way.
 */
function isBrokenOff({ context: { trial, knowledge } }: Frame): boolean {
  if (!trial.fixedCourse || trial.plannedEnd === null || trial.end === null) return false;
  return trial.end - trial.start < (trial.plannedEnd - trial.start) * knowledge.conventions.fixedCourseShare;
}

/** Everything said about this trial's effect from its start on, in order of time. */
export function reportsOn(frame: Frame, outcomes: RecordOutcomes): Report[] {
  const { trial, trials, record, asOf, knowledge } = frame.context;
  const { reportIn } = knowledge.conditions;
  const reports: Report[] = [];
  const add = (text: string, by: Author, day: number, row: string): void => {
    const report = reportIn(text);
    if (report !== null) reports.push({ report, by, day, record: row });
  };
  const lastOwnDay = Math.min(frame.end, asOf.day);
  const brokenOff = isBrokenOff(frame);

  const { stop } = trial;
  if (stop !== null) {
    const text = textOf(stop.reason);
    const report = reportIn(text) ?? (stop.kind === 'ineffective' ? 'none' : null);
    const by: Author = stop.by === 'patient' ? 'patient' : 'clinician';
    if (report !== null && !(brokenOff && by === 'patient' && isRelief(report)))
      reports.push({ report, by, day: stop.day ?? lastOwnDay, record: stop.records[0] ?? trial.id });
  }
  for (const order of record.orders) {
    if (!trial.orders.includes(order.id)) continue;
    const told = stop?.records.includes(order.id) ?? false;
    if (order.stopReason && !told)
      add(textOf(order.stopReason), 'clinician', order.stopped?.day ?? lastOwnDay, order.id);
    for (const note of order.notes) {
      // A note that names another drug tells why this one was begun.
      const lower = note.toLowerCase();
      const others = trials.some((other) => other.ingredient.id !== trial.ingredient.id && namesDrug(other, lower));
      if (!others) add(note, 'clinician', lastOwnDay, order.id);
    }
  }
  for (const statement of record.statements) {
    if (!trial.statements.includes(statement.id)) continue;
    const day = (statement.asserted ?? statement.to)?.day ?? lastOwnDay;
    const tellsStop = brokenOff && (statement.status === 'stopped' || statement.to !== null);
    for (const text of [textOf(statement.reason), ...statement.notes]) {
      const report = reportIn(text);
      const by = authorOf(statement.by);
      if (tellsStop && by === 'patient' && report !== null && isRelief(report)) continue;
      add(text, by, Math.min(day, asOf.day), statement.id);
    }
  }
  for (const intake of record.intakes) {
    if (!trial.intakes.includes(intake.id)) continue;
    const by: Author = intake.source === 'own' ? 'patient' : 'clinician';
    for (const note of intake.notes) add(note, by, intake.at.day, intake.id);
  }
  for (const note of outcomes.notes) {
    if (note.day < frame.start || note.day > frame.lastDay) continue;
    if (speaksFor(frame, note)) reports.push(note);
  }
  for (const condition of record.conditions) {
    const own = trial.indication?.records.includes(condition.id) ?? false;
    if (!own && (frame.condition === null || knowledge.conditions.match(condition.what) !== frame.condition)) continue;
    const day = (condition.recorded ?? condition.onset)?.day;
    if (day !== undefined && day > frame.start && day <= frame.lastDay)
      add(textOf(condition.what), 'clinician', day, condition.id);
    for (const note of condition.notes) {
      // A note on the diagnosis speaks for this drug only where it names it.
      if (namesDrug(trial, note.toLowerCase())) add(note, 'clinician', lastOwnDay, condition.id);
    }
    const over = condition.abated;
    if (over !== null && over.precision !== 'year' && over.day > frame.start && over.day <= frame.lastDay) {
      reports.push({ report: 'helped', by: 'clinician', day: over.day, record: condition.id });
    }
  }
  return reports.filter(({ day }) => day <= asOf.day).sort((a, b) => a.day - b.day || byRow(a, b));
}

const TERM = {
  helped: 'responding',
  little: 'partial-response',
  none: 'primary-non-response',
  lost: 'secondary-non-response',
} as const satisfies Record<EffectReport, Judgement['term']>;

/** The judgement of what was said; null where nobody said anything. */
export function judgeReports(frame: Frame, reports: readonly Report[]): Judgement | null {
  const latest = reports.at(-1);
  if (latest === undefined) return null;
  const after = judgeableAfter(frame, null);
  const helped = reports.filter(({ report }) => report === 'helped');
  const lastHelped = helped.at(-1);
  const saidLost = reports.find(({ report }) => report === 'lost');
  const noneAfterHelp = lastHelped && reports.find((one) => one.report === 'none' && one.day > lastHelped.day);
  const deciding = saidLost ?? noneAfterHelp ?? latest;
  const meaning: EffectReport = saidLost || noneAfterHelp ? 'lost' : latest.report;
  const agreeing = reports.filter((one) => one === deciding || one.report === meaning);
  const byClinician = agreeing.some(({ by }) => by === 'clinician');

  // "It stopped working" says that it had worked, so no time need have passed.
  const inTime = deciding.day - frame.start >= after && lastedLongEnough(frame, null);
  const tooEarly = meaning !== 'lost' && !inTime;
  const certainty: Certainty = byClinician ? 'probable' : 'possible';
  const evidence = agreeing.map((one) =>
    because(`report-${one.report}`, { by: one.by, day: isoDay(one.day) }, [one.record], ['rxwhy-judgement']),
  );
  if (tooEarly) evidence.push(because('report-early', { days: deciding.day - frame.start }, [deciding.record]));
  return {
    term: tooEarly ? 'too-early-to-judge' : TERM[meaning],
    certainty: tooEarly ? 'probable' : certainty,
    criterion: {
      id: 'global-report',
      condition: frame.condition,
      measure: null,
      unit: null,
      kind: 'global-report',
      sources: ['rxwhy-judgement'],
      checked: true,
    },
    points: [],
    baseline: null,
    best: null,
    judging: null,
    lost: null,
    lastGoodDay: meaning === 'lost' ? (lastHelped?.day ?? null) : null,
    judgedOn: deciding.day,
    target: null,
    reachedGoal: meaning === 'helped',
    atAnyTime: false,
    adequateDays: null,
    evidence,
  };
}
