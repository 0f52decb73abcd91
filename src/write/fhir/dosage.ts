/** Directions -> Dosage. */
import type { Direction } from '../../domain/record.ts';
import { amount, days, period, present } from './resource.ts';

const LONGEST_PERIOD = 31;

/**
 * Intakes a day as frequency and period in days: the shortest period in which the intakes are whole.
 * @example frequencyOf(3 / 7) //=> { frequency: 3, period: 7, periodUnit: 'd' }
 */
export function frequencyOf(intakesPerDay: number): Record<string, unknown> {
  for (let length = 1; length <= LONGEST_PERIOD; length += 1) {
    const count = intakesPerDay * length;
    if (Math.round(count) >= 1 && Math.abs(count - Math.round(count)) < 1e-6 * length)
      return { frequency: Math.round(count), period: length, periodUnit: 'd' };
  }
  return { frequency: 1, period: 1 / intakesPerDay, periodUnit: 'd' };
}

/** One Dosage per direction, in their order. */
export function dosages(directions: readonly Direction[]): Record<string, unknown>[] {
  return directions.map((direction, place) => {
    const bounds = period(direction.from, direction.to);
    const repeat = present({
      ...(direction.intakesPerDay !== null && direction.intakesPerDay > 0 ? frequencyOf(direction.intakesPerDay) : {}),
      boundsPeriod: bounds,
      boundsDuration: bounds === null && direction.durationDays !== null ? days(direction.durationDays) : null,
    });
    return present({
      sequence: directions.length > 1 ? place + 1 : null,
      text: direction.text,
      additionalInstruction:
        direction.timing === null || direction.text?.includes(direction.timing) ? null : [{ text: direction.timing }],
      timing: Object.keys(repeat).length > 0 ? { repeat } : null,
      asNeededBoolean: direction.asNeeded ? true : null,
      route: direction.route === null ? null : { text: direction.route },
      doseAndRate: direction.perIntake === null ? null : [{ doseQuantity: amount(direction.perIntake) }],
    });
  });
}
