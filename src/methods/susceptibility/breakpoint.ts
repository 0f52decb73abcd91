/** Breakpoints as the user supplies them, and what a value means against one. */
import type { Germs } from '../../knowledge/germs/index.ts';
import { dilution, roundedUp, type ValueInterval } from './value.ts';

export type Guideline = 'EUCAST' | 'CLSI';
export type Method = 'MIC' | 'DISK';
export type Category = 'S' | 'I' | 'R';

/**
 * One row. `s` and `r` are as published: EUCAST MIC S <= s and R > r, zone S >= s and R < r; CLSI MIC R >= r, zone R <= r.
 * A null `r` leaves what is not S open; `neverSusceptible` rows have no S category; `doNotTest` rows are R whatever is measured.
 */
export interface Breakpoint {
  id: string;
  taxon: string;
  agent: string;
  method: Method;
  /** as published; '' for rows without a limit to a site */
  site: string;
  urinary: boolean;
  s: number | null;
  r: number | null;
  doNotTest: boolean;
  note: string;
}

export interface BreakpointTable {
  name: string;
  version: string;
  guideline: Guideline;
  rows: Breakpoint[];
}

/** The order in which results list categories. */
export const CATEGORIES: readonly Category[] = ['S', 'I', 'R'];

/** The breakpoints at which EUCAST means that no isolate is S. */
export type Limits = Pick<Germs['thresholds'], 'eucastNoSCategoryMic' | 'eucastNoSCategoryZone'>;
type Range = { from: number; to: number; fromOpen: boolean; toOpen: boolean };

// The ranges of values each category holds, as intervals on the measured scale.
function ranges(row: Breakpoint, guideline: Guideline, limits: Limits): Partial<Record<Category, Range>> {
  const end = Number.POSITIVE_INFINITY;
  const all: Range = { from: 0, to: end, fromOpen: true, toOpen: true };
  if (row.doNotTest) return { R: all };
  const clsi = guideline === 'CLSI';
  const s = row.s === null ? null : row.method === 'MIC' ? dilution(row.s) : row.s;
  const r = row.r === null ? null : row.method === 'MIC' ? dilution(row.r) : row.r;
  if (row.method === 'MIC') {
    const noS = s === null || (!clsi && s <= dilution(limits.eucastNoSCategoryMic));
    const below: Range | undefined = noS ? undefined : { from: 0, to: s, fromOpen: true, toOpen: false };
    const above: Range | undefined = r === null ? undefined : { from: r, to: end, fromOpen: !clsi, toOpen: true };
    const start = noS ? 0 : s;
    const middle: Range | undefined =
      r === null || start >= r ? undefined : { from: start, to: r, fromOpen: true, toOpen: clsi };
    return present(below, middle, above);
  }
  const noS = s === null || (!clsi && s >= limits.eucastNoSCategoryZone);
  const large: Range | undefined = noS ? undefined : { from: s, to: end, fromOpen: false, toOpen: true };
  const small: Range | undefined = r === null ? undefined : { from: 0, to: r, fromOpen: true, toOpen: !clsi };
  const start = noS ? end : s;
  const middle: Range | undefined =
    r === null || start <= r ? undefined : { from: r, to: start, fromOpen: clsi, toOpen: true };
  return present(large, middle, small);
}

function present(s: Range | undefined, i: Range | undefined, r: Range | undefined): Partial<Record<Category, Range>> {
  return { ...(s && { S: s }), ...(i && { I: i }), ...(r && { R: r }) };
}

const meets = (value: ValueInterval, range: Range): boolean => {
  const low = Math.max(value.low, range.from);
  const high = Math.min(value.high, range.to);
  if (low !== high) return low < high;
  const isIn = (at: number): boolean =>
    !(at === value.low && value.lowOpen) &&
    !(at === value.high && value.highOpen) &&
    !(at === range.from && range.fromOpen) &&
    !(at === range.to && range.toOpen);
  return isIn(low);
};

/** What one row makes of values: built once per row. */
export function comparison(
  row: Breakpoint,
  guideline: Guideline,
  limits: Limits,
): (value: ValueInterval) => readonly Category[] {
  const by = ranges(row, guideline, limits);
  const entries = CATEGORIES.flatMap((category) => {
    const range = by[category];
    return range ? [{ category, range }] : [];
  });
  return (measured) => {
    const value = row.method === 'MIC' ? onScale(measured, guideline) : measured;
    return entries.filter(({ range }) => meets(value, range)).map(({ category }) => category);
  };
}

// Written steps are read as the dilution they mean; CLSI rounds an exact value between steps up.
function onScale(value: ValueInterval, guideline: Guideline): ValueInterval {
  if (value.low === value.high) {
    const at = guideline === 'CLSI' ? roundedUp(value.low) : dilution(value.low);
    return { ...value, low: at, high: at };
  }
  return {
    ...value,
    low: value.low > 0 ? dilution(value.low) : value.low,
    high: Number.isFinite(value.high) ? dilution(value.high) : value.high,
  };
}
