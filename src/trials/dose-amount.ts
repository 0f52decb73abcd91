/** What one intake and one day amount to, in mg where the ingredient's mass is known. */
import { massInMg, type Quantity } from '../domain/quantity.ts';
import type { Direction, Drug } from '../domain/record.ts';

/** A daily amount: mg where the mass is known. */
export interface DailyDose {
  dailyDose: number | null;
  unit: string | null;
  perIntake: number | null;
}

const UNKNOWN_DOSE: DailyDose = { dailyDose: null, unit: null, perIntake: null };

/** Mass of the ingredient in one unit of the form, or in one mL of a liquid. */
function strengthMg(strength: Quantity | null): { mg: number; per: 'unit' | 'mL' } | null {
  if (strength?.unit == null) return null;
  const [amount, per] = strength.unit.split('/');
  const mg = massInMg(strength.value, amount ?? null);
  if (mg === null) return null;
  return { mg, per: per?.toLowerCase() === 'ml' ? 'mL' : 'unit' };
}

/**
 * One intake of one ingredient in mg where its mass can be known, else in the unit written.
 *
 * In a combination a written mass belongs to the first ingredient; the others follow by the ratio of strengths. A number
 * without a unit counts tablets, unless it is the strength itself.
 */
export function intakeOf(
  perIntake: Quantity,
  drug: Drug,
  ingredientId: string,
): { value: number; unit: string | null } | null {
  const place = drug.ingredients.findIndex((ingredient) => ingredient.id === ingredientId);
  const own = strengthMg(drug.ingredients[place]?.strength ?? null);
  const mass = massInMg(perIntake.value, perIntake.unit);
  if (mass !== null) {
    if (place <= 0) return { value: mass, unit: 'mg' };
    const first = strengthMg(drug.ingredients[0]?.strength ?? null);
    return first && own && first.mg > 0 ? { value: (mass * own.mg) / first.mg, unit: 'mg' } : null;
  }
  const unit = perIntake.unit;
  if (unit === 'mL')
    return own?.per === 'mL' ? { value: perIntake.value * own.mg, unit: 'mg' } : { value: perIntake.value, unit };
  if (unit === null && own && perIntake.value === own.mg) return { value: perIntake.value, unit: 'mg' };
  if (own?.per === 'unit' && (unit === null || unit.startsWith('{') || unit === '1')) {
    return { value: perIntake.value * own.mg, unit: 'mg' };
  }
  return { value: perIntake.value, unit };
}

/** The daily dose one direction asks for; as-needed directions have none. */
export function dailyDoseOf(direction: Direction, drug: Drug, ingredientId: string): DailyDose {
  if (direction.perIntake === null) return UNKNOWN_DOSE;
  const intake = intakeOf(direction.perIntake, drug, ingredientId);
  if (intake === null) return UNKNOWN_DOSE;
  const daily = direction.intakesPerDay === null || direction.asNeeded ? null : intake.value * direction.intakesPerDay;
  return { dailyDose: daily, unit: intake.unit, perIntake: intake.value };
}
