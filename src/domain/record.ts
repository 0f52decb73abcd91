/**
 * The PatientRecord: one person's facts as any reader leaves them. Plain JSON, published as a schema.
 *
 * Every fact carries the `id` of the row it came from ("MedicationRequest/12"), so a finding can point back to it.
 * Absent is `null`; null never means "no".
 */
import { z } from 'zod';
import { Counts, Problem } from './problem.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

/** A code with its system URI (or a short local name) and the display the source gave. */
export const Coding = z.object({ system: z.string(), code: z.string(), display: z.string().nullable() });
export type Coding = z.infer<typeof Coding>;

/** A concept as written: its text and its codings. */
export const Concept = z.object({ text: z.string(), codings: z.array(Coding) });
export type Concept = z.infer<typeof Concept>;

/** One active ingredient. `id` is an RxCUI, or `x:name` where RxNorm has none; `strength` is per unit of the form. */
export const Ingredient = z.object({ id: z.string(), name: z.string(), strength: Quantity.nullable() });
export type Ingredient = z.infer<typeof Ingredient>;

/** A medicine as found and as understood; no ingredients means it could not be resolved. */
export const Drug = z.object({
  text: z.string(),
  codings: z.array(Coding),
  ingredients: z.array(Ingredient),
  product: z.string().nullable(),
  form: z.string().nullable(),
  route: z.string().nullable(),
  resolvedBy: z.enum(['code', 'display', 'text']).nullable(),
});
export type Drug = z.infer<typeof Drug>;

/** One direction: how much, how often, over which part of the order. A step of a taper is one direction. */
export const Direction = z.object({
  text: z.string().nullable(),
  /** amount per intake in `unit`: mg, mcg, [IU], mL, {tablet}, {puff} ... */
  perIntake: Quantity.nullable(),
  /** intakes a day: 0.5 is every other day, 1/7 once a week */
  intakesPerDay: z.number().nullable(),
  asNeeded: z.boolean(),
  /** how long this step lasts, where it is bounded by days and not by dates */
  durationDays: z.number().nullable(),
  from: Moment.nullable(),
  to: Moment.nullable(),
  route: z.string().nullable(),
  /** stated relation to meals, hours or other drugs ("4 hours apart from calcium"), as written */
  timing: z.string().nullable(),
});
export type Direction = z.infer<typeof Direction>;

export const OrderStatus = z.enum(['active', 'on-hold', 'cancelled', 'completed', 'stopped', 'draft', 'unknown']);

/** A prescription. `end` is the planned end (bounds), `stopped` a dated actual stop. */
export const Order = z.object({
  id: z.string(),
  drug: Drug,
  status: OrderStatus,
  authored: Moment.nullable(),
  start: Moment.nullable(),
  end: Moment.nullable(),
  stopped: Moment.nullable(),
  stopReason: Concept.nullable(),
  directions: z.array(Direction),
  indications: z.array(Concept),
  /** ids of the conditions the order names as its reason */
  indicationIds: z.array(z.string()),
  setting: z.enum(['inpatient', 'outpatient']).nullable(),
  daysSupply: z.number().nullable(),
  quantity: Quantity.nullable(),
  refillsAllowed: z.number().nullable(),
  /** id of the order this one replaces */
  replaces: z.string().nullable(),
  /** the order says not to give the drug */
  prohibited: z.boolean(),
  notes: z.array(z.string()),
});
export type Order = z.infer<typeof Order>;

/** A dispensing. `status` "not-done" is a refused or returned one. */
export const Supply = z.object({
  id: z.string(),
  drug: Drug,
  orderId: z.string().nullable(),
  at: Moment,
  daysSupply: z.number().nullable(),
  quantity: Quantity.nullable(),
  status: z.enum(['done', 'not-done', 'unknown']),
  reason: Concept.nullable(),
  directions: z.array(Direction),
  notes: z.array(z.string()),
});
export type Supply = z.infer<typeof Supply>;

/** One charted or monitored dose, or a run of them where `end` is given. */
export const Intake = z.object({
  id: z.string(),
  drug: Drug,
  orderId: z.string().nullable(),
  at: Moment,
  end: Moment.nullable(),
  dose: Quantity.nullable(),
  status: z.enum(['taken', 'not-taken', 'unknown']),
  source: z.enum(['observed', 'monitor', 'own']),
  reason: Concept.nullable(),
  indications: z.array(Concept),
  indicationIds: z.array(z.string()),
  notes: z.array(z.string()),
});
export type Intake = z.infer<typeof Intake>;

/** What someone said about the taking of a drug over a stretch of time. */
export const Statement = z.object({
  id: z.string(),
  drug: Drug,
  orderId: z.string().nullable(),
  from: Moment.nullable(),
  to: Moment.nullable(),
  asserted: Moment.nullable(),
  status: z.enum(['taking', 'not-taking', 'stopped', 'planned', 'unknown']),
  /** share of prescribed doses said to be taken, 0-1, where a number was given */
  share: z.number().nullable(),
  by: z.enum(['patient', 'related', 'clinician', 'unknown']),
  reason: Concept.nullable(),
  directions: z.array(Direction),
  indications: z.array(Concept),
  indicationIds: z.array(z.string()),
  notes: z.array(z.string()),
});
export type Statement = z.infer<typeof Statement>;

