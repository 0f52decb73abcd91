/** The record of what a person told: every row carries the id of the question it answers. */
import { quantity } from '../domain/quantity.ts';
import { type Direction, emptyRecord, type PatientRecord } from '../domain/record.ts';
import { momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { addTests } from './record-tests.ts';
import { all, concept, type Frame, first, observation, PERSON, rowOf, statement, type Told } from './told.ts';

/** Without an answer the start is set this far back: long enough that time alone decides nothing. */
const UNKNOWN_START_DAYS = 365;

function frameOf(told: readonly Told[], today: number, knowledge: Knowledge): Frame {
  const { drug } = knowledge.drugs.resolve({ codings: [], text: first(told, 'drug')?.value ?? '' });
  const start = today - (first(told, 'startedDaysAgo')?.value ?? UNKNOWN_START_DAYS);
  const lasted = first(told, 'takenForDays')?.value;
  const hasStopped = first(told, 'stop') !== null;
  const stopped = hasStopped ? Math.min(today, lasted === undefined ? today : start + lasted) : null;
  return { drug, start, stopped, today };
}

function direction(told: readonly Told[], start: number): Direction[] {
  const dose = first(told, 'dailyDose')?.value ?? null;
  const asNeeded = first(told, 'asNeeded') !== null;
  if (dose === null && !asNeeded) return [];
  return [
    {
      text: null,
      perIntake: dose === null ? null : quantity(dose.value, dose.unit),
      intakesPerDay: dose === null ? null : 1,
      asNeeded,
      durationDays: null,
      from: momentOfDay(start),
      to: null,
      route: null,
      timing: null,
    },
  ];
}

function addMedicine(record: PatientRecord, told: readonly Told[], frame: Frame, knowledge: Knowledge): void {
  const { drug, start, stopped } = frame;
  const purpose = first(told, 'purpose');
  const stop = first(told, 'stop');
  const never = first(told, 'neverStarted');
  const ended = stop !== null && stopped !== null;
  const byPrescriber = ended && stop.value.by === 'prescriber';
  record.orders.push({
    id: rowOf('drug'),
    drug,
    status: byPrescriber ? 'stopped' : 'active',
    authored: momentOfDay(start),
    start: momentOfDay(start),
    end: null,
    stopped: byPrescriber ? momentOfDay(stopped) : null,
    stopReason: byPrescriber ? concept(stop.value.reason) : null,
    directions: direction(told, start),
    indications: purpose === null ? [] : [concept(knowledge.conditions.name(purpose.value))],
    indicationIds: [],
    setting: 'outpatient',
    daysSupply: null,
    quantity: null,
    refillsAllowed: null,
    replaces: null,
    prohibited: false,
    notes: all(told, 'orderNote').map(({ value }) => value),
  });
  if (never) {
    record.statements.push(statement(never.question, frame, { status: 'not-taking', notes: [never.value] }));
    return;
  }
  const filled = first(told, 'filled');
  if (filled) record.statements.push(statement(filled.question, frame, {}));
  const share = first(told, 'share');
  if (share) record.statements.push(statement(share.question, frame, { share: share.value }));
  for (const { question, value } of all(told, 'note'))
    record.statements.push(statement(question, frame, { notes: [value] }));
  if (ended && stop.value.reaction)
    record.reactions.push({
      id: `${rowOf(stop.question)}/reaction`,
      kind: 'adverse-event',
      what: concept(stop.value.reason),
      at: momentOfDay(stopped),
      suspects: [drug],
      suspectIds: [],
      seriousness: null,
      severity: null,
      outcome: null,
      status: null,
      notes: [],
    });
  const report = first(told, 'report');
  if (report) {
    const early = first(told, 'helpedBefore');
    const middle = start + Math.floor(((stopped ?? frame.today) - start) / 2);
    if (early)
      record.statements.push(
        statement(early.question, frame, {
          id: `${rowOf(early.question)}/before`,
          asserted: momentOfDay(middle),
          notes: ['It helped'],
        }),
      );
    record.statements.push(
      statement(report.question, frame, {
        asserted: momentOfDay(Math.min(frame.today, (stopped ?? frame.today) + 1)),
        notes: [report.value],
      }),
    );
  }
  // Last of all: of the ends on one day the broken-off one is meant.
  if (ended && !byPrescriber)
    record.statements.push(
      statement(stop.question, frame, {
        id: `${rowOf(stop.question)}/stop`,
        to: momentOfDay(stopped),
        status: 'stopped',
        reason: concept(stop.value.reason),
      }),
    );
}

function addBeside(record: PatientRecord, told: readonly Told[], frame: Frame, knowledge: Knowledge): void {
  for (const { question, value } of all(told, 'beside')) {
    const { drug } = knowledge.drugs.resolve({ codings: [], text: value });
    record.statements.push({
      ...statement(question, frame, {}),
      id: `${rowOf(question)}/${value}`,
      drug,
      orderId: null,
      to: null,
    });
  }
  const smoker = first(told, 'smoker');
  if (smoker)
    record.observations.push(
      observation(smoker.question, 'Tobacco smoking status', frame.start, { coded: concept('current smoker') }),
    );
}

/**
 * The record of an interview as it stands; every row is the person's own word (`by: patient`).
 *
 * `today` is the day number of the interview. Without a medicine there is nothing to record.
 */
export function recordOf(told: readonly Told[], today: number, knowledge: Knowledge): PatientRecord {
  const record = emptyRecord(PERSON);
  record.observedUntil = momentOfDay(today);
  if (first(told, 'drug') === null) return record;
  const frame = frameOf(told, today, knowledge);
  addMedicine(record, told, frame, knowledge);
  addBeside(record, told, frame, knowledge);
  addTests(record, told, frame, knowledge);
  for (const { question, value } of [...all(told, 'condition'), ...all(told, 'finding')])
    record.conditions.push({
      id: `${rowOf(question)}/${value}`,
      what: concept(value),
      onset: question === 'progress' ? momentOfDay(frame.today) : momentOfDay(frame.start),
      abated: null,
      recorded: null,
      status: 'active',
      verification: null,
      severity: null,
      evidence: [],
      notes: [],
    });
  return record;
}
