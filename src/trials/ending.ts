/** When and why a trial ended (judgement 2). */

import type { Order, PatientRecord } from '../domain/record.ts';
import { type Moment, momentOfDay } from '../domain/time.ts';
import type { EndReason, Stop, StopKind, SupplyRun } from '../domain/trial.ts';
import { StopKind as StopKinds } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Mentions, orderDay, statementDay } from './mentions.ts';

export interface Ending {
  moment: Moment | null;
  reason: EndReason | null;
  stop: Stop | null;
}

const asStopKind = (meaning: string | undefined): StopKind | null =>
  StopKinds.options.find((kind) => kind === meaning) ?? null;

function lastOrder(orders: readonly Order[]): Order | undefined {
  return [...orders].sort((a, b) => (orderDay(a) ?? 0) - (orderDay(b) ?? 0)).at(-1);
}

/** The last day on which anything shows the drug in use: a fill, a charted dose, a statement of taking. */
function lastUse(mentions: Mentions): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const supply of mentions.supplies) if (supply.status === 'done') last = Math.max(last, supply.at.day);
  for (const intake of mentions.intakes)
    if (intake.status === 'taken') last = Math.max(last, intake.end?.day ?? intake.at.day);
  return last;
}

/** The stop a statement reports: stopped (or an ended use) with no fill, dose or order after it. */
function statedStop(mentions: Mentions, knowledge: Knowledge): { moment: Moment; stop: Stop } | null {
  const latestOrder = lastOrder(mentions.orders);
  const after = Math.max(lastUse(mentions), latestOrder ? (orderDay(latestOrder) ?? 0) : Number.NEGATIVE_INFINITY);
  const stops = mentions.statements
    .filter((statement) => statement.status === 'stopped' || (statement.status === 'taking' && statement.to !== null))
    .flatMap((statement) => {
      // The last day of a stated use was still a day of use.
      const lastDay = statement.to ? momentOfDay(statement.to.day + 1) : null;
      const moment = lastDay ?? (statement.status === 'stopped' ? (statement.asserted ?? statement.from) : null);
      return moment && moment.day >= after ? [{ statement, moment }] : [];
    })
    .sort((a, b) => a.moment.minute - b.moment.minute);
  const last = stops.at(-1);
  if (!last) return null;
  // A statement of use with an end, while its order is open, only says how far the statement reaches.
  const open = mentions.orders.some(
    (order) => order.status === 'active' && order.end === null && order.stopped === null,
  );
  if (open && last.statement.status === 'taking') return null;
  const reason = last.statement.reason;
  const meaning = reason
    ? knowledge.phrases.stopReason(reason)
    : knowledge.phrases.read('stop-reason', last.statement.notes);
  // A use that is said to be completed was not broken off by anyone.
  const isBrokenOff = last.statement.status === 'stopped';
  const byPatient = isBrokenOff && (last.statement.by === 'patient' || last.statement.by === 'related');
  return {
    moment: last.moment,
    stop: {
      day: last.moment.day,
      kind: asStopKind(meaning?.meaning) ?? (isBrokenOff ? null : 'completed'),
      by: byPatient || meaning?.meaning === 'patient-choice' ? 'patient' : 'unknown',
      reason,
      records: [last.statement.id],
    },
  };
}

/** The stop an order reports, dated or not. */
function orderedStop(order: Order, knowledge: Knowledge): Stop | null {
  if (order.status !== 'stopped' && order.status !== 'cancelled' && order.stopped === null && order.stopReason === null)
    return null;
  const meaning = order.stopReason
    ? knowledge.phrases.stopReason(order.stopReason)
    : knowledge.phrases.read('stop-reason', order.notes);
  return {
    day: order.stopped?.day ?? null,
    kind: asStopKind(meaning?.meaning),
    by:
      meaning?.meaning === 'patient-choice' || meaning?.meaning === 'cost'
        ? 'patient'
        : order.stopReason || order.stopped
          ? 'prescriber'
          : 'unknown',
    reason: order.stopReason,
    records: [order.id],
  };
}

