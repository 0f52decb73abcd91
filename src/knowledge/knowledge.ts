/** The facts as the rooms see them: one object, built once from validated rows, handed down as an argument. */
import type { ConditionMatcher } from './conditions/types.ts';
import type { DrugIndex } from './drugs/types.ts';
import type { Source } from './pack.ts';

export interface Knowledge {
  version: string;
  sources: ReadonlyMap<string, Source>;
  drugs: DrugIndex;
  conditions: ConditionMatcher;
}
