/** The first day of a trial, and what shows it. */
import type { Moment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Mentions, orderDay } from './mentions.ts';

export interface Start {
  day: number;
  moment: Moment;
  basis: Trial['startBasis'];
}

/** The first day the drug was obtained or said to be used; the order's own day where nothing shows that. */
export function startOf(mentions: Mentions, knowledge: Knowledge): Start | null {
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
