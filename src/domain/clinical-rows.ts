/** Rows of a record that speak of the person: findings, diagnoses, reactions, stays, genes, germs, goals. */
import * as z from 'zod';
import { Concept } from './concept.ts';
import { Drug } from './medication-rows.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

/** A measurement or a coded finding. Panels are split: one observation per component. */
export const Observation = z.object({
  id: z.string(),
  at: Moment.nullable(),
  /** the specimen's collection or the period's start, where it differs from `at` */
  issued: Moment.nullable(),
  what: Concept,
  /** what the panel is called that this value is a component or member of */
  panel: z.string().nullable(),
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
