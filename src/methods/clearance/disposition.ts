/** What a bodily state leaves of a drug's exposure, by the share of its clearance or absorption the state concerns. */
import type { BodilyState } from '../../domain/exposure.ts';
import type { DaySpan } from '../../domain/time.ts';
import type { DispositionKnowledge, DispositionRow } from '../../knowledge/disposition/index.ts';
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';

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

/** Of several stages of one state only the one that fills most of the window speaks; the later one where they tie. */
function leadingStages(rows: readonly StateRow[], window: DaySpan): StateRow[] {
  const lead = new Map<string, BodilyState>();
  for (const { state } of rows) {
    const key = `${state.state}|${state.records.join()}`;
    const known = lead.get(key);
    if (!known || overlap(state, window) >= overlap(known, window)) lead.set(key, state);
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
    const rows = (disposition.byState.get(state.state) ?? []).filter((row) => {
      const until = state.to === null ? Number.POSITIVE_INFINITY : state.to + (row.recoveryDays ?? 0);
      const isOn = state.from < window.to && until > window.from;
      const isStage = state.stage === '' || row.stage === 'any' || row.stage === state.stage;
      return isOn && isStage && fits(row);
    });
    return (state.stage === '' ? widest(rows) : rows).map((row) => ({ state, row }));
  });
  return leadingStages(found, window);
}

/**
 * Exposure left by one row, relative to the same dose without the state; `value` null where only a range is known.
 *
 * An activity works through the share of clearance it concerns: `1 / (share x activity + 1 - share)`.
 */
export function dispositionEffect(
  row: DispositionRow,
  drug: string,
  disposition: DispositionKnowledge,
  enzymes: EnzymeKnowledge,
): { value: number | null; low: number; high: number } {
  if (row.measure === 'exposure') return { value: row.value, low: row.low, high: row.high };
  if (row.measure === 'removed-fraction') {
    return { value: row.value === null ? null : 1 - row.value, low: 1 - row.high, high: 1 - row.low };
  }
  const share =
    row.scope === 'renal' ? (disposition.renalShare.get(drug)?.share ?? 0) : routeShare(drug, row.target, enzymes);
  const at = (activity: number): number => 1 / (share * activity + 1 - share);
  return { value: row.value === null ? null : at(row.value), low: at(row.high), high: at(row.low) };
}
