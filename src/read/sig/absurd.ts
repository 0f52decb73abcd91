/** Amounts and frequencies that cannot be meant. */
import { convert } from '../units/index.ts';
import limits from './limits.json' with { type: 'json' };

const MOST = Object.entries(limits.mostPerIntake).filter(([unit]) => unit !== '{form}');

/** True for an amount per intake that is not above zero or beyond what `limits.json` allows for its unit. */
export function isAbsurdAmount(value: number, unit: string | null): boolean {
  if (!(value > 0)) return true;
  if (unit === null || unit.startsWith('{')) return value > limits.mostPerIntake['{form}'];
  const base = unit.split('/')[0] ?? unit;
  return MOST.some(([limitUnit, most]) => (convert(value, base, limitUnit) ?? 0) > most);
}

/** True for more intakes a day than anyone keeps, or none. */
export function isAbsurdFrequency(intakesPerDay: number): boolean {
  return !(intakesPerDay > 0) || intakesPerDay > limits.mostIntakesPerDay;
}

/** True for a step that does not last at all, or longer than ten years. */
export function isAbsurdDuration(days: number): boolean {
  return !(days > 0) || days > limits.longestDays;
}

export const longestText: number = limits.longestText;
