/** The least dose known to work, per ingredient, condition and route. */
import type { DoseFloor } from './schema.ts';

export type { DoseFloor } from './schema.ts';

/** Look-up of dose floors. */
export interface DoseFloors {
  /**
   * The rows that match, one per instrument; instruments may disagree, and a row may have no floor, only a target.
   *
   * Empty where nothing matches, or where the condition is null: a floor of another use is never borrowed. Rows of the
   * nearest condition win over those of a broader one. An unknown route matches only where all rows share one route.
   */
  floorsFor(ingredientId: string, conditionId: string | null, route: string | null): DoseFloor[];
}

const INJECTED = new Set(['intravenous', 'intramuscular', 'subcutaneous', 'parenteral']);

/**
 * Builds the look-up; `lineage` gives a condition and then its broader ones, nearest first.
 * @example buildDoseFloors(rows).floorsFor('36437', 'major-depression', 'oral')[0]?.leastEffectiveDailyDose //=> 50
 */
export function buildDoseFloors(
  rows: readonly DoseFloor[],
  lineage: (condition: string) => readonly string[] = (condition) => [condition],
): DoseFloors {
  const byKey = new Map<string, DoseFloor[]>();
  for (const row of rows) {
    const key = `${row.ingredient}|${row.condition}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [row]);
    else known.push(row);
  }
  return {
    floorsFor(ingredientId, conditionId, route) {
      if (conditionId === null) return [];
      for (const condition of lineage(conditionId)) {
        const fitting = onRoute(byKey.get(`${ingredientId}|${condition}`) ?? [], route);
        if (fitting.length > 0) return fitting;
      }
      return [];
    },
  };
}

function onRoute(rows: readonly DoseFloor[], route: string | null): DoseFloor[] {
  if (route === null) return new Set(rows.map((row) => row.route)).size === 1 ? [...rows] : [];
  return rows.filter((row) => row.route === route || (route === 'parenteral' && INJECTED.has(row.route)));
}
