/** The prescribed dose over time, from orders, statements and dispensings, in that order of trust. */
import type { Direction, Drug, Order } from '../domain/record.ts';
import type { DoseStep } from '../domain/trial.ts';
import { dailyDoseOf, intakeOf } from './dose-amount.ts';
import { usualInterval } from './interval.ts';
import { type Mentions, orderDay, statementDay } from './mentions.ts';

function step(
  direction: Direction,
  drug: Drug,
  ingredientId: string,
  from: number,
  to: number,
  record: string,
): DoseStep {
  return {
    from,
    to,
    ...dailyDoseOf(direction, drug, ingredientId),
    intakesPerDay: direction.intakesPerDay,
    route: direction.route ?? drug.route,
    timing: direction.timing,
    records: [record],
  };
}

/** Two directions that run at the same time: amounts add up where the unit is the same, else the sum is unknown. */
function together(a: DoseStep, b: DoseStep): DoseStep {
  const addable = a.unit === b.unit && a.dailyDose !== null && b.dailyDose !== null;
  return {
    ...a,
    dailyDose: addable ? (a.dailyDose ?? 0) + (b.dailyDose ?? 0) : (a.dailyDose ?? b.dailyDose),
    unit: a.unit ?? b.unit,
    perIntake: a.perIntake === b.perIntake ? a.perIntake : null,
    intakesPerDay: a.intakesPerDay === null || b.intakesPerDay === null ? null : a.intakesPerDay + b.intakesPerDay,
    timing: [a.timing, b.timing].filter((timing) => timing !== null).join('; ') || null,
    records: [...new Set([...a.records, ...b.records])],
  };
}

/** The steps of one set of directions over [from, to): a taper runs in sequence, the rest at the same time. */
function stepsOf(
  directions: readonly Direction[],
  drug: Drug,
  ingredientId: string,
  from: number,
  to: number,
  record: string,
): DoseStep[] {
  const scheduled = directions.some((direction) => !direction.asNeeded)
    ? directions.filter((direction) => !direction.asNeeded)
    : directions;
  const isSequence =
    scheduled.length > 1 && scheduled.slice(0, -1).every((each) => each.durationDays !== null || each.to);
  const steps: DoseStep[] = [];
  let day = from;
  for (const direction of scheduled) {
    const begins = direction.from?.day ?? (isSequence ? day : from);
    const lasts =
      direction.to?.day ?? (isSequence && direction.durationDays !== null ? begins + direction.durationDays : to);
    const next = step(direction, drug, ingredientId, Math.max(from, begins), Math.min(to, lasts), record);
    day = lasts;
    const same = steps.findIndex((other) => other.from === next.from && other.to === next.to);
    const other = steps[same];
    if (other && !isSequence) steps[same] = together(other, next);
    else if (next.to > next.from) steps.push(next);
  }
  return steps;
}

/** A single dose for a test (absorption, challenge) is no dose change: a one-day order inside a longer trial. */
function isTestDose(order: Order, orders: readonly Order[]): boolean {
  const from = orderDay(order);
  const to = order.end?.day ?? order.stopped?.day;
  return orders.length > 1 && from !== null && to !== undefined && to - from <= 1;
}

function fromOrders(mentions: Mentions, start: number, end: number): DoseStep[] {
  const orders = mentions.orders
    .filter(
      (order) => order.directions.length > 0 && order.status !== 'cancelled' && !isTestDose(order, mentions.orders),
    )
    .sort((a, b) => (orderDay(a) ?? 0) - (orderDay(b) ?? 0));
  const steps: DoseStep[] = [];
  let previous: { day: number; text: string } | null = null;
  for (const [place, order] of orders.entries()) {
    const day = orderDay(order) ?? start;
    const later = orders.slice(place + 1).find((other) => (orderDay(other) ?? 0) > day);
    const from = place === 0 ? start : Math.max(start, day);
    const to = Math.min(end, later ? (orderDay(later) ?? end) : end);
    const text = `${order.drug.text}|${order.directions.map((direction) => direction.text ?? JSON.stringify(direction.perIntake)).join('|')}`;
    const next = stepsOf(order.directions, order.drug, mentions.ingredient.id, from, to, order.id);
    const isSecondOfDay: boolean = previous?.day === day;
    const isCopy = isSecondOfDay && previous?.text === text;
    previous = { day, text };
    if (isCopy) continue;
    const last = steps.at(-1);
    const first = next[0];
    if (isSecondOfDay && last && first && next.length === 1 && last.from === first.from) {
      steps[steps.length - 1] = together(last, first);
    } else steps.push(...next);
  }
  return steps;
}

