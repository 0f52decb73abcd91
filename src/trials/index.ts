/** Second room: who took what, when, how much, for what. One trial per ingredient and stretch of time. */
import type { PatientRecord } from '../domain/record.ts';
import type { DaySpan, Moment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { AsOf } from './as-of.ts';
import { doseSteps } from './doses.ts';
import { endingOf } from './ending.ts';
import { indicationOf } from './indication.ts';
import { initiationOf } from './initiation.ts';
import { drugLevels } from './levels.ts';
import { type Mentions, mentionsByIngredient, orderDay, splitIntoTrials, statementDay } from './mentions.ts';
import { withRegimens } from './regimens.ts';
import { supplyRuns } from './supply.ts';
import { takingRuns } from './taking.ts';

export type { AsOf } from './as-of.ts';
export { asOfFor } from './as-of.ts';
export { type Assumption, assumedRecord, assumedTrial, isAssumed, parseAssumptions } from './assumptions.ts';
export { purposeOf } from './regimens.ts';

interface Start {
  day: number;
  moment: Moment;
  basis: Trial['startBasis'];
}

/** The first day the drug was obtained or said to be used; the order's own day where nothing shows that. */
function startOf(mentions: Mentions, knowledge: Knowledge): Start | null {
  const starts: Start[] = [];
  const add = (moment: Moment | null, basis: Start['basis']): void => {
    if (moment) starts.push({ day: moment.day, moment, basis });
  };
  for (const supply of mentions.supplies) if (supply.status !== 'not-done') add(supply.at, 'dispensed');
  for (const intake of mentions.intakes) if (intake.status === 'taken') add(intake.at, 'administered');
  for (const statement of mentions.statements)
    if (statement.status === 'taking' || statement.status === 'stopped') add(statement.from, 'stated');
  const first = starts.sort((a, b) => a.moment.minute - b.moment.minute)[0];
  const orders = mentions.orders.filter((order) => order.status !== 'cancelled' || starts.length === 0);
  const order = orders
    .map((each) => each.start ?? each.authored)
    .filter((each) => each !== null)
    .sort((a, b) => a.minute - b.minute)[0];
  if (!order) {
    if (first) return first;
    const stated = mentions.statements.map((each) => each.asserted ?? each.to).find((each) => each !== null);
    const charted = mentions.intakes[0]?.at ?? mentions.supplies[0]?.at;
    const moment = stated ?? charted;
    return moment ? { day: moment.day, moment, basis: 'stated' } : null;
  }
  const ordered: Start = { day: order.day, moment: order, basis: 'ordered' };
  if (!first) return ordered;
  // Fills that begin long after the order are the pharmacy record beginning, unless it was there to see a late start.
  const beginsLate = first.basis === 'dispensed' && first.day - order.day > knowledge.conventions.pharmacyAfterDays;
  return beginsLate &&
    mentions.orders.some(
      (each) =>
        each.status !== 'cancelled' && (orderDay(each) ?? 0) < first.day - knowledge.conventions.pharmacyBeforeDays,
    )
    ? ordered
    : first;
}

/** The planned end: dosage bounds or the sum of a course's steps; for course drugs also the days supplied. */
function plannedEndOf(mentions: Mentions, start: number, isCourseDrug: boolean): number | null {
  const ends: number[] = [];
  for (const order of mentions.orders) {
    const day = Math.max(start, orderDay(order) ?? start);
    if (order.end) ends.push(order.end.day);
    else if (isCourseDrug) {
      const stated = order.directions.map((direction) => direction.durationDays).filter((days) => days !== null);
      const total = stated.length > 0 ? stated.reduce((sum, days) => sum + days, 0) : order.daysSupply;
      if (total !== null) ends.push(day + Math.round(total));
    }
  }
  if (ends.length === 0 && isCourseDrug) {
    for (const supply of mentions.supplies)
      if (supply.daysSupply !== null) ends.push(supply.at.day + Math.round(supply.daysSupply));
  }
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** Lower-case names a drug goes by in results: its ingredient, without the salt where the name has one. */
function namesOf(mentions: Mentions): string[] {
  const name = mentions.ingredient.name.toLowerCase();
  const first = name.split(' ')[0] ?? name;
  return first !== name && first.length > 4 ? [name, first] : [name];
}

function staySpans(record: PatientRecord, asOfDay: number): DaySpan[] {
  return record.stays.map((stay) => ({
    from: stay.from.day,
    to: Math.max(stay.from.day, stay.to?.day ?? asOfDay) + 1,
  }));
}

function trialOf(
  mentions: Mentions,
  id: string,
  record: PatientRecord,
  asOf: AsOf,
  rivalsOf: (mentions: Mentions) => number[],
  knowledge: Knowledge,
): Trial | null {
  const start = startOf(mentions, knowledge);
  if (!start || start.day > asOf.moment.day) return null;
  const asOfDay = asOf.moment.day;
  const facts = knowledge.drugs.facts(mentions.ingredient.id);
  const isCourseDrug = facts?.duration === 'course';
  const directions = mentions.orders.flatMap((order) => order.directions);
  const asNeeded =
    directions.length > 0 ? directions.every((direction) => direction.asNeeded) : facts?.use === 'as-needed';
  const plannedEnd = plannedEndOf(mentions, start.day, isCourseDrug);
  const fixedCourse = plannedEnd !== null && isCourseDrug;
  const stays = staySpans(record, asOfDay);
  const supply = supplyRuns(mentions, stays, asOfDay + 1);
  const ending = endingOf({
    mentions,
    supply,
    plannedEnd,
    fixedCourse,
    rivals: rivalsOf(mentions),
    record,
    asOf: asOf.moment,
    knowledge,
  });
  const end = ending.moment ? Math.max(ending.moment.day, start.day) : null;
  const until = end ?? asOfDay + 1;
  const doses = doseSteps(mentions, start.day, Math.max(until, start.day + 1));
  const levels = drugLevels(record, mentions.ingredient.id, namesOf(mentions), knowledge);
  const taking = takingRuns({
    mentions,
    start: start.day,
    end: until,
    asNeeded,
    doses,
    supply,
    levels,
    stays,
    unknownTailDays: asOf.basis === 'last-event' && end === null ? knowledge.conventions.recentSupplyDays : 0,
    knowledge,
  });
  const drugs = [...mentions.orders, ...mentions.supplies, ...mentions.intakes, ...mentions.statements].map(
    (row) => row.drug,
  );
  const partners = new Set(drugs.flatMap((drug) => drug.ingredients.map((ingredient) => ingredient.id)));
  partners.delete(mentions.ingredient.id);
  const named = (values: readonly (string | null)[]): string | null =>
    values.find((value) => value !== null && value !== '') ?? null;
  return {
    id,
    ingredient: mentions.ingredient,
    partners: [...partners],
    product: named(drugs.map((drug) => drug.product)),
    text: drugs[0]?.text ?? mentions.ingredient.name,
    atc: facts?.atc ?? [],
    route: named([...drugs.map((drug) => drug.route), ...directions.map((direction) => direction.route)]),
    form: named(drugs.map((drug) => drug.form)),
    regimen: null,
    indication: indicationOf(mentions, record, facts, start.day, knowledge),
    start: start.day,
    startMoment: start.moment,
    startBasis: start.basis,
    end,
    endMoment: ending.moment,
    endReason: ending.reason,
    stop: ending.stop,
    plannedEnd,
    fixedCourse,
    asNeeded,
    initiation: initiationOf(mentions, record, levels, stays, asNeeded, asOfDay, knowledge),
    doses,
    supply,
    taking,
    levels: levels.filter((level) => level.day >= start.day),
    orders: mentions.orders.map((order) => order.id),
    supplies: mentions.supplies.map((each) => each.id),
    intakes: mentions.intakes.map((intake) => intake.id),
    statements: mentions.statements.map((statement) => statement.id),
  };
}

/** The first day of a drug's rows, for telling a switch. */
function firstDay(mentions: Mentions): number | null {
  const days = [
    ...mentions.orders.map(orderDay),
    ...mentions.supplies.filter((supply) => supply.status === 'done').map((supply) => supply.at.day),
    ...mentions.intakes.map((intake) => intake.at.day),
    ...mentions.statements.map(statementDay),
  ].filter((day) => day !== null);
  return days.length > 0 ? Math.min(...days) : null;
}

/**
 * Every trial of a record, in order of start, then name.
 *
 * One trial per ingredient; refills, dose changes, brand switches and gaps stay inside one trial; overlapping trials for
 * one purpose carry the same `regimen`.
 */
export function trialsOf(record: PatientRecord, asOf: AsOf, knowledge: Knowledge): Trial[] {
  const stretches = mentionsByIngredient(record).flatMap((mentions) => splitIntoTrials(mentions, knowledge));
  const purposes = stretches.map((mentions) => {
    const day = firstDay(mentions);
    const facts = knowledge.drugs.facts(mentions.ingredient.id);
    const indication = indicationOf(mentions, record, facts, day ?? 0, knowledge);
    return { mentions, day, purpose: indication ? (indication.condition ?? indication.text.toLowerCase()) : null };
  });
  const rivalsOf = (mentions: Mentions): number[] => {
    const own = purposes.find((each) => each.mentions === mentions);
    if (!own || own.purpose === null) return [];
    return purposes.flatMap((other) =>
      other.purpose === own.purpose && other.mentions.ingredient.id !== mentions.ingredient.id && other.day !== null
        ? [other.day]
        : [],
    );
  };
  const counts = new Map<string, number>();
  const trials: Trial[] = [];
  const ordered = [...purposes].sort(
    (a, b) => (a.day ?? 0) - (b.day ?? 0) || (a.mentions.ingredient.name < b.mentions.ingredient.name ? -1 : 1),
  );
  for (const { mentions } of ordered) {
    const name = mentions.ingredient.name;
    const number = (counts.get(name) ?? 0) + 1;
    const trial = trialOf(mentions, `${record.id}/${name}/${number}`, record, asOf, rivalsOf, knowledge);
    if (!trial) continue;
    counts.set(name, number);
    trials.push(trial);
  }
  return withRegimens(trials, record.id, asOf.moment.day);
}