/** A measurement or a coded finding. Panels are split: one observation per component. */
export const Observation = z.object({
  id: z.string(),
  at: Moment.nullable(),
  /** the specimen's collection or the period's start, where it differs from `at` */
  issued: Moment.nullable(),
  what: Concept,
  value: Quantity.nullable(),
  coded: Concept.nullable(),
  referenceLow: z.number().nullable(),
  referenceHigh: z.number().nullable(),
  interpretation: z.string().nullable(),
  status: z.string().nullable(),
  by: z.enum(['patient', 'related', 'clinician', 'unknown']),
  category: z.string().nullable(),
  method: z.string().nullable(),
  /** ids of what the source says it is about: a drug order, a condition, another observation */
  about: z.array(z.string()),
  derivedFrom: z.array(z.string()),
  notes: z.array(z.string()),
});
export type Observation = z.infer<typeof Observation>;

/** A diagnosis or problem. */
export const Condition = z.object({
  id: z.string(),
  what: Concept,
  onset: Moment.nullable(),
  abated: Moment.nullable(),
  recorded: Moment.nullable(),
  status: z.enum(['active', 'inactive', 'unknown']),
  /** confirmed, provisional, refuted ... as written */
  verification: z.string().nullable(),
  severity: z.string().nullable(),
  evidence: z.array(Concept),
  notes: z.array(z.string()),
});
export type Condition = z.infer<typeof Condition>;

/** An adverse reaction, allergy or intolerance with the drugs suspected. */
export const Reaction = z.object({
  id: z.string(),
  kind: z.enum(['adverse-event', 'allergy', 'intolerance']),
  what: Concept,
  at: Moment.nullable(),
  suspects: z.array(Drug),
  /** ids of orders or statements named as suspect */
  suspectIds: z.array(z.string()),
  seriousness: z.string().nullable(),
  severity: z.string().nullable(),
  outcome: z.string().nullable(),
  status: z.string().nullable(),
  notes: z.array(z.string()),
});
export type Reaction = z.infer<typeof Reaction>;

/** A hospital or institutional stay. */
export const Stay = z.object({ id: z.string(), from: Moment, to: Moment.nullable(), kind: z.string() });
export type Stay = z.infer<typeof Stay>;

/** A visit, kept for what happened there and who was seen. */
export const Visit = z.object({
  id: z.string(),
  at: Moment,
  kind: z.string(),
  reasons: z.array(Concept),
});
export type Visit = z.infer<typeof Visit>;

export const Procedure = z.object({
  id: z.string(),
  what: Concept,
  at: Moment.nullable(),
  status: z.string().nullable(),
  reasons: z.array(Concept),
  notes: z.array(z.string()),
});
export type Procedure = z.infer<typeof Procedure>;

export const Genotype = z.object({
  id: z.string(),
  gene: z.string(),
  diplotype: z.string().nullable(),
  phenotype: z.string().nullable(),
  activityScore: z.string().nullable(),
  at: Moment.nullable(),
  laboratory: z.string().nullable(),
});
export type Genotype = z.infer<typeof Genotype>;

/** What one isolate did against one agent. */
export const Susceptibility = z.object({
  id: z.string(),
  agent: Concept,
  category: z.enum(['S', 'I', 'R', 'SDD', 'NS']).nullable(),
  mic: Quantity.nullable(),
  zoneMm: z.number().nullable(),
  method: z.string().nullable(),
  guideline: z.string().nullable(),
});
export type Susceptibility = z.infer<typeof Susceptibility>;

/** One isolate (or a sterile culture, `organism` null and `growth` false). */
export const Culture = z.object({
  id: z.string(),
  collected: Moment.nullable(),
  reported: Moment.nullable(),
  specimen: Concept.nullable(),
  organism: Concept.nullable(),
  growth: z.boolean().nullable(),
  screening: z.boolean().nullable(),
  results: z.array(Susceptibility),
  notes: z.array(z.string()),
});
export type Culture = z.infer<typeof Culture>;

/** A goal of treatment set for this person ("LDL below 70 mg/dL"). */
export const Goal = z.object({
  id: z.string(),
  what: Concept,
  low: Quantity.nullable(),
  high: Quantity.nullable(),
  from: Moment.nullable(),
});
export type Goal = z.infer<typeof Goal>;

export const PatientRecord = z.object({
  id: z.string(),
  birth: Moment.nullable(),
  sex: z.enum(['female', 'male', 'other']).nullable(),
  death: Moment.nullable(),
  /** end of the source's observation of this person: extract date, end of enrolment */
  observedUntil: Moment.nullable(),
  /** the source declares that it holds every dispensing of this person */
  pharmacyComplete: z.boolean(),
  orders: z.array(Order),
  supplies: z.array(Supply),
  intakes: z.array(Intake),
  statements: z.array(Statement),
  observations: z.array(Observation),
  conditions: z.array(Condition),
  reactions: z.array(Reaction),
  stays: z.array(Stay),
  visits: z.array(Visit),
  procedures: z.array(Procedure),
  genotypes: z.array(Genotype),
  cultures: z.array(Culture),
  goals: z.array(Goal),
  problems: z.array(Problem),
  counts: Counts,
});
export type PatientRecord = z.infer<typeof PatientRecord>;

/** A record with nothing in it, for readers to fill. */
export function emptyRecord(id: string): PatientRecord {
  return {
    id,
    birth: null,
    sex: null,
    death: null,
    observedUntil: null,
    pharmacyComplete: false,
    orders: [],
    supplies: [],
    intakes: [],
    statements: [],
    observations: [],
    conditions: [],
    reactions: [],
    stays: [],
    visits: [],
    procedures: [],
    genotypes: [],
    cultures: [],
    goals: [],
    problems: [],
    counts: { read: 0, used: 0, setAside: 0, refused: 0, medicationCodes: { seen: 0, resolved: 0 } },
  };
}
