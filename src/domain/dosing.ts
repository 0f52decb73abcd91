/** Tiny computations on a trial's dose steps. */
import type { DaySpan } from './time.ts';
import type { DoseStep } from './trial.ts';

/**
 * The highest daily dose held for at least `days` within a window; null where no amount in `unit` is known.
 *
 * A day at a higher dose counts for every lower one, so a titration is judged by what it reached. Where nothing was
 * held that long, the dose held longest decides.
 * @example highestHeldDose([{ from: 0, to: 7, dailyDose: 25 }, { from: 7, to: 60, dailyDose: 50 }], { from: 0, to: 42 }, 14)?.dailyDose //=> 50
 */
export function highestHeldDose(
  doses: readonly DoseStep[],
  window: DaySpan,
  days: number,
): { dailyDose: number; unit: string | null; days: number; records: string[] } | null {
  const inside = doses
    .map((step) => ({ step, days: Math.min(step.to, window.to) - Math.max(step.from, window.from) }))
    .filter((each) => each.days > 0 && each.step.dailyDose !== null);
  const unit = inside[0]?.step.unit;
  if (unit === undefined) return null;
  const sameUnit = inside.filter((each) => each.step.unit === unit);
  const amounts = [...new Set(sameUnit.map((each) => each.step.dailyDose ?? 0))].sort((a, b) => b - a);
  let longest: { dailyDose: number; unit: string | null; days: number; records: string[] } | null = null;
  for (const dailyDose of amounts) {
    const at = sameUnit.filter((each) => (each.step.dailyDose ?? 0) >= dailyDose);
    const held = at.reduce((sum, each) => sum + each.days, 0);
    const found = { dailyDose, unit, days: held, records: [...new Set(at.flatMap((each) => each.step.records))] };
    if (held >= days) return found;
    const exact = sameUnit
      .filter((each) => each.step.dailyDose === dailyDose)
      .reduce((sum, each) => sum + each.days, 0);
    if (!longest || exact > longest.days) longest = { ...found, days: exact };
  }
  return longest;
}
