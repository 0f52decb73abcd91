/** Shapes of the labels pack: definitions as lists of requirements, sets of classes, equivalents, what a label opens. */
import { z } from 'zod';
import { GateName } from '../../domain/finding.ts';
import { CauseTerm, CourseTerm, LabelTerm } from '../../domain/terms.ts';
import type { PackTables } from '../pack.ts';

const id = z.string().regex(/^[a-z0-9-]+$/);
const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
/** Every requirement has a code and, where it is from elsewhere than its definition, a source of its own. */
const common = { code: id, source: z.string().min(1).optional(), checked: z.enum(['yes', 'no']).optional() };
/** Of a trial's requirement, also: a stop for intolerance meets it where the definition counts that as a failure. */
const ofTrial = { ...common, waivedFor: z.literal('intolerance').optional() };

/** What one trial must show to count; `because` names the reason where no cause of the verdict does. */
export const TrialRequirement = z.discriminatedUnion('kind', [
  /** a gate of the verdict is open; `unknownIs: "met"` for supporting gates, which may stay unanswered */
  z.object({ kind: z.literal('gate'), ...ofTrial, gate: GateName, unknownIs: z.enum(['unknown', 'met']).default('unknown') }),
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

/** One way to read a state of the person: a measure of the pack, or recorded names where the pack has none. */
const Reading = z.object({
  measure: z.string().optional(),
  names: z.array(z.string()).optional(),
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
    visits: z.enum(['stay', 'any']),
    afterDays: z.number().nonnegative(),
    entry: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('age'), ...common, atLeastYears: z.number().nonnegative() }),
  /** what the definition does not ask about: it stays unknown, so that a count of drugs alone is never confirmed */
  z.object({ kind: z.literal('not-asked'), ...common, about: z.array(z.string()).min(1) }),
]);
export type PersonRequirement = z.infer<typeof PersonRequirement>;

/** Which drugs are counted, how they are told apart and how many are needed. */
export const Count = z.object({
  /** a set of classes.csv; absent: every drug for the condition */
  set: id.optional(),
  /** only these classes of the set */
  classes: z.array(id).optional(),
  /** a schedule is the drugs begun together; a class is one of the set */
  distinct: z.enum(['drug', 'schedule', 'class']),
  /** "all": every class of the set */
  atLeast: z.union([z.number().int().positive(), z.literal('all')]),
  /** tried: all but those that respond or run too early; used: all but those too early; started: all */
  of: z.enum(['tried', 'used', 'started']),
  within: z.discriminatedUnion('kind', [
    /** since the last stretch without any drug for the condition */
    z.object({ kind: z.literal('episode'), gapDays: z.number().positive() }),
    /** begun within so many days of each other */
    z.object({ kind: z.literal('days'), days: z.number().positive() }),
    /** running on the last day of treatment */
    z.object({ kind: z.literal('together') }),
    z.object({ kind: z.literal('ever') }),
  ]),
  /** a drug of the set counts too where the record gives no indication of its own for it */
  anyIndication: z.boolean().default(false),
  /** only these routes; a route that is not stated counts */
  routes: z.array(z.string()).optional(),
});
export type Count = z.infer<typeof Count>;

/** One way to fulfil a definition. */
export const Path = z.object({
  id,
  count: Count,
  trial: z.array(TrialRequirement),
  person: z.array(PersonRequirement),
});
export type Path = z.infer<typeof Path>;

/** One named definition of a label. Order: `rank`, guidelines before regulators, consensus and claims. */
export const Definition = z.object({
  id,
  label: LabelTerm,
  /** a condition of the conditions pack; "*": every condition with a criterion that no other definition names */
  condition: z.string().regex(/^([a-z0-9-]+|\*)$/),
  /** only conditions of these kinds, for "*" */
  kinds: z.array(z.enum(['ordinary', 'event-prevention', 'fixed-course'])).optional(),
  name: z.string().min(1),
  basis: z.enum(['guideline', 'regulator', 'consensus', 'claims', 'convention']),
  rank: z.number().int(),
  paths: z.array(Path).min(1),
  /** names of what the definition calls the condition: confirmed, responding on a drug, neither */
  states: z.object({ confirmed: z.string(), responding: z.string(), else: z.string() }).optional(),
  ...fact,
  note: z.string().default(''),
});
export type Definition = z.infer<typeof Definition>;

/** One class of a set: drugs by ATC prefix, and ingredients the drug pack has no ATC code for by id. */
export const ClassRow = z.object({ set: id, class: id, name: z.string().min(1), atc: list, ingredients: list, ...fact });
export type ClassRow = z.infer<typeof ClassRow>;

/** `equivalentMg` of the drug a day does what `referenceMg` of the scheme's reference drug do. */
export const EquivalentRow = z.object({
  scheme: id,
  ingredient: z.string().regex(/^(\d+|x:.+)$/),
  name: z.string().min(1),
  route: z.string().min(1),
  equivalentMg: z.coerce.number().positive(),
  referenceMg: z.coerce.number().positive(),
  ...fact,
});
export type EquivalentRow = z.infer<typeof EquivalentRow>;

/** The causes that may stand behind a closed gate, the most telling first. */
export const GateCauseRow = z.object({ gate: GateName, causes: list.pipe(z.array(CauseTerm).min(1)) });
export type GateCauseRow = z.infer<typeof GateCauseRow>;

/** A kind of next step a guideline or approval names for a label: information, never advice. */
export const OpensRow = z.object({
  label: LabelTerm,
  condition: id,
  step: id,
  kind: z.enum(['approval', 'drug', 'procedure', 'referral', 'test', 'device']),
  text: z.string().min(1),
  /** year of the document */
  date: z.string().regex(/^\d{4}(-\d{2})?$/),
  ...fact,
});
export type OpensRow = z.infer<typeof OpensRow>;

const DEFINITIONS = [
  'treatment-resistant-depression/ema-2013',
  'treatment-resistant-depression/fda-esketamine',
  'treatment-resistant-depression/delphi-2021',
  'treatment-resistant-depression/claims-zhdanava',
  'treatment-resistant-depression/claims-fabbri',
  'treatment-resistant-depression/claims-cepeda',
  'treatment-resistant-depression/claims-humana-optum',
  'treatment-resistant-depression/denmark',
  'treatment-resistant-schizophrenia/trrip-2017',
  'treatment-resistant-schizophrenia/trrip-2017-mean-dose',
  'treatment-resistant-schizophrenia/trrip-2017-clozapine',
  'treatment-resistant-schizophrenia/register-proxy',
  'drug-resistant-epilepsy/ilae-2010',
  'drug-resistant-epilepsy/denmark-2025',
  'resistant-hypertension/aha-2018',
  'resistant-hypertension/aha-2008',
  'refractory-hypertension/aha-2018',
  'treatment-refractory/ehf-2020-resistant-migraine',
  'treatment-refractory/ehf-2020-refractory-migraine',
  'treatment-refractory/eular-2020-difficult-to-treat',
  'treatment-refractory/two-distinct-drugs',
] as const;

export const tables: PackTables = {
  'classes.csv': ClassRow,
  'equivalents.csv': EquivalentRow,
  'gate-causes.csv': GateCauseRow,
  'opens.csv': OpensRow,
  ...Object.fromEntries(DEFINITIONS.map((path) => [`${path}.json`, Definition])),
};
