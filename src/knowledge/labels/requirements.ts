/** The kinds of requirement a definition is made of: on one trial, and outside the trials. */
import * as z from 'zod';
import { GateName } from '../../domain/finding.ts';
import { CourseTerm } from '../../domain/terms.ts';

const id = z.string().regex(/^[a-z0-9-]+$/);
/** Every requirement has a code and, where it is from elsewhere than its definition, a source of its own. */
const common = { code: id, source: z.string().min(1).optional(), checked: z.enum(['yes', 'no']).optional() };
/** Of a trial's requirement, also: a stop for intolerance meets it where the definition counts that as a failure. */
const ofTrial = { ...common, waivedFor: z.literal('intolerance').optional() };

/** What one trial must show to count; `because` names the reason where no cause of the verdict does. */
export const TrialRequirement = z.discriminatedUnion('kind', [
  /** a gate of the verdict is open; `unknownIs: "met"` for supporting gates, which may stay unanswered */
  z.object({
    kind: z.literal('gate'),
    ...ofTrial,
    gate: GateName,
    unknownIs: z.enum(['unknown', 'met']).default('unknown'),
  }),
  /** the course is one of these; a course that says nothing is unknown, any other fails */
  z.object({ kind: z.literal('course'), ...ofTrial, terms: z.array(CourseTerm).min(1) }),
  /** the percent change for the better at the judging outcome stays below this */
  z.object({ kind: z.literal('change'), ...ofTrial, belowPct: z.number() }),
  /** the daily dose reached: the target for the condition, or an equivalent by a named scheme, held for some days */
  z.object({
    kind: z.literal('dose'),
    ...ofTrial,
    because: id,
    at: z.enum(['target', 'equivalent']),
    scheme: z.string().optional(),
    equivalentMg: z.number().positive().optional(),
    forDays: z.number().nonnegative().default(0),
  }),
  /** the trial lasted at least this long, from its first to its last day */
  z.object({ kind: z.literal('days'), ...ofTrial, because: id, atLeast: z.number().positive() }),
  /** at least so many kinds of evidence say that the drug was taken */
  z.object({ kind: z.literal('sources'), ...ofTrial, atLeast: z.number().int().positive() }),
  /** at least so many measured levels, above a bound where one is given */
  z.object({
    kind: z.literal('levels'),
    ...ofTrial,
    because: id,
    atLeast: z.number().int().positive(),
    above: z.object({ value: z.number(), unit: z.string() }).optional(),
  }),
]);
export type TrialRequirement = z.infer<typeof TrialRequirement>;

/**
 * One way to read a state of the person: a measure of the pack, or words where a record has no code for it. Of each
 * list of `words` one must stand in the observation's name or its panel's, and none of `notWords`.
 */
const Reading = z.object({
  measure: z.string().optional(),
  words: z.array(z.array(z.string()).min(1)).optional(),
  notWords: z.array(z.string()).optional(),
  op: z.enum(['lt', 'le', 'gt', 'ge']),
  value: z.number(),
  /** days one value stands for: a monthly count 30 */
  coversDays: z.number().positive().default(1),
  /** from this age on the reading is not asked for */
  underAge: z.number().optional(),
});
export type Reading = z.infer<typeof Reading>;

/** What must hold outside the single trials. */
export const PersonRequirement = z.discriminatedUnion('kind', [
  /** the diagnosis is recorded */
  z.object({ kind: z.literal('diagnosis'), ...common, condition: id }),
  /**
   * The latest day with any of the readings meets any or all of them, or every value of the last `sustainedDays` does.
   * Values count from `settleDays` after the last counted drug began; `entry` makes a failure "not met", not "pseudo".
   */
  z.object({
    kind: z.literal('level'),
    ...common,
    readings: z.array(Reading).min(1),
    need: z.enum(['any', 'all']),
    sustainedDays: z.number().nonnegative().default(0),
    settleDays: z.number().nonnegative().default(0),
    /** true: the values of all time up to the end count, not only those under the counted drugs */
    anyTime: z.boolean().default(false),
    entry: z.boolean().default(false),
  }),
  /** among the counted drugs there is one of each of these groups of classes */
  z.object({
    kind: z.literal('includes'),
    ...common,
    set: id,
    groups: z.array(z.object({ id, classes: z.array(id).min(1) })).min(1),
    entry: z.boolean().default(false),
  }),
  /** drugs of another set were tried (or tried without response) up to the end */
  z.object({
    kind: z.literal('tried'),
    ...common,
    set: id,
    atLeast: z.number().int().positive(),
    failed: z.boolean(),
    /** begun within so many days of a counted drug; absent: at any time */
    withinDays: z.number().positive().optional(),
    entry: z.boolean().default(false),
  }),
  /** a further drug of a set began after the counted ones, within these days */
  z.object({
    kind: z.literal('next-drug'),
    ...common,
    set: id,
    gapDays: z.number().positive(),
    withinDays: z.number().positive(),
    entry: z.boolean().default(false),
  }),
  /** an event, stay or visit for the condition after the last needed drug began */
  z.object({
    kind: z.literal('event'),
    ...common,
    condition: id,
    /** kinds of visit that are acute, lower case, as records write them; a hospital stay always is */
    acute: z.array(z.string()).default([]),
    afterDays: z.number().nonnegative(),
    entry: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('age'), ...common, atLeastYears: z.number().nonnegative() }),
  /** what the definition does not ask about: it stays unknown, so that a count of drugs alone is never confirmed */
  z.object({ kind: z.literal('not-asked'), ...common, about: z.array(z.string()).min(1) }),
]);
export type PersonRequirement = z.infer<typeof PersonRequirement>;
