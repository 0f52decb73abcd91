/** Rows of a record that speak of a medicine: ordered, handed over, given, said to be taken. */
import * as z from 'zod';
import { Coding, Concept } from './concept.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

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
