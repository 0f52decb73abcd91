/**
 * The PatientRecord: one person's facts as any reader leaves them. Plain JSON, published as a schema.
 *
 * Every fact carries the `id` of the row it came from ("MedicationRequest/12"), so a finding can point back to it.
 * Absent is `null`; null never means "no".
 */
import * as z from 'zod';
import { Condition, Culture, Genotype, Goal, Observation, Procedure, Reaction, Stay, Visit } from './clinical-rows.ts';
import { Intake, Order, Statement, Supply } from './medication-rows.ts';
import { Counts, Problem } from './problem.ts';
import { Moment } from './time.ts';

export * from './clinical-rows.ts';
export * from './concept.ts';
export * from './medication-rows.ts';

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
