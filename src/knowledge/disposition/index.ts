/** The disposition pack as look-up objects: bodily states that change absorption or elimination. */
import type {
  DispositionRow,
  MeasuredStateRow,
  ObservedDoseTestRow,
  RenalShareRow,
  StageRow,
  StateCodeRow,
} from './schema.ts';

export type * from './schema.ts';

export type DispositionRows = {
  states: readonly DispositionRow[];
  renalShares: readonly RenalShareRow[];
  observedDoseTests: readonly ObservedDoseTestRow[];
  codes: readonly StateCodeRow[];
  stages: readonly StageRow[];
  measuredStates: readonly MeasuredStateRow[];
};

export type DispositionKnowledge = {
  byState: ReadonlyMap<string, readonly DispositionRow[]>;
  renalShare: ReadonlyMap<string, RenalShareRow>;
  observedDoseTests: ReadonlyMap<string, readonly ObservedDoseTestRow[]>;
  codes: readonly StateCodeRow[];
  stages: ReadonlyMap<string, readonly StageRow[]>;
  measuredStates: readonly MeasuredStateRow[];
};

const groupBy = <R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> => {
  const map = new Map<string, R[]>();
  for (const row of rows) {
    const list = map.get(key(row));
    if (list) list.push(row);
    else map.set(key(row), [row]);
  }
  return map;
};

/** Builds the look-ups of the disposition pack from its validated rows. */
export const buildDisposition = (rows: DispositionRows): DispositionKnowledge => ({
  byState: groupBy(rows.states, (row) => row.state),
  renalShare: new Map(rows.renalShares.map((row) => [row.drug, row])),
  observedDoseTests: groupBy(rows.observedDoseTests, (row) => row.drug),
  codes: rows.codes,
  stages: groupBy(rows.stages, (row) => row.state),
  measuredStates: rows.measuredStates,
});

/** The rows of this pack out of the build's tables by file name. */
export const dispositionRows = (files: Readonly<Record<string, readonly unknown[]>>): DispositionRows => {
  const table = <Row>(file: string): readonly Row[] => (files[file] ?? []) as readonly Row[];
  return {
    states: table<DispositionRow>('data.csv'),
    renalShares: table<RenalShareRow>('renal-share.csv'),
    observedDoseTests: table<ObservedDoseTestRow>('observed-dose-tests.csv'),
    codes: table<StateCodeRow>('codes.csv'),
    stages: table<StageRow>('stages.csv'),
    measuredStates: table<MeasuredStateRow>('measured-states.csv'),
  };
};
