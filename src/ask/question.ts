/** The questions of the interview: data, each choice with what it says about the trial. */
import * as z from 'zod';
import rows from './questions.json' with { type: 'json' };

/** What an answer says, in the few words the record is built from. */
export const Says = z.strictObject({
  /** a first supply was obtained */
  filled: z.boolean().optional(),
  givenByStaff: z.boolean().optional(),
  /** why it was never begun, in words the phrases pack reads */
  neverStarted: z.string().optional(),
  /** share of the prescribed doses taken, 0-1 */
  share: z.number().min(0).max(1).optional(),
  asNeeded: z.boolean().optional(),
  startedDaysAgo: z.number().int().positive().optional(),
  /** for how many days it was taken before it was stopped */
  takenForDays: z.number().int().positive().optional(),
  stop: z
    .strictObject({ reason: z.string(), by: z.enum(['patient', 'prescriber']), reaction: z.boolean().optional() })
    .optional(),
  /** what it did, in words the conditions pack reads */
  report: z.string().optional(),
  /** the help came first and was lost later */
  helpedBefore: z.boolean().optional(),
  fading: z.enum(['sudden', 'slow']).optional(),
  doseRaised: z.boolean().optional(),
  /** prescribed daily dose */
  dailyDose: z.strictObject({ value: z.number().positive(), unit: z.string() }).optional(),
  /** how it is taken, in words the phrases pack reads */
  note: z.string().optional(),
  /** what the prescriber wrote about the prescription, in words the phrases pack reads */
  orderNote: z.string().optional(),
  beside: z.string().optional(),
  smoker: z.boolean().optional(),
  level: z.enum(['within', 'below', 'absent']).optional(),
  phenotype: z.string().optional(),
  antibodies: z.enum(['positive', 'negative']).optional(),
  germ: z.enum(['S', 'R', 'S-then-R']).optional(),
  condition: z.string().optional(),
  finding: z.string().optional(),
  /** id of the condition it is taken for */
  purpose: z.string().optional(),
  /** name of the medicine */
  drug: z.string().optional(),
});
export type Says = z.infer<typeof Says>;

export const Choice = z.strictObject({ id: z.string(), says: Says });
export type Choice = z.infer<typeof Choice>;

const Answers = z.record(z.string(), z.array(z.string()));

export const Question = z.strictObject({
  id: z.string(),
  /** `drug` and `purpose` take their choices from the packs, `several` takes any number of choices, `number` an amount */
  kind: z.enum(['drug', 'purpose', 'one', 'several', 'number']),
  /** asked whatever it could change, in the order of the list */
  always: z.boolean().optional(),
  /** not asked after any of these answers */
  unless: Answers.optional(),
  /** asked only after one of these answers */
  onlyIf: Answers.optional(),
  /** asked only where the packs know such a thing of the medicine: its antibody test, its gene, its level; or it acts on germs */
  needs: z.enum(['antibody-test', 'gene', 'level', 'germ']).optional(),
  choices: z.array(Choice),
});
export type Question = z.infer<typeof Question>;

/** One answer: the id of a choice, several of them, an amount, or null for "I don't know" and for a skipped question. */
export const Answer = z.union([z.string(), z.array(z.string()), z.number(), z.null()]);
export type Answer = z.infer<typeof Answer>;

/** What was answered so far, in the order it was asked. */
export type Answered = ReadonlyMap<string, Answer>;

/** Every question in its order. */
export const questions: readonly Question[] = z.array(Question).parse(rows);
