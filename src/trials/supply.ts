/** The pharmacy's side of a trial: fills, how long each lasts, and the days they cover. */
import { massInMg } from '../domain/quantity.ts';
import type { Direction, Supply } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import type { SupplyRun } from '../domain/trial.ts';
import { supplyTimeline } from '../methods/adherence/supply-timeline.ts';
import { type Mentions, orderDay } from './mentions.ts';

/** Units of the form used per day; null where a direction lacks amount, frequency or a countable unit. */
function unitsPerDay(directions: readonly Direction[], strengthMg: number | null): number | null {
  let sum = 0;
  for (const direction of directions) {
    if (direction.perIntake === null || direction.intakesPerDay === null || direction.asNeeded) return null;
    const { value, unit } = direction.perIntake;
    const mass = massInMg(value, unit);
    if (mass !== null) {
      if (strengthMg === null || strengthMg <= 0) return null;
      sum += (mass / strengthMg) * direction.intakesPerDay;
    } else sum += value * direction.intakesPerDay;
  }
  return sum > 0 ? sum : null;
}

/**
 * The days a dispensing lasts: as stated, else quantity over the daily amount, else the order's own figure.
 *
 * Null where none of the three is known; such a fill shows that the drug was obtained and covers no day.
 */
function daysOf(supply: Supply, mentions: Mentions): number | null {
  if (supply.daysSupply !== null && supply.daysSupply > 0) return supply.daysSupply;
  const order =
    mentions.orders.find((each) => each.id === supply.orderId) ??
    mentions.orders.filter((each) => (orderDay(each) ?? Number.POSITIVE_INFINITY) <= supply.at.day).at(-1);
  const strength = supply.drug.ingredients.find((each) => each.id === mentions.ingredient.id)?.strength ?? null;
  const strengthMg = strength ? massInMg(strength.value, strength.unit) : null;
  for (const directions of [supply.directions, order?.directions ?? []]) {
    const perDay = directions.length > 0 ? unitsPerDay(directions, strengthMg) : null;
    if (supply.quantity !== null && perDay !== null) return supply.quantity.value / perDay;
  }
  return order?.daysSupply ?? null;
}

/** The supply runs of one ingredient with carry-over, held during stays, cut at `until`; days are whole. */
export function supplyRuns(mentions: Mentions, stays: readonly DaySpan[], until: number): SupplyRun[] {
  const fills = mentions.supplies.flatMap((supply) => {
    const daysSupply = supply.status === 'done' ? daysOf(supply, mentions) : null;
    return daysSupply === null
      ? []
      : [{ day: supply.at.day, daysSupply: Math.max(1, Math.round(daysSupply)), id: supply.id }];
  });
  return supplyTimeline(fills, { stays, until }).map(({ from, to, fills: records }) => ({
    from,
    to,
    records: [...records],
  }));
}
