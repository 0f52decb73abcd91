/** Gathering everything a record says about one ingredient, and cutting it into trials. */
import type { Drug, Intake, Order, PatientRecord, Statement, Supply } from '../domain/record.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** All rows about one ingredient over one stretch of time; a trial is built from each. */
export interface Mentions {
  ingredient: { id: string; name: string };
  orders: Order[];
  supplies: Supply[];
  intakes: Intake[];
  statements: Statement[];
}

const emptyMentions = (ingredient: Mentions['ingredient']): Mentions => ({
  ingredient,
  orders: [],
  supplies: [],
  intakes: [],
  statements: [],
});

/** The day an order takes effect; null where it carries no date at all. */
export function orderDay(order: Order): number | null {
  return (order.start ?? order.authored)?.day ?? null;
}

/** The first day a statement speaks of. */
export function statementDay(statement: Statement): number | null {
  return (statement.from ?? statement.asserted ?? statement.to)?.day ?? null;
}

/**
 * Everything the record says about each ingredient; a combination is counted for each of its ingredients.
 *
 * Drafts, prohibitions and planned statements say nothing about treatment. A drug without a known ingredient is kept
 * under its text, so that it is reported as not assessed instead of vanishing.
 */
export function mentionsByIngredient(record: PatientRecord): Mentions[] {
  const found = new Map<string, Mentions>();
  const each = (drug: Drug, add: (mentions: Mentions) => void): void => {
    const ingredients =
      drug.ingredients.length > 0 ? drug.ingredients : [{ id: `?${drug.text.toLowerCase()}`, name: drug.text }];
    for (const { id, name } of ingredients) {
      let mentions = found.get(id);
      if (!mentions) {
        mentions = emptyMentions({ id, name });
        found.set(id, mentions);
      }
      add(mentions);
    }
  };
  for (const order of record.orders) {
    if (order.status === 'draft' || order.prohibited || orderDay(order) === null) continue;
    each(order.drug, (mentions) => mentions.orders.push(order));
  }
  for (const supply of record.supplies) each(supply.drug, (mentions) => mentions.supplies.push(supply));
  for (const intake of record.intakes) each(intake.drug, (mentions) => mentions.intakes.push(intake));
  for (const statement of record.statements) {
    if (statement.status === 'planned') continue;
    each(statement.drug, (mentions) => mentions.statements.push(statement));
  }
  return [...found.values()];
}

/** One row of the record on the time line of its ingredient: `to` is where its own activity is known to end. */
interface Activity {
  from: number;
  to: number;
  opensTrial: boolean;
  put: (into: Mentions) => void;
}

function activities(mentions: Mentions, isCourseDrug: boolean): Activity[] {
  const list: Activity[] = [];
  for (const order of mentions.orders) {
    const from = orderDay(order) ?? 0;
    const known = order.stopped?.day ?? order.end?.day;
    // An order without a known end runs until the next mention; a course drug's does not, it was one course.
    const to = known ?? (isCourseDrug ? from + (order.daysSupply ?? 0) : Number.POSITIVE_INFINITY);
    list.push({ from, to, opensTrial: true, put: (into) => into.orders.push(order) });
  }
  for (const supply of mentions.supplies) {
    const from = supply.at.day;
    list.push({
      from,
      to: from + (supply.daysSupply ?? 0),
      opensTrial: false,
      put: (into) => into.supplies.push(supply),
    });
  }
  for (const intake of mentions.intakes) {
    const from = intake.at.day;
    list.push({ from, to: intake.end?.day ?? from, opensTrial: false, put: (into) => into.intakes.push(intake) });
  }
  for (const statement of mentions.statements) {
    const from = statementDay(statement);
    if (from === null) {
      list.push({
        from: Number.POSITIVE_INFINITY,
        to: 0,
        opensTrial: false,
        put: (into) => into.statements.push(statement),
      });
      continue;
    }
    const to = statement.to?.day ?? statement.asserted?.day ?? from;
    list.push({ from, to, opensTrial: false, put: (into) => into.statements.push(statement) });
  }
  return list.sort((a, b) => a.from - b.from);
}

/**
 * Cuts an ingredient's rows into trials: only a gap longer than the convention, followed by a new order, opens another.
 *
 * A gap inside an open order, or before a mere refill, is non-adherence inside one trial (judgement 2).
 */
export function splitIntoTrials(mentions: Mentions, knowledge: Knowledge): Mentions[] {
  const isCourseDrug = knowledge.drugs.facts(mentions.ingredient.id)?.duration === 'course';
  const gap = knowledge.conventions.newTrialGapDays;
  const trials: Mentions[] = [];
  let current: Mentions | undefined;
  let activeUntil = Number.NEGATIVE_INFINITY;
  for (const activity of activities(mentions, isCourseDrug)) {
    if (!current || (activity.opensTrial && activity.from - activeUntil > gap && Number.isFinite(activity.from))) {
      current = emptyMentions(mentions.ingredient);
      trials.push(current);
      activeUntil = Number.NEGATIVE_INFINITY;
    }
    activity.put(current);
    activeUntil = Math.max(activeUntil, activity.to);
  }
  return trials;
}
