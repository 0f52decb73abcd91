/** What a bodily state leaves of a drug's exposure, by the share of its clearance or absorption the state concerns. */
import type { BodilyState } from '../../domain/exposure.ts';
import type { DaySpan } from '../../domain/time.ts';
import type { DispositionKnowledge, DispositionRow } from '../../knowledge/disposition/index.ts';
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { LEAST_DAYS_SHARE } from './time-course.ts';

/** A state of the person and a row of the pack that it makes true for a drug. */
export interface StateRow {
  state: BodilyState;
  row: DispositionRow;
}

const isSwallowed = (route: string | null): boolean => route === null || route === 'oral' || route === 'enteral';

const routeShare = (drug: string, enzyme: string, enzymes: EnzymeKnowledge): number =>
  (enzymes.victims.get(drug) ?? []).find((path) => path.enzyme === enzyme)?.share ?? 0;

const overlap = (state: BodilyState, window: DaySpan): number =>
  Math.max(0, Math.min(state.to ?? window.to, window.to) - Math.max(state.from, window.from));

/**
 * Of several stages of one state one speaks: the last that fills a quarter of the window, for the effect is judged at its
 * end; else the one that fills most of it.
 */
function leadingStages(rows: readonly StateRow[], window: DaySpan): StateRow[] {
  const least = LEAST_DAYS_SHARE * (window.to - window.from);
  const leads = (state: BodilyState, before: BodilyState): boolean => {
    const [days, known] = [overlap(state, window), overlap(before, window)];
    return days >= least ? known < least || state.from >= before.from : known < least && days >= known;
  };
  const lead = new Map<string, BodilyState>();
  for (const { state } of rows) {
    const key = `${state.state}|${state.records.join()}`;
    const before = lead.get(key);
    if (!before || leads(state, before)) lead.set(key, state);
  }
  const chosen = new Set(lead.values());
  return rows.filter(({ state }) => chosen.has(state));
}

/** Rows that differ only by stage, as one without a value: the widest of their ranges. */
function widest(rows: readonly DispositionRow[]): DispositionRow[] {
  const byTarget = new Map<string, DispositionRow[]>();
  for (const row of rows) {
    const key = `${row.scope}|${row.target}|${row.measure}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), row]);
  }
  return [...byTarget.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length === 1) return same;
    const low = Math.min(...same.map((row) => row.low));
    const high = Math.max(...same.map((row) => row.high));
    return [{ ...first, stage: 'any', value: null, low, high, checked: 'no' as const }];
  });
}

/**
 * The rows that hold in a window for this drug, a state's recovery time included.
 *
 * A state without a stage gets one row per target with the widest range of its stages and no value.
 */
export function dispositionRowsFor(
  drug: { name: string; atc: readonly string[]; route: string | null },
  states: readonly BodilyState[],
  window: DaySpan,
  disposition: DispositionKnowledge,
  enzymes: EnzymeKnowledge,
): StateRow[] {
  const fits = (row: DispositionRow): boolean => {
    if (row.scope === 'drug') return row.target === drug.name;
    if (row.scope === 'class') return drug.atc.some((code) => code.startsWith(row.target));
    if (row.scope === 'enzyme') return routeShare(drug.name, row.target, enzymes) > 0;
    if (row.scope === 'renal') return disposition.renalShare.has(drug.name);
    return row.target === 'oral' && isSwallowed(drug.route);
  };
  const found = states.flatMap((state) => {
    const ofState = disposition.byState.get(state.state) ?? [];
    // A state of the gut (it has a row for the route) does nothing to a drug that is not swallowed.
    if (ofState.some((row) => row.scope === 'route') && !isSwallowed(drug.route)) return [];
    const rows = ofState.filter((row) => {
      const until = state.to === null ? Number.POSITIVE_INFINITY : state.to + (row.recoveryDays ?? 0);
      const isOn = state.from < window.to && until > window.from;
      const isStage = state.stage === '' || row.stage === 'any' || row.stage === state.stage;
      return isOn && isStage && fits(row);
    });
    return (state.stage === '' ? widest(rows) : rows).map((row) => ({ state, row }));
  });
  return leadingStages(found, window);
}

/** What one state leaves of a drug's exposure, and the rows it rests on. */
export interface StateEffect {
  state: BodilyState;
  rows: readonly DispositionRow[];
  /** relative to the same dose without the state; null where only the range is known */
  value: number | null;
  low: number;
  high: number;
}

type Pick = (row: DispositionRow) => number | null;

const ROUTES: readonly DispositionRow['scope'][] = ['enzyme', 'renal'];

const isRoute = (row: DispositionRow): boolean => ROUTES.includes(row.scope);

/** The rows that speak for a state: those for the drug itself, else its class, else all its routes, else the gut. */
function mostSpecific(rows: readonly DispositionRow[]): DispositionRow[] {
  for (const scope of ['drug', 'class'] as const) {
    const found = rows.find((row) => row.scope === scope);
    if (found) return [found];
  }
  const routes = rows.filter(isRoute);
  return routes.length > 0 ? routes : rows.slice(0, 1);
}

/**
 * What each state leaves of the exposure to a drug over a window.
 *
 * Changed activities work together through the shares of clearance they concern:
 * `1 / (sum share x activity + 1 - sum share)`; a session leaves 1 minus the fraction it removes.
 */
export function dispositionEffects(
  drug: { name: string; atc: readonly string[]; route: string | null },
  states: readonly BodilyState[],
  window: DaySpan,
  disposition: DispositionKnowledge,
  enzymes: EnzymeKnowledge,
): StateEffect[] {
  const found = dispositionRowsFor(drug, states, window, disposition, enzymes);
  const shareOf = (row: DispositionRow): number =>
    row.scope === 'renal'
      ? (disposition.renalShare.get(drug.name)?.share ?? 0)
      : routeShare(drug.name, row.target, enzymes);
  const joint = (rows: readonly DispositionRow[], pick: Pick): number | null => {
    let clearance = 1;
    for (const row of rows) {
      const activity = pick(row);
      if (activity === null) return null;
      clearance += shareOf(row) * (activity - 1);
    }
    return 1 / clearance;
  };
  return [...new Set(found.map(({ state }) => state))].flatMap((state): StateEffect[] => {
    const rows = mostSpecific(found.filter((each) => each.state === state).map(({ row }) => row));
    const [first] = rows;
    if (!first) return [];
    if (isRoute(first)) {
      const low = joint(rows, (row) => row.high) ?? 1;
      return [{ state, rows, value: joint(rows, (row) => row.value), low, high: joint(rows, (row) => row.low) ?? 1 }];
    }
    const { value, low, high } = first;
    if (first.measure === 'exposure') return [{ state, rows, value, low, high }];
    return [{ state, rows, value: value === null ? null : 1 - value, low: 1 - high, high: 1 - low }];
  });
}
