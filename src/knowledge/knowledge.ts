/** The facts as the rooms see them: one object, built once from validated rows, handed down as an argument. */
import type { ConditionIndex } from './conditions/types.ts';
import type { Conventions, ConventionSources } from './conventions/index.ts';
import type { DoseFloors } from './dose-floors/index.ts';
import type { DrugLevels } from './drug-levels/index.ts';
import type { DrugIndex } from './drugs/types.ts';
import type { MeasureIndex } from './outcome-measures/index.ts';
import type { Source } from './pack.ts';
import type { Phrases } from './phrases/index.ts';
import type { Terms } from './terms/index.ts';

export interface Knowledge {
  version: string;
  sources: ReadonlyMap<string, Source>;
  conventions: Conventions;
  conventionSources: ConventionSources;
  phrases: Phrases;
  drugs: DrugIndex;
  drugLevels: DrugLevels;
  doseFloors: DoseFloors;
  conditions: ConditionIndex;
  measures: MeasureIndex;
  terms: Terms;
}
