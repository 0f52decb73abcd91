import type { Problem } from '../../domain/problem.ts';
import type { Direction } from '../../domain/record.ts';
import { parseDirections } from '../sig/parse-directions.ts';

export { parseDirections };
export type StructuredDosage = Record<string, any>;
const U: Record<string, number> = { d: 1, wk: 7, h: 1 / 24, mo: 30, min: 1 / 1440 };
export function directionsFromTiming(s: StructuredDosage): {
  directions: Direction[];
  problem: Omit<Problem, 'where'> | null;
} {
  if (s['frequency'] === null && s['doseQuantity'] === null && s['text'] !== null)
    return parseDirections(s['text'], {});
  const per =
    s['frequency'] !== null && s['period'] !== null
      ? s['frequency'] / (s['period'] * (U[s['periodUnit'] ?? 'd'] ?? 1))
      : null;
  return {
    directions: [
      {
        text: s['text'],
        perIntake: s['doseQuantity'],
        intakesPerDay: per,
        asNeeded: s['asNeeded'] ?? false,
        durationDays: null,
        from: null,
        to: null,
        route: s['route'] ?? null,
        timing: null,
      },
    ],
    problem: null,
  };
}
