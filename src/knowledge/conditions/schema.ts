/** Shapes of the rows of the conditions pack. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = (separator: string) =>
  z.string().transform((cell) =>
    cell
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
const numberOrNull = z.string().transform((cell, context) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  context.addIssue({ code: 'custom', message: `\`${cell}\` is no number` });
  return z.NEVER;
});
const yesOrNo = z.enum(['', 'yes', 'no']).transform((cell) => cell === 'yes');
const op = z.enum(['', 'lt', 'le', 'gt', 'ge']).transform((cell) => (cell === '' ? null : cell));

/** One condition: how a record may name it and the days that frame its judgement. */
export const ConditionRow = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  parent: z.string(),
  kind: z.enum(['ordinary', 'event-prevention', 'fixed-course']),
  /** code prefixes without the dot: "F32" stands for F32.0, F32.1 ... */
  icd10cm: list(';'),
  snomed: list(';'),
  /** whole-word names, any case */
  names: list(';'),
  baselineDaysBefore: z.coerce.number().int().nonnegative(),
  baselineDaysAfter: z.coerce.number().int().nonnegative(),
  adequateDays: numberOrNull,
  adequateSource: z.string(),
  adequateChecked: z.enum(['', 'yes', 'no']),
  carryOverDays: z.coerce.number().nonnegative(),
  /** the condition meant where a text speaks of preventing this one; empty: this one */
  prevention: z.string(),
  ...fact,
});
export type ConditionRow = z.infer<typeof ConditionRow>;

/** A drug or class usually given for a condition, by ATC prefix, class id or ingredient id. */
export const TreatmentRow = z.object({
  condition: z.string(),
  by: z.enum(['atc', 'class', 'ingredient']),
  key: z.string().min(1),
  name: z.string(),
  /** days this drug needs in this condition where it differs from the condition's own */
  adequateDays: numberOrNull,
  /** 1 is the most usual purpose of the drug */
  rank: z.coerce.number().int().positive(),
  ...fact,
});
export type TreatmentRow = z.infer<typeof TreatmentRow>;

/** One criterion: when the effect on one measure counts as response, part of it, or its loss. */
export const CriterionRow = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  condition: z.string(),
  measure: z.string(),
  role: z.enum(['response', 'goal', 'surrogate']),
  rank: z.coerce.number().int(),
  /** response: any of these suffices */
  metOp: op,
  metValue: numberOrNull,
  /** take the bound from the laboratory's own range where the record has one */
  metReference: z.enum(['', 'high', 'low']),
  metPct: numberOrNull,
  metAbs: numberOrNull,
  /** a named rule beside the bounds; `parasite-clearance` adds an early failure; `viral-load` and `emesis-phases` only tell more about what the bounds judged */
  metRule: z.enum(['', 'eular', 'seizure-free', 'expected-fall', 'viral-load', 'emesis-phases', 'parasite-clearance']),
  /** a second measure of the same day that must agree for a level to count */
  withMeasure: z.string(),
  withOp: op,
  withValue: numberOrNull,
  /** from this age on the second measure is not asked for */
  withUnderAge: numberOrNull,
  partialOp: op,
  partialValue: numberOrNull,
  partialPct: numberOrNull,
  partialAbs: numberOrNull,
  /** loss: any of these; none given leaves the default of the course room */
  lossOp: op,
  lossValue: numberOrNull,
  lossAbs: numberOrNull,
  lossPct: numberOrNull,
  lossRule: z.enum(['', 'das28-flare']),
  confirmLoss: yesOrNo,
  /** a good value says nothing unless the baseline was not good: no fever before, no response after */
  needsBaseline: yesOrNo,
  /** a value that meets the criterion counts before the adequate time too */
  early: yesOrNo,
  /** a value that fails it counts before the adequate time too */
  anyTime: yesOrNo,
  /** days for this measure where it needs longer than the condition; empty: the condition's */
  adequateDays: numberOrNull,
  /** days after the end of a course before which a good value may only be suppression */
  daysAfterEnd: numberOrNull,
  /** objective measures, one of which should bear out a failure told by this score of symptoms */
  bearsOut: list(';'),
  /** ATC prefixes the criterion is limited to; empty: all */
  atc: list(';'),
  ...fact,
});
export type CriterionRow = z.infer<typeof CriterionRow>;

/** An event that counts against a treatment: relapse, rejection, thrombosis, pregnancy, seizure. */
export const EventRow = z.object({
  id: z.string(),
  condition: z.string(),
  name: z.string(),
  icd10cm: list(';'),
  snomed: list(';'),
  /** whole-word names; a leading `=` asks for the whole text */
  words: list(';'),
  /** ATC prefixes of the drugs the event counts against; empty: all */
  atc: list(';'),
  /** the adequate time without the event shows that the drug had worked */
  freeTimeCounts: yesOrNo,
  /** events that make a failure by the condition's definition; fewer hold it at `possible` */
  atLeast: z.coerce.number().int().positive(),
  /** days within which they must fall; empty: the whole trial */
  withinDays: numberOrNull,
  ...fact,
});
export type EventRow = z.infer<typeof EventRow>;

/** What people write about an effect; negation and unreal turn or void what follows, a denial is a whole answer, the rest tell prevention and authors. */
export const PhraseRow = z.object({
  phrase: z.string().min(1),
  meaning: z.enum([
    'helped',
    'little',
    'none',
    'lost',
    'negation',
    'unreal',
    'other-person',
    'prevention',
    'denial',
    'author-clinician',
  ]),
  ...fact,
});
export type PhraseRow = z.infer<typeof PhraseRow>;

/** The fall in LDL cholesterol a statin is expected to bring from a daily dose upward. */
export const ExpectedFallRow = z.object({
  ingredient: z.string(),
  name: z.string(),
  fromDailyMg: z.coerce.number().nonnegative(),
  fallPct: z.coerce.number(),
  ...fact,
});
export type ExpectedFallRow = z.infer<typeof ExpectedFallRow>;

/** A drug whose whole course takes days although its effect is judged later: no planned end beyond `mostDays`. */
export const ShortCourseRow = z.object({
  condition: z.string().min(1),
  /** ATC prefixes; empty: all */
  atc: list(';'),
  mostDays: z.coerce.number().int().positive(),
  meaning: z.string(),
  ...fact,
});
export type ShortCourseRow = z.infer<typeof ShortCourseRow>;

/** One default of the course room: a number with its meaning. */
export const RuleRow = z.object({
  id: z.string(),
  value: z.coerce.number(),
  unit: z.string(),
  meaning: z.string(),
  ...fact,
});
export type RuleRow = z.infer<typeof RuleRow>;

export const tables: PackTables = {
  'conditions.csv': ConditionRow,
  'treatments.csv': TreatmentRow,
  'criteria.csv': CriterionRow,
  'events.csv': EventRow,
  'phrases.csv': PhraseRow,
  'expected-fall.csv': ExpectedFallRow,
  'short-courses.csv': ShortCourseRow,
  'rules.csv': RuleRow,
};
