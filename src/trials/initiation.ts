/** Was the drug ever obtained? "No" needs a pharmacy record that would have shown it (judgement 3). */
import type { Order, PatientRecord } from '../domain/record.ts';
import type { Answer } from '../domain/terms.ts';
import type { DaySpan } from '../domain/time.ts';
import type { DrugLevel, Initiation } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Mentions, orderDay } from './mentions.ts';

/** True where the source shows dispensings of other drugs around the order, or says it holds all of them. */
function pharmacyCovers(record: PatientRecord, mentions: Mentions, day: number, knowledge: Knowledge): Answer {
  if (record.pharmacyComplete) return 'yes';
  const { pharmacyBeforeDays, pharmacyAfterDays } = knowledge.conventions;
  const own = new Set(mentions.supplies.map((supply) => supply.id));
  let before = false;
  let after = false;
  for (const supply of record.supplies) {
    if (own.has(supply.id) || supply.status !== 'done') continue;
    if (supply.at.day <= day && day - supply.at.day <= pharmacyBeforeDays) before = true;
    if (supply.at.day >= day + pharmacyAfterDays) after = true;
  }
  return before && after ? 'yes' : 'unknown';
}

/** Another drug for the same purpose was dispensed within the time given for filling: the order was replaced, not ignored. */
function equivalentDispensed(
  order: Order,
  day: number,
  record: PatientRecord,
  mentions: Mentions,
  knowledge: Knowledge,
): boolean {
  const own = knowledge.drugs.facts(mentions.ingredient.id);
  if (!own) return false;
  const firstClass = own.classes[0];
  return record.supplies.some((supply) => {
    if (supply.status !== 'done' || supply.at.day < day || supply.at.day > day + knowledge.conventions.orderAgeDays)
      return false;
    if (supply.orderId === order.id) return true;
    return supply.drug.ingredients.some((ingredient) => {
      if (ingredient.id === mentions.ingredient.id || firstClass === undefined) return false;
      return knowledge.drugs.facts(ingredient.id)?.classes[0] === firstClass;
    });
  });
}

/** A fill nobody could read, of this day or later, may have been this very drug. */
function unreadSupplySince(record: PatientRecord, day: number): boolean {
  return record.supplies.some(
    ({ status, at, drug }) => status === 'done' && at.day >= day && drug.ingredients.length === 0,
  );
}

function isGivenByStaff(order: Order, knowledge: Knowledge): boolean {
  return knowledge.phrases.read('route', [order.drug.route ?? ''])?.meaning === 'given-by-staff';
}

function textsOf(mentions: Mentions): string[] {
  return [
    ...mentions.statements.flatMap((statement) => [statement.reason?.text ?? '', ...statement.notes]),
    ...mentions.orders.flatMap((order) => [order.stopReason?.text ?? '', ...order.notes]),
    ...mentions.supplies.flatMap((supply) =>
      supply.status === 'done' ? [] : [supply.reason?.text ?? '', ...supply.notes],
    ),
  ];
}

/**
 * Whether a first dose was ever obtained, and what the answer rests on.
 *
 * Any dispensing, charted dose, statement of use or detected level says yes. "No" needs an outpatient, scheduled order
 * of a drug people collect themselves, old enough, in a pharmacy record that covers it, without an equivalent drug; or a refused dispensing; or words that
 * say so. Everything else is unknown.
 */
export function initiationOf(
  mentions: Mentions,
  record: PatientRecord,
  levels: readonly DrugLevel[],
  stays: readonly DaySpan[],
  asNeeded: boolean,
  asOfDay: number,
  knowledge: Knowledge,
): Initiation {
  const first = [...mentions.orders].sort((a, b) => (orderDay(a) ?? 0) - (orderDay(b) ?? 0))[0];
  const day = first ? orderDay(first) : null;
  const covers = day === null ? 'unknown' : pharmacyCovers(record, mentions, day, knowledge);
  const answer = (value: Answer, because: string, records: string[]): Initiation => ({
    answer: value,
    because,
    pharmacyCovers: covers,
    records,
  });

  const filled = mentions.supplies.filter((supply) => supply.status !== 'not-done');
  if (filled.length > 0)
    return answer(
      'yes',
      'dispensed',
      filled.slice(0, 1).map((supply) => supply.id),
    );
  const given = mentions.intakes.find((intake) => intake.status === 'taken');
  if (given) return answer('yes', 'administered', [given.id]);
  const detected = levels.find((level) => ['below', 'within', 'above', 'detected'].includes(level.verdict));
  if (detected) return answer('yes', 'level', [detected.record]);
  const deniesStart = (texts: readonly string[]): boolean =>
    knowledge.phrases.readAll('taking', texts).some((match) => match.meaning === 'never-started');
  const stated = mentions.statements.find(
    (statement) => (statement.status === 'taking' || statement.status === 'stopped') && !deniesStart(statement.notes),
  );
  if (stated) return answer('yes', 'stated', [stated.id]);

  const refused = mentions.supplies.filter((supply) => supply.status === 'not-done');
  if (refused.length > 0)
    return answer(
      'no',
      'dispensing-refused',
      refused.map((supply) => supply.id),
    );
  if (deniesStart(textsOf(mentions))) {
    const records = [...mentions.statements, ...mentions.orders].map((row) => row.id);
    return answer('no', 'stated-never-started', records);
  }
  if (!first || day === null) return answer('unknown', 'no-order', []);
  if (first.status === 'cancelled') return answer('unknown', 'order-cancelled', [first.id]);
  if (asNeeded) return answer('unknown', 'as-needed', [first.id]);
  const inHospital = first.setting === 'inpatient' || stays.some((stay) => stay.from <= day && day < stay.to);
  if (inHospital && first.setting !== 'outpatient') return answer('unknown', 'inpatient-order', [first.id]);
  if (isGivenByStaff(first, knowledge)) return answer('unknown', 'given-by-staff', [first.id]);
  if (asOfDay - day < knowledge.conventions.orderAgeDays) return answer('unknown', 'order-too-recent', [first.id]);
  if (covers !== 'yes') return answer('unknown', 'no-pharmacy-source', [first.id]);
  if (first.drug.ingredients.length === 0 || unreadSupplySince(record, day))
    return answer('unknown', 'drug-not-understood', [first.id]);
  if (equivalentDispensed(first, day, record, mentions, knowledge))
    return answer('unknown', 'equivalent-dispensed', [first.id]);
  return answer(
    'no',
    'never-dispensed',
    mentions.orders.map((order) => order.id),
  );
}