/** Dispensings tell a dose where no direction does: quantity x strength / days' supply. */
function fromSupplies(mentions: Mentions, start: number, end: number): DoseStep[] {
  const supplies = mentions.supplies.filter((supply) => supply.status === 'done').sort((a, b) => a.at.day - b.at.day);
  return supplies.flatMap((supply, place) => {
    const from = place === 0 ? start : supply.at.day;
    const to = supplies[place + 1]?.at.day ?? end;
    if (supply.directions.length > 0) {
      return stepsOf(supply.directions, supply.drug, mentions.ingredient.id, from, to, supply.id);
    }
    if (supply.quantity === null || supply.daysSupply === null || supply.daysSupply <= 0) return [];
    const daily = intakeOf(supply.quantity, supply.drug, mentions.ingredient.id);
    if (daily?.unit !== 'mg' || to <= from) return [];
    const dailyDose = daily.value / supply.daysSupply;
    return [
      {
        from,
        to,
        dailyDose,
        unit: 'mg',
        perIntake: null,
        intakesPerDay: null,
        route: supply.drug.route,
        timing: null,
        records: [supply.id],
      },
    ];
  });
}

function fromStatements(mentions: Mentions, start: number, end: number): DoseStep[] {
  return mentions.statements
    .filter((statement) => statement.status === 'taking' && statement.directions.length > 0)
    .sort((a, b) => (statementDay(a) ?? 0) - (statementDay(b) ?? 0))
    .flatMap((statement, place, all) => {
      const next = all[place + 1];
      const from = place === 0 ? start : (statementDay(statement) ?? start);
      const to = next ? (statementDay(next) ?? end) : end;
      return stepsOf(statement.directions, statement.drug, mentions.ingredient.id, from, to, statement.id);
    });
}

/** Charted doses as the last resort: the amount given per charted day, over the days charted. */
function fromIntakes(mentions: Mentions, start: number, end: number): DoseStep[] {
  const byDay = new Map<number, { value: number; unit: string | null; count: number; records: string[] }>();
  for (const intake of mentions.intakes) {
    if (intake.status !== 'taken' || intake.dose === null) continue;
    const given = intakeOf(intake.dose, intake.drug, mentions.ingredient.id);
    if (!given) continue;
    const day = byDay.get(intake.at.day);
    if (!day) byDay.set(intake.at.day, { ...given, count: 1, records: [intake.id] });
    else if (day.unit === given.unit) {
      day.value += given.value;
      day.count += 1;
      day.records.push(intake.id);
    }
  }
  const days = [...byDay.entries()].sort(([a], [b]) => a - b);
  // An infusion every eight weeks is a dose of that many days, not of the one day it was charted on.
  const interval = usualInterval(days.map(([day]) => day));
  return days.map(([day, given], place) => ({
    from: place === 0 ? start : day,
    to: days[place + 1]?.[0] ?? end,
    dailyDose: given.value / interval,
    unit: given.unit,
    perIntake: given.value / given.count,
    intakesPerDay: given.count / interval,
    route: null,
    timing: null,
    records: given.records,
  }));
}

const sameDose = (a: DoseStep, b: DoseStep): boolean =>
  a.to === b.from &&
  a.dailyDose === b.dailyDose &&
  a.unit === b.unit &&
  a.perIntake === b.perIntake &&
  a.intakesPerDay === b.intakesPerDay &&
  a.timing === b.timing;

/** The prescribed dose over [start, end), equal neighbours joined. The first source that gives any amount decides. */
export function doseSteps(mentions: Mentions, start: number, end: number): DoseStep[] {
  const candidates = [fromOrders, fromStatements, fromSupplies, fromIntakes].map((read) => read(mentions, start, end));
  const chosen =
    candidates.find((steps) => steps.some((each) => each.dailyDose !== null)) ??
    candidates.find((steps) => steps.length > 0) ??
    [];
  const joined: DoseStep[] = [];
  for (const next of chosen) {
    const last = joined.at(-1);
    if (last && sameDose(last, next))
      joined[joined.length - 1] = { ...last, to: next.to, records: [...last.records, ...next.records] };
    else joined.push(next);
  }
  return joined;
}
