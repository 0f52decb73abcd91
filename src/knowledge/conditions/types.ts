/** What the conditions pack answers to the rooms. */
import type { Concept } from '../../domain/record.ts';
import type { Checked } from '../pack.ts';
import type { ConditionRow, CriterionRow, EventRow } from './schema.ts';

export type { CriterionRow, EventRow } from './schema.ts';

/** A drug as the pack looks at it: ingredient id, ATC codes and class ids. */
export interface TreatmentQuery {
  id: string;
  atc: readonly string[];
  classes: readonly string[];
}

/** Matching of diagnoses and drugs to the pack's conditions. */
export interface ConditionMatcher {
  /** the pack's condition a diagnosis means, by ICD-10-CM, SNOMED CT or plain name; null where none fits */
  match(concept: Concept): string | null;
  /** ids of the conditions a drug is usually given for, most usual first; by class id, ATC prefix or ingredient id */
  treatedBy(drug: { id: string; atc: readonly string[]; classes: readonly string[] }): string[];
  /** plain name of a condition id */
  name(condition: string): string;
}

export type ConditionKind = ConditionRow['kind'];
export type ConditionFacts = ConditionRow;

/** Days a drug needs in a condition before it can be judged, with where that is from. */
export interface AdequateTime {
  days: number;
  source: string;
  checked: Checked;
}

/** What a text says about an effect: `lost` is helped and then no longer. */
export type EffectReport = 'helped' | 'little' | 'none' | 'lost';

export type CourseRule =
  | 'partialShare'
  | 'genericBenefitShare'
  | 'genericLossShare'
  | 'seizureIntervalFactor'
  | 'seizureFreeDays'
  | 'seizureLookbackDays'
  | 'expectedFallDefaultPct'
  | 'genericAdequateDays'
  | 'flareMajorRise'
  | 'flareMinorRise'
  | 'flareActivity'
  | 'acuteEmesisHours'
  | 'delayedEmesisHours'
  | 'parasitesRiseDay'
  | 'parasitesRiseShare'
  | 'parasitesStayDay'
  | 'parasitesStayShare'
  | 'bearsOutDays'
  | 'observedGapDays'
  | 'baselineDaysDefault'
  | 'eularMajorFall'
  | 'eularMinorFall'
  | 'eularLow'
  | 'eularHigh';

/** Everything the course room reads from the pack. */
export interface ConditionIndex extends ConditionMatcher {
  ids: readonly string[];
  facts(condition: string): ConditionFacts | null;
  /** the condition and its parents, nearest first */
  lineage(condition: string): readonly string[];
  adequateTime(condition: string, drug: TreatmentQuery): AdequateTime | null;
  /** the most days a whole course of a drug takes where its effect is judged later; null where it is no such drug */
  shortCourseDays(condition: string, atc: readonly string[]): number | null;
  /** criteria of the condition and its parents that hold for a drug, in rank order */
  criteria(condition: string, atc: readonly string[]): readonly CriterionRow[];
  /** criteria on a stated effect (response category, global impression), for any condition */
  statedCriteria: readonly CriterionRow[];
  /** events that count for a condition or its parents against a drug */
  events(condition: string, atc: readonly string[]): readonly EventRow[];
  /** ids of the events a concept names; negated, past and feared ones are none */
  eventsNamed(concept: Concept): readonly string[];
  /** true where a coded value denies what it is asked about ("absent", "negative") */
  isDenial(concept: Concept): boolean;
  /** true where a text names a clinician as its author ("response, physician") */
  isByClinician(text: string): boolean;
  /** what a text says about an effect; null where it says nothing of the kind */
  reportIn(text: string): EffectReport | null;
  /** the fall in LDL cholesterol to expect of a statin at a daily dose in mg; null where the pack has none */
  expectedFallPct(
    ingredient: string,
    dailyDoseMg: number | null,
  ): { pct: number; source: string; checked: Checked } | null;
  rule(id: CourseRule): number;
}
