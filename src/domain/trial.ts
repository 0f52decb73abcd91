/** One ingredient used by one person for one purpose over one stretch of time, with its evidence timeline. */
import * as z from 'zod';
import { Concept } from './record.ts';
import { Answer } from './terms.ts';
import { Moment } from './time.ts';

/** Which source speaks for a day, strongest first (judgement 3); `stay` is a hospital day without charted doses. */
export const TakingSource = z.enum([
  'observed',
  'monitor',
  'assay',
  'stated-not-taken',
  'stay',
  'supply',
  'stated-taken',
  'assumed',
]);
export type TakingSource = z.infer<typeof TakingSource>;

/** A run of days one source speaks for: `share` of the prescribed doses, 0-1. Days no source covers have no run. */
export const TakingRun = z.object({
  from: z.number().int(),
  to: z.number().int(),
  share: z.number(),
  source: TakingSource,
  records: z.array(z.string()),
});
export type TakingRun = z.infer<typeof TakingRun>;

/** A run of days with one prescribed dose; `unit` is mg where the ingredient's mass is known, else as written. */
export const DoseStep = z.object({
  from: z.number().int(),
  to: z.number().int(),
  dailyDose: z.number().nullable(),
  unit: z.string().nullable(),
  perIntake: z.number().nullable(),
  intakesPerDay: z.number().nullable(),
  route: z.string().nullable(),
  timing: z.string().nullable(),
  records: z.array(z.string()),
});
export type DoseStep = z.infer<typeof DoseStep>;

/** Days for which a dispensing was available, carry-over included. */
export const SupplyRun = z.object({ from: z.number().int(), to: z.number().int(), records: z.array(z.string()) });
export type SupplyRun = z.infer<typeof SupplyRun>;

/**
 * Why a trial ended. `last-supply`: a stopped order without a date, ended where its supply did; `unknown-stop`: stopped
 * on a day nothing in the record tells, so `end` is null although the trial is over.
 */
export const EndReason = z.enum([
  'dated-stop',
  'switch',
  'planned-end',
  'death',
  'replaced',
  'last-supply',
  'unknown-stop',
]);
export type EndReason = z.infer<typeof EndReason>;

/**
 * A measured concentration of this ingredient (or its active moiety). `verdict`: `absent` is not detected or below
 * quantification, `below`/`within`/`above` are against the laboratory's range, else the pack's.
 */
export const DrugLevel = z.object({
  day: z.number().int(),
  minute: z.number().int(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(['absent', 'below', 'within', 'above', 'detected', 'unknown']),
  rangeFrom: z.enum(['laboratory', 'pack']).nullable(),
  sources: z.array(z.string()),
  checked: z.boolean(),
  record: z.string(),
});
export type DrugLevel = z.infer<typeof DrugLevel>;

/** What the record gives as the reason of a stop. */
export const StopKind = z.enum(['intolerance', 'ineffective', 'patient-choice', 'cost', 'completed', 'other']);
export type StopKind = z.infer<typeof StopKind>;

export const Stop = z.object({
  day: z.number().int().nullable(),
  kind: StopKind.nullable(),
  by: z.enum(['patient', 'prescriber', 'unknown']),
  reason: Concept.nullable(),
  records: z.array(z.string()),
});
export type Stop = z.infer<typeof Stop>;

export const Indication = z.object({
  text: z.string(),
  /** id of a condition in the conditions pack, or null where the pack has none that fits */
  condition: z.string().nullable(),
  basis: z.enum(['recorded', 'inferred']),
  records: z.array(z.string()),
});
export type Indication = z.infer<typeof Indication>;

/** Was a first dose ever obtained? `values` hold the numbers the answer rests on. */
export const Initiation = z.object({
  answer: Answer,
  /** kebab-case: dispensed, administered, stated, level, no-pharmacy-source, order-too-recent, never-dispensed ... */
  because: z.string(),
  pharmacyCovers: Answer,
  records: z.array(z.string()),
});
export type Initiation = z.infer<typeof Initiation>;

export const Trial = z.object({
  id: z.string(),
  ingredient: z.object({ id: z.string(), name: z.string() }),
  /** ingredients that came in the same product */
  partners: z.array(z.string()),
  product: z.string().nullable(),
  text: z.string(),
  atc: z.array(z.string()),
  route: z.string().nullable(),
  form: z.string().nullable(),
  regimen: z.string().nullable(),
  indication: Indication.nullable(),
  start: z.number().int(),
  startMoment: Moment,
  startBasis: z.enum(['dispensed', 'administered', 'ordered', 'stated']),
  end: z.number().int().nullable(),
  endMoment: Moment.nullable(),
  endReason: EndReason.nullable(),
  stop: Stop.nullable(),
  plannedEnd: z.number().int().nullable(),
  fixedCourse: z.boolean(),
  asNeeded: z.boolean(),
  initiation: Initiation,
  doses: z.array(DoseStep),
  supply: z.array(SupplyRun),
  taking: z.array(TakingRun),
  levels: z.array(DrugLevel),
  /** ids of the record's rows this trial was built from */
  orders: z.array(z.string()),
  supplies: z.array(z.string()),
  intakes: z.array(z.string()),
  statements: z.array(z.string()),
});
export type Trial = z.infer<typeof Trial>;

/** True where a drug was kept under its text alone because no code or name of it was understood. */
export const isUnreadDrug = (ingredientId: string): boolean => ingredientId.startsWith('?');

/** The day after the last day of a trial, given the day the record ends. */
export function trialEnd(trial: Pick<Trial, 'end'>, asOfDay: number): number {
  return trial.end ?? asOfDay + 1;
}
