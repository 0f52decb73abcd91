/**
 * The output contract: what `assess` answers, as plain JSON. The JSON Schema in `schema/` is made from this file.
 *
 * Days are ISO calendar days ("2025-03-01"); every span names its first and its LAST day (both count). `null` means the
 * record does not say. Outputs may gain fields; none is renamed or removed.
 */
import * as z from 'zod';
import { CodeEntry } from './codes.ts';
import { BodilyState, CoMedication, Exposure } from './exposure.ts';
import { GateName, Values } from './finding.ts';
import { Counts, Problem } from './problem.ts';
import { Answer, Basis, CauseTerm, Certainty, CourseTerm, LabelTerm, UMBRELLA } from './terms.ts';
import { DoseStep, EndReason, SupplyRun, TakingRun } from './trial.ts';
import { Worksheet } from './worksheet.ts';

const Day = z.iso.date();
const days = { from: Day, to: Day };

/** One reason with its sentence. `checked` is false where a fact it rests on was not read at its source. */
export const Evidence = z.object({
  code: z.string(),
  bearing: z.enum(['supports', 'opposes', 'missing']),
  text: z.string(),
  /** the same sentence in plain words */
  plain: z.string(),
  /** how the fact is known; `assumed` came from the caller, not from the record */
  basis: Basis,
  checked: z.boolean(),
  values: Values,
  /** ids of knowledge rows */
  facts: z.array(z.string()),
  /** bibliography ids */
  sources: z.array(z.string()),
  /** ids of input rows */
  records: z.array(z.string()),
  /** the worksheet of the published method that weighs it: questions, answers, what each rests on */
  worksheet: Worksheet.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A cause, a risk or something ruled out: the same shape, told apart by the list it stands in. */
export const CauseEntry = z.object({
  term: CauseTerm,
  parents: z.array(CauseTerm),
  certainty: Certainty,
  /** share of the lost exposure it accounts for, 0-1; null where the ledger gives none */
  share: z.number().nullable(),
  /** the entry of the same list that stands behind this one (intolerance behind a short trial) */
  explainedBy: z.array(CauseTerm),
  evidence: z.array(Evidence),
  /** codes of public vocabularies; empty for what was ruled out */
  codes: z.array(CodeEntry).default([]),
});
export type CauseEntry = z.infer<typeof CauseEntry>;

/** A cause the record cannot answer, and what would be needed, as noun phrases. */
export const NotAssessed = z.object({ term: CauseTerm, missing: z.array(z.string()) });
export type NotAssessed = z.infer<typeof NotAssessed>;

/** What kind of information settles a check: a test that can be ordered, or how the drug was taken. */
export const AnsweredBy = z.enum(['taking', 'drug-level', 'genotype', 'culture', 'antibody-test', 'tumour-test']);
export type AnsweredBy = z.infer<typeof AnsweredBy>;

/** Something to find out, and why it could change the verdict; most decisive first. */
export const NextCheck = z.object({
  code: z.string(),
  text: z.string(),
  why: z.string(),
  plain: z.string(),
  /** null where it is a question of its own; absent in assessments of earlier versions */
  answeredBy: AnsweredBy.nullish(),
});
export type NextCheck = z.infer<typeof NextCheck>;

export const Medication = z.object({
  name: z.string(),
  /** null where RxNorm has no concept for the ingredient */
  rxcui: z.string().nullable(),
  atc: z.array(z.string()),
  product: z.string().nullable(),
});
export type Medication = z.infer<typeof Medication>;

/** What the trial is called first: its leading cause, else its course. */
export const Headline = z.discriminatedUnion('kind', [
  z.object({ term: CauseTerm, kind: z.literal('cause') }),
  z.object({ term: CourseTerm, kind: z.literal('course') }),
]);
export type Headline = z.infer<typeof Headline>;

export const CourseEntry = z.object({
  term: CourseTerm,
  certainty: Certainty,
  evidence: z.array(Evidence),
  /** what would be needed to judge, as noun phrases */
  missing: z.array(z.string()),
  codes: z.array(CodeEntry).default([]),
});
export type CourseEntry = z.infer<typeof CourseEntry>;

export const GateEntry = z.object({ gate: GateName, answer: Answer, values: Values });
export type GateEntry = z.infer<typeof GateEntry>;

/** The ledger, with what it was computed from; its days as everywhere in the output. */
export const ExposureEntry = Exposure.extend({
  beside: z.array(
    CoMedication.omit({ periods: true }).extend({ periods: z.array(z.object({ from: Day, to: Day.nullable() })) }),
  ),
  states: z.array(BodilyState.extend({ from: Day, to: Day.nullable() })),
});
export type ExposureEntry = z.infer<typeof ExposureEntry>;

/** One value of the judging measure. */
export const OutcomeEntry = z.object({
  day: Day,
  value: z.number(),
  phase: z.enum(['baseline', 'on-treatment', 'carry-over', 'outside']),
  record: z.string(),
});
export type OutcomeEntry = z.infer<typeof OutcomeEntry>;

/** The judging measure over time. `target` is the value the criterion asks for, null where it is no single value. */
export const Outcomes = z.object({
  measure: z.string(),
  unit: z.string().nullable(),
  direction: z.enum(['lower-is-better', 'higher-is-better']).nullable(),
  baseline: z.number().nullable(),
  target: z.number().nullable(),
  points: z.array(OutcomeEntry),
});
export type Outcomes = z.infer<typeof Outcomes>;

export const TrialAssessment = z.object({
  id: z.string(),
  medication: Medication,
  regimen: z.object({ id: z.string(), members: z.array(z.string()) }).nullable(),
  headline: Headline,
  /** null unless failure is true */
  umbrella: z.literal(UMBRELLA).nullable(),
  indication: z
    .object({ text: z.string(), condition: z.string().nullable(), basis: z.enum(['recorded', 'inferred']) })
    .nullable(),
  start: Day,
  /** last day of the trial; null while it runs */
  end: Day.nullable(),
  endReason: EndReason.nullable(),
  failure: z.boolean().nullable(),
  fairChance: Answer,
  /** the judgement window */
  window: z.object({ start: Day, end: Day }),
  gates: z.array(GateEntry),
  course: CourseEntry,
  exposure: ExposureEntry,
  causes: z.array(CauseEntry),
  risks: z.array(CauseEntry),
  excluded: z.array(CauseEntry),
  notAssessed: z.array(NotAssessed),
  nextChecks: z.array(NextCheck),
  summary: z.object({ clinician: z.string(), plain: z.string() }),
  /** days this drug needs before it can be judged; null where no rule is known */
  adequateDays: z.number().nullable(),
  asNeeded: z.boolean(),
  doses: z.array(DoseStep.extend(days)),
  supply: z.array(SupplyRun.extend(days)),
  taking: z.array(TakingRun.extend(days)),
  outcomes: Outcomes.nullable(),
  /** what the caller assumed about this trial, as sentences; empty without `assume` */
  assumed: z.array(z.string()),
});
export type TrialAssessment = z.infer<typeof TrialAssessment>;

export const Standing = z.enum(['confirmed', 'apparent', 'pseudo', 'not-met']);
export type Standing = z.infer<typeof Standing>;

export const LabelRequirement = z.object({
  code: z.string(),
  answer: z.enum(['met', 'failed', 'unknown']),
  values: Values,
});
export type LabelRequirement = z.infer<typeof LabelRequirement>;

/** How one named definition of a label came out. */
export const DefinitionOutcome = z.object({
  definition: z.string(),
  standing: Standing,
  requirements: z.array(LabelRequirement),
  /** ids of the trials that count */
  counted: z.array(z.string()),
  /** trials that count by number of drugs only, and the requirement or cause that removes them */
  refused: z.array(z.object({ trial: z.string(), because: z.string() })),
  sources: z.array(z.string()),
});
export type DefinitionOutcome = z.infer<typeof DefinitionOutcome>;

/**
 * A kind of next step that a guideline or an approval names for a label: information with its source and the date of
 * that document, never advice.
 */
export const LabelStep = z.object({
  step: z.string(),
  kind: z.enum(['approval', 'drug', 'procedure', 'referral', 'test', 'device']),
  text: z.string(),
  /** year or month of the document */
  date: z.string(),
  checked: z.boolean(),
  sources: z.array(z.string()),
});
export type LabelStep = z.infer<typeof LabelStep>;

/** One label of one condition: the strongest definition first, the others beside it. */
export const LabelAssessment = DefinitionOutcome.extend({
  term: LabelTerm,
  condition: z.string(),
  otherDefinitions: z.array(DefinitionOutcome),
  /** what the label opens; empty where no definition is more than pseudo */
  opens: z.array(LabelStep).default([]),
  codes: z.array(CodeEntry).default([]),
});
export type LabelAssessment = z.infer<typeof LabelAssessment>;

export const AsOfBasis = z.enum(['caller', 'source', 'last-event']);
export type AsOfBasis = z.infer<typeof AsOfBasis>;

export const PatientAssessment = z.object({
  id: z.string(),
  /** null only where the record holds no dated event at all */
  asOf: Day.nullable(),
  asOfBasis: AsOfBasis,
  trials: z.array(TrialAssessment),
  labels: z.array(LabelAssessment),
  problems: z.array(Problem),
  counts: Counts,
});
export type PatientAssessment = z.infer<typeof PatientAssessment>;

export const Assessment = z.object({
  rxwhyVersion: z.string(),
  /** version of the packs, with every overlay named: "2026.11+clinic" */
  knowledgeVersion: z.string(),
  patients: z.array(PatientAssessment),
  /** problems of the input that belong to no patient: a file that is no JSON, a resource without a subject */
  problems: z.array(Problem),
  summary: z.object({ patients: z.number().int(), trials: z.number().int(), problems: z.number().int() }),
});
export type Assessment = z.infer<typeof Assessment>;
