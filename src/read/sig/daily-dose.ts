/** Daily amount of a direction, in mass where the strength allows. */
import { type Quantity, quantity } from '../../domain/quantity.ts';
import type { Direction } from '../../domain/record.ts';
import { convert } from '../units/index.ts';

/**
 * What one day of a direction amounts to; null where the amount or the frequency is unknown.
 *
 * Counts of a form ({tablet}, {puff}, or no unit) times a strength per unit give the strength's unit. Volumes need a
 * strength per volume (mg/mL); `strength` of 50 mg/mL and 5 mL three times a day give 750 mg. Where the strength does
 * not fit, the amount stays in the unit given. A fraction of a day is a mean: 40 mg every two weeks is 2.857 mg.
 * A strength with a comparator is not used.
 * @example dailyDose(parseDirections('2 tabs bid').directions[0]!, quantity(500, 'mg'))?.value //=> 2000
 */
export function dailyDose(direction: Direction, strength: Quantity | null): Quantity | null {
  const { perIntake, intakesPerDay } = direction;
  if (perIntake === null || intakesPerDay === null) return null;
  const amount = perIntake.value * intakesPerDay;
  const inMass = strength && strength.comparator === null ? timesStrength(amount, perIntake.unit, strength) : null;
  const { value, unit } = inMass ?? { value: amount, unit: perIntake.unit };
  return { ...quantity(Number(value.toPrecision(12)), unit), comparator: perIntake.comparator };
}

function timesStrength(
  amount: number,
  unit: string | null,
  strength: Quantity,
): { value: number; unit: string } | null {
  if (strength.unit === null) return null;
  const [mass, per] = splitStrength(strength.unit);
  if (mass === null) return null;
  const isForm = unit === null || unit.startsWith('{');
  if (per === null || per.startsWith('{')) {
    const sameForm = per === null || unit === null || per === unit;
    return isForm && sameForm ? { value: amount * strength.value, unit: mass } : null;
  }
  if (isForm) return null;
  const volumes = convert(amount, unit, per);
  return volumes === null ? null : { value: volumes * strength.value, unit: mass };
}

/** "mg" is per unit of the form; "mg/mL" and "ug/{puff}" name what they are per. */
function splitStrength(unit: string): [string | null, string | null] {
  const slash = unit.indexOf('/');
  const mass = slash < 0 ? unit : unit.slice(0, slash);
  const weighs = ['g', '[IU]', 'mol', 'eq'].some((measure) => convert(1, mass, measure) !== null);
  return [weighs ? mass : null, slash < 0 ? null : unit.slice(slash + 1)];
}
