/** Therapeutic ranges of measured drug levels. */
import type { LevelRange } from './schema.ts';

export type { LevelRange } from './schema.ts';

export interface DrugLevels {
  /** the range of an ingredient; null where the pack has none */
  rangeOf(ingredientId: string): LevelRange | null;
}

/** The look-up of the pack's rows. */
export function buildDrugLevels(rows: readonly LevelRange[]): DrugLevels {
  const byIngredient = new Map(rows.map((row) => [row.ingredient, row]));
  return { rangeOf: (ingredientId) => byIngredient.get(ingredientId) ?? null };
}
