/** The facts as the rooms see them: one object, built once from validated rows, handed down as an argument. */
import type { AbsorptionKnowledge } from './absorption-and-antagonism/index.ts';
import type { TermCodes } from './codes/index.ts';
import type { ConditionIndex } from './conditions/types.ts';
import type { ConventionSources, Conventions } from './conventions/index.ts';
import type { DispositionKnowledge } from './disposition/index.ts';
import type { DoseFloors } from './dose-floors/index.ts';
import type { DrugLevels } from './drug-levels/index.ts';
import type { DrugIndex } from './drugs/types.ts';
import type { EnzymeKnowledge } from './enzymes/index.ts';
import type { GeneKnowledge } from './genes/index.ts';
import type { Germs } from './germs/index.ts';
import type { Immunogenicity } from './immunogenicity/index.ts';
import type { LabelIndex } from './labels/index.ts';
import type { LossOfEffect } from './loss-of-effect/index.ts';
import type { MeasureIndex } from './outcome-measures/index.ts';
import type { Source } from './pack.ts';
import type { Phrases } from './phrases/index.ts';
import type { Terms } from './terms/index.ts';
import type { Tumours } from './tumours/index.ts';

export interface Knowledge {
  version: string;
  sources: ReadonlyMap<string, Source>;
  conventions: Conventions;
  conventionSources: ConventionSources;
  phrases: Phrases;
  drugs: DrugIndex;
  drugLevels: DrugLevels;
  doseFloors: DoseFloors;
  germs: Germs;
  conditions: ConditionIndex;
  measures: MeasureIndex;
  labels: LabelIndex;
  terms: Terms;
  codes: TermCodes;
  tumours: Tumours;
  genes: GeneKnowledge;
  enzymes: EnzymeKnowledge;
  absorption: AbsorptionKnowledge;
  disposition: DispositionKnowledge;
  lossOfEffect: LossOfEffect;
  immunogenicity: Immunogenicity;
}