/** A switch: another drug for the purpose starts, and this one is never supplied or ordered again. */
function switchDay(
  mentions: Mentions,
  supply: readonly SupplyRun[],
  rivals: readonly number[],
  asOfDay: number,
  knowledge: Knowledge,
): number | null {
  const last = supply.at(-1);
  if (!last) return null;
  const latestOrder = lastOrder(mentions.orders);
  const lastSeen = Math.max(lastUse(mentions), latestOrder ? (orderDay(latestOrder) ?? 0) : Number.NEGATIVE_INFINITY);
  if (asOfDay - last.to < knowledge.conventions.switchSupplyDays) return null;
  return rivals.filter((day) => day > lastSeen).sort((a, b) => a - b)[0] ?? null;
}

export interface EndingInput {
  mentions: Mentions;
  supply: readonly SupplyRun[];
  plannedEnd: number | null;
  fixedCourse: boolean;
  /** start days of other drugs for the same purpose */
  rivals: readonly number[];
  record: PatientRecord;
  asOf: Moment;
  knowledge: Knowledge;
}

/**
 * The end of a trial: the earliest of a dated stop, a switch, the planned end of a fixed course, death and `asOf`.
 *
 * Null moment: still running at `asOf`, or (`unknown-stop`) stopped on a day the record does not tell.
 */
export function endingOf(input: EndingInput): Ending {
  const { mentions, record, asOf, knowledge } = input;
  const order = lastOrder(mentions.orders);
  const orderStop = order ? orderedStop(order, knowledge) : null;
  const stated = statedStop(mentions, knowledge);
  // Where neither says why, the stop that came first is the one that ended the trial; the order's own end came later.
  const endedBefore = stated !== null && orderStop?.kind === null && (orderStop.day ?? -1) > stated.moment.day;
  const stop = stated && (stated.stop.kind || endedBefore) ? stated.stop : (orderStop ?? stated?.stop ?? null);

  const candidates: { moment: Moment; reason: EndReason; stop: Stop | null }[] = [];
  const used = lastUse(mentions);
  if (order?.stopped && order.stopped.day >= used)
    candidates.push({ moment: order.stopped, reason: 'dated-stop', stop });
  else if (order?.end && order.end.day >= used && order.end.day <= asOf.day) {
    candidates.push({ moment: order.end, reason: order.status === 'stopped' ? 'dated-stop' : 'planned-end', stop });
  }
  if (stated) candidates.push({ moment: stated.moment, reason: 'dated-stop', stop });
  if (input.fixedCourse && input.plannedEnd !== null && input.plannedEnd <= asOf.day) {
    candidates.push({ moment: momentOfDay(input.plannedEnd), reason: 'planned-end', stop });
  }
  const switched = switchDay(mentions, input.supply, input.rivals, asOf.day, knowledge);
  if (switched !== null) candidates.push({ moment: momentOfDay(switched), reason: 'switch', stop });
  if (record.death && record.death.day <= asOf.day) candidates.push({ moment: record.death, reason: 'death', stop });

  const earliest = candidates
    .filter((each) => each.moment.day <= asOf.day)
    .sort((a, b) => a.moment.minute - b.moment.minute)[0];
  if (earliest) return earliest;
  return undatedEnding(input, order, stop);
}

/** A stopped order without a date ends at its replacement, else where its supply did, else on an unknown day. */
function undatedEnding(input: EndingInput, order: Order | undefined, stop: Stop | null): Ending {
  const open: Ending = { moment: null, reason: null, stop };
  if (!order || (order.status !== 'stopped' && order.status !== 'completed' && order.status !== 'cancelled'))
    return open;
  const day = orderDay(order) ?? 0;
  const replacement = input.record.orders.find((other) => other.replaces === order.id);
  const replacedOn = replacement
    ? orderDay(replacement)
    : input.rivals.filter((rival) => rival > day).sort((a, b) => a - b)[0];
  if (
    replacedOn !== null &&
    replacedOn !== undefined &&
    replacedOn <= input.asOf.day &&
    replacedOn > lastUse(input.mentions)
  ) {
    return { moment: momentOfDay(replacedOn), reason: 'replaced', stop };
  }
  const last = input.supply.at(-1);
  if (last && last.to <= input.asOf.day) return { moment: momentOfDay(last.to), reason: 'last-supply', stop };
  const used = lastUse(input.mentions);
  if (Number.isFinite(used) && input.mentions.supplies.length === 0)
    return { moment: momentOfDay(used + 1), reason: 'last-supply', stop };
  const stated = input.mentions.statements.map(statementDay).filter((each) => each !== null);
  if (last && stated.length === 0) return open;
  return { moment: null, reason: 'unknown-stop', stop };
}
