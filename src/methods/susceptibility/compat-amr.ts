/** How the AMR package answers where we answer otherwise: one row, one category, bounded values taken at their bound. */
import { type Breakpoint, type Category, comparison, type Guideline, type Limits } from './breakpoint.ts';
import { type Comparator, dilution, intervalOf, type ValueInterval } from './value.ts';

// Just above or just below a bound: up to the next two-fold step, neither end included.
function beside(value: number, comparator: '<' | '>'): ValueInterval {
  const [low, high] = comparator === '<' ? [value / 2, value] : [value, value * 2];
  return { low, high, lowOpen: true, highOpen: true };
}

/**
 * The one category AMR 3.0.0 gives with `capped_mic_handling = "standard"`; null (its NI) where the bound decides nothing.
 *
 * `<=` and `>=` between the breakpoints, `<=` at R and `>=` at S are NI; elsewhere they are read as equal to their bound.
 * `<` and `>` rank just beyond it.
 */
export function amrCategory(
  row: Breakpoint,
  guideline: Guideline,
  limits: Limits,
  written: { value: number; comparator: Comparator | null },
): Category | null {
  const { value, comparator } = written;
  const inclusive = comparator === '<=' || comparator === '>=';
  if (inclusive && row.s !== null && row.r !== null) {
    const [x, s, r] = [value, row.s, row.r].map(dilution) as [number, number, number];
    if (x > s && x < r) return null;
    if ((comparator === '<=' && x === r) || (comparator === '>=' && x === s)) return null;
  }
  const interval = comparator === '<' || comparator === '>' ? beside(value, comparator) : intervalOf(value, null);
  return comparison(row, guideline, limits)(interval)[0] ?? null;
}
