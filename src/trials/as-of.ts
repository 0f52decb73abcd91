import type { PatientRecord } from '../domain/record.ts';
import type { Moment } from '../domain/time.ts';

/** The day a record is judged at, and how it was chosen. */
export interface AsOf {
  moment: Moment;
  basis: 'caller' | 'source' | 'last-event';
}

/**
 * The day a record is judged at: the caller's, else the end of the source's observation, else the last past event.
 *
 * Planned dates (the end of an order, a goal) are no events. Null for a record without a single dated fact.
 * @example asOfFor(record, parseMoment('2026-03-01')).basis //=> 'caller'
 */
export function asOfFor(record: PatientRecord, caller: Moment | null): AsOf | null {
  if (caller) return { moment: caller, basis: 'caller' };
  if (record.observedUntil) return { moment: record.observedUntil, basis: 'source' };
  let last: Moment | null = record.death;
  const see = (moment: Moment | null): void => {
    if (moment && (!last || moment.minute > last.minute)) last = moment;
  };
  for (const order of record.orders) {
    see(order.authored ?? order.start);
    see(order.stopped);
  }
  for (const supply of record.supplies) see(supply.at);
  for (const intake of record.intakes) {
    see(intake.at);
    see(intake.end);
  }
  for (const statement of record.statements) see(statement.asserted ?? statement.from);
  for (const observation of record.observations) see(observation.at);
  for (const condition of record.conditions) {
    see(condition.onset);
    see(condition.abated);
    see(condition.recorded);
  }
  for (const reaction of record.reactions) see(reaction.at);
  for (const stay of record.stays) {
    see(stay.from);
    see(stay.to);
  }
  for (const visit of record.visits) see(visit.at);
  for (const procedure of record.procedures) see(procedure.at);
  for (const genotype of record.genotypes) see(genotype.at);
  for (const culture of record.cultures) see(culture.reported ?? culture.collected);
  return last ? { moment: last, basis: 'last-event' } : null;
}
