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

/** The rows that hold in a window for this drug, a state's recovery time included. */
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
  return states.flatMap((state) => {
    const rows = (disposition.byState.get(state.state) ?? []).filter((row) => {
      const until = state.to === null ? Number.POSITIVE_INFINITY : state.to + (row.recoveryDays ?? 0);
      const isOn = state.from < window.to && until > window.from;
      const isStage = state.stage === '' || row.stage === 'any' || row.stage === state.stage;
      return isOn && isStage && fits(row);
    });
    return rows.map((row) => ({ state, row }));
  });
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
