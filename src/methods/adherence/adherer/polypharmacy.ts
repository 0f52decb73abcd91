import type { EventTable } from '../events.ts';
import type { DayInterval } from '../intervals.ts';
import type { WindowRules } from '../windows.ts';
import { type AdhererFlags, adhererCma, firstEvents, openPatient, patientScratch } from './assess.ts';
import { fillGaps, firstAfter } from './gaps.ts';
import { type CmaName, cma7, type PatientEvents } from './measures.ts';
import { subsetOf } from './subset.ts';

/** How the values of several drugs become one. */
export type Aggregate = 'mean' | 'min' | ((values: readonly number[]) => number);

export interface PolypharmacyResult {
  readonly patientId: string;
  /** Null where no drug counts. */
  readonly value: number | null;
}

const apply = (aggregate: Aggregate, values: readonly number[]): number => {
  if (typeof aggregate === 'function') return aggregate(values);
  if (aggregate === 'min') return Math.min(...values);
  return values.reduce((total, value) => total + value, 0) / values.length;
};

/** Each category's events with the same patients, in the order of the table's categories. */
const byCategory = (table: EventTable): EventTable[] =>
  table.categories.map((_, code) => subsetOf(table, (row) => table.category[row] === code));

/**
 * Adherence to several drugs, each measured on its own windows (counted from its own first event), then aggregated over
 * the drugs of a patient.
 *
 * @source adherer-0.8.1 polypharmacy, aggregate after summarising time
 */
export function adhererPolypharmacy(
  name: CmaName,
  table: EventTable,
  rules: WindowRules,
  flags: AdhererFlags,
  aggregate: Aggregate,
): PolypharmacyResult[] {
  const perDrug = byCategory(table).map((drug) => adhererCma(name, drug, rules, flags));
  return table.patients.map((patientId, p) => {
    const values = perDrug.flatMap((results) => results[p]?.value ?? []);
    return { patientId, value: values.length === 0 ? null : apply(aggregate, values) };
  });
}

/**
 * Adherence to several drugs by CMA7, aggregated over the drugs at each moment and then over time.
 *
 * The time from the first to the last window of any drug is cut at every window's and gap's ends. In each piece a drug
 * counts 1 or 0 inside its own window; outside it a drug counts 0 where one of its gaps meets the piece, if only at the
 * piece's end, and otherwise does not count. Drugs without any supply in their own window are left out.
 *
 * @source adherer-0.8.1 polypharmacy, aggregate before summarising time
 */
export function adhererPolypharmacyOverTime(
  table: EventTable,
  rules: WindowRules,
  flags: AdhererFlags,
  aggregate: Aggregate,
): PolypharmacyResult[] {
  const drugs = byCategory(table).map((drug) => ({
    drug,
    scratch: patientScratch(drug, { within: true, ...flags }),
    anchors: firstEvents(drug),
  }));
  return table.patients.map((patientId, p) => {
    const courses = drugs.flatMap(({ drug, scratch, anchors }) => {
      if (Number.isNaN(anchors[p]) || openPatient(scratch, drug, p, rules, anchors)) return [];
      return courseOf(scratch) ?? [];
    });
    return { patientId, value: overTime(courses, aggregate) };
  });
}

interface DrugCourse {
  readonly window: DayInterval;
  readonly gaps: readonly DayInterval[];
}

/**
 * A drug's window and the gaps that reach it, if only to its first day; null where nothing of the window is supplied.
 * Like every test of membership in AdhereR, reaching is inclusive.
 */
function courseOf(p: PatientEvents): DrugCourse | null {
  const share = cma7(p);
  if (share === null || !(share > 0)) return null;
  const { start, end } = p.windows;
  const to = firstAfter(p.events, p.from, p.to, end);
  fillGaps(p.events, p.from, to, end, p.carry, p.gaps);
  const gaps: DayInterval[] = [];
  for (let i = p.from; i < to; i++) {
    const next = (p.events.day[i] as number) + (p.gaps.interval[i] as number);
    const gap = p.gaps.gap[i] as number;
    if (gap > 0 && next >= start) gaps.push({ from: next - gap, to: next });
  }
  return { window: { from: start, to: end }, gaps };
}

function overTime(courses: readonly DrugCourse[], aggregate: Aggregate): number | null {
  if (courses.length === 0) return null;
  const from = Math.min(...courses.map(({ window }) => window.from));
  const to = Math.max(...courses.map(({ window }) => window.to));
  const ends = courses.flatMap(({ window, gaps }) => [window, ...gaps].flatMap((i) => [i.from, i.to]));
  const cuts = [...new Set(ends)].filter((day) => day >= from && day <= to).sort((a, b) => a - b);
  let total = 0;
  for (let k = 0; k + 1 < cuts.length; k++) {
    const piece = { from: cuts[k] as number, to: cuts[k + 1] as number };
    const values = courses.flatMap((course) => standingIn(course, piece) ?? []);
    if (values.length > 0) total += apply(aggregate, values) * (piece.to - piece.from);
  }
  return total / (to - from);
}

/** 1 supplied, 0 in a gap, null where the drug does not count in this piece of time. */
function standingIn({ window, gaps }: DrugCourse, piece: DayInterval): 0 | 1 | null {
  if (piece.from >= window.from && piece.to <= window.to) {
    return gaps.some((gap) => gap.from <= piece.from && gap.to >= piece.to) ? 0 : 1;
  }
  return gaps.some((gap) => gap.from <= piece.to && gap.to >= piece.from) ? 0 : null;
}
