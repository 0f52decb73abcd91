/** Builds one trial from everything its record says about one ingredient over one stretch of time. */
import type { Direction, Order, PatientRecord } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import type { Indication, Trial } from '../domain/trial.ts';
import type { DrugFacts } from '../knowledge/drugs/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { adherenceMeasureRuns } from './adherence-measures.ts';
import type { AsOf } from './as-of.ts';
import { doseSteps } from './doses.ts';
import { endingOf } from './ending.ts';
import { indicationOf } from './indication.ts';
import { initiationOf } from './initiation.ts';
import { drugLevels } from './levels.ts';
import { type Mentions, orderDay } from './mentions.ts';
import { startOf } from './start.ts';
import { supplyRuns } from './supply.ts';
import { intakesAskedFor, takingRuns } from './taking.ts';

/** The planned end: dosage bounds or the sum of a course's steps; for course drugs also the days supplied. */
function plannedEndOf(mentions: Mentions, start: number, isCourse: boolean): number | null {
  const ends: number[] = [];
  for (const order of mentions.orders) {
    const day = Math.max(start, orderDay(order) ?? start);
    if (order.end) ends.push(order.end.day);
    else if (isCourse) {
      const stated = order.directions.map((direction) => direction.durationDays).filter((days) => days !== null);
      const total = stated.length > 0 ? stated.reduce((sum, days) => sum + days, 0) : order.daysSupply;
      if (total !== null) ends.push(day + Math.round(total));
    }
  }
  if (ends.length === 0 && isCourse) {
    for (const supply of mentions.supplies)
      if (supply.daysSupply !== null) ends.push(supply.at.day + Math.round(supply.daysSupply));
  }
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** A drug used both ways is a course where its condition is treated by courses and the directions or an order say how long. */
function isCourseHere(
  facts: DrugFacts | null,
  indication: Indication | null,
  directions: readonly Direction[],
  orders: readonly Order[],
  { conditions }: Knowledge,
): boolean {
  if (facts?.duration !== 'either' || indication?.condition == null) return false;
  if (conditions.facts(indication.condition)?.kind !== 'fixed-course') return false;
  return directions.some((direction) => direction.durationDays !== null) || orders.some((order) => order.end !== null);
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

/** What a trial is built from beside its own rows. */
export interface TrialSetting {
  record: PatientRecord;
  asOf: AsOf;
  /** start days of other drugs for the same purpose */
  rivals: readonly number[];
  /** no other product is in the record */
  isOnlyDrug: boolean;
  knowledge: Knowledge;
}

/** One trial with its evidence timeline; null where its rows carry no date up to the day of judgement. */
export function trialOf(mentions: Mentions, id: string, setting: TrialSetting): Trial | null {
  const { record, asOf, isOnlyDrug, knowledge } = setting;
  const start = startOf(mentions, knowledge);
  if (!start || start.day > asOf.moment.day) return null;
  const asOfDay = asOf.moment.day;
  const facts = knowledge.drugs.facts(mentions.ingredient.id);
  const directions = mentions.orders.flatMap((order) => order.directions);
  const indication = indicationOf(mentions, record, facts, start.day, knowledge);
  const isCourse =
    facts?.duration === 'course' || isCourseHere(facts, indication, directions, mentions.orders, knowledge);
  const form = mentions.orders[0]?.drug.form ?? mentions.supplies[0]?.drug.form ?? null;
  const usual = knowledge.drugs.usualUse(mentions.ingredient.id, form) ?? facts?.use;
  // Directions that give no frequency do not say that it is taken on a schedule: the drug's usual use decides.
  const saysHowOften = directions.some((direction) => direction.asNeeded || direction.intakesPerDay !== null);
  const asNeeded = saysHowOften ? directions.every((direction) => direction.asNeeded) : usual === 'as-needed';
  const plannedEnd = plannedEndOf(mentions, start.day, isCourse);
  const fixedCourse = plannedEnd !== null && isCourse;
  const stays = staySpans(record, asOfDay);
  const supply = supplyRuns(mentions, stays, asOfDay + 1);
  const ending = endingOf({
    mentions,
    supply,
    plannedEnd,
    fixedCourse,
    rivals: setting.rivals,
    record,
    asOf: asOf.moment,
    knowledge,
  });
  const end = ending.moment ? Math.max(ending.moment.day, start.day) : null;
  const until = end ?? asOfDay + 1;
  const doses = doseSteps(mentions, start.day, Math.max(until, start.day + 1));
  const levels = drugLevels(record, mentions.ingredient.id, namesOf(mentions), knowledge);
  const drugs = [...mentions.orders, ...mentions.supplies, ...mentions.intakes, ...mentions.statements].map(
    (row) => row.drug,
  );
  const named = (values: readonly (string | null)[]): string | null =>
    values.find((value) => value !== null && value !== '') ?? null;
  const route = named([...drugs.map((drug) => drug.route), ...directions.map((direction) => direction.route)]);
  const measures = adherenceMeasureRuns({
    record,
    mentions,
    names: namesOf(mentions),
    route,
    isOnlyDrug,
    recallDays: knowledge.conventions.statementRecallDays,
    askedOn: (day) => intakesAskedFor(doses, day),
    knowledge,
  });
  const taking = takingRuns({
    mentions,
    start: start.day,
    end: until,
    asNeeded,
    doses,
    supply,
    levels,
    stays,
    canBeCleared: knowledge.immunogenicity.rowOf({ name: mentions.ingredient.name, atc: facts?.atc ?? [] }) !== null,
    measures,
    unknownTailDays: asOf.basis === 'last-event' && end === null ? knowledge.conventions.recentSupplyDays : 0,
    knowledge,
  });
  const partners = new Set(drugs.flatMap((drug) => drug.ingredients.map((ingredient) => ingredient.id)));
  partners.delete(mentions.ingredient.id);
  return {
    id,
    ingredient: mentions.ingredient,
    partners: [...partners],
    product: named(drugs.map((drug) => drug.product)),
    text: drugs[0]?.text ?? mentions.ingredient.name,
    atc: facts?.atc ?? [],
    route,
    form: named(drugs.map((drug) => drug.form)),
    regimen: null,
    indication,
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
