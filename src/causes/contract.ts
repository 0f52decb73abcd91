/** What a family of causes is. Only this file is known to the verdict; no code outside a family's folder names it. */
import type { Course } from '../domain/course.ts';
import type { Exposure } from '../domain/exposure.ts';
import type { Finding, Gate, GateName } from '../domain/finding.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { CauseTerm } from '../domain/terms.ts';
import type { Moment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** Everything a family may look at. `trials`, `courses` and `exposures` are parallel; `index` is this trial's place. */
export interface CauseContext {
  trial: Trial;
  course: Course;
  exposure: Exposure;
  index: number;
  trials: readonly Trial[];
  courses: readonly Course[];
  record: PatientRecord;
  asOf: Moment;
  knowledge: Knowledge;
}

/** What a family answers: findings, and the gates it is responsible for. */
export interface FamilyResult {
  findings: Finding[];
  gates: Gate[];
}

/** The first pass of all families, for those that conclude from others. */
export interface FirstPass {
  findings: readonly Finding[];
  gates: readonly Gate[];
}

/** One sentence per finding code, for the clinician and in plain words; `{name}` is filled from the finding's values. */
export interface FindingText {
  clinician: string;
  plain: string;
}

/** A next step that would settle an open question: what to do, why it matters, and what kind of thing settles it. */
export interface CheckText {
  text: string;
  why: string;
  plain: string;
  /** an `AnsweredBy` of the output contract; absent where it is a question of its own */
  answeredBy?: string;
}

/** `text.json` of a family. */
export interface FamilyText {
  findings: Readonly<Record<string, FindingText>>;
  checks: Readonly<Record<string, CheckText>>;
  /** what is missing, by code, as a noun phrase */
  missing: Readonly<Record<string, string>>;
}

export interface CauseFamily {
  /** folder name */
  family: string;
  terms: readonly CauseTerm[];
  /** place in the order of questions: 1 adherence ... 10 unexplained */
  step: number;
  /** gates this family, and no other, answers */
  gates: readonly GateName[];
  /** the gate a supported cause closes; there is no second gate logic */
  closes: Readonly<Partial<Record<CauseTerm, GateName>>>;
  /** families whose first pass `conclude` reads; empty for most */
  requires: readonly string[];
  /** term -> terms that may stand behind it: the explained finding ranks after the root (judgement 11) */
  explainedBy: Readonly<Partial<Record<CauseTerm, readonly CauseTerm[]>>>;
  /** false where the family cannot apply to this drug or condition at all; it is then silent */
  appliesTo(context: CauseContext): boolean;
  assess(context: CauseContext): FamilyResult;
  conclude?(context: CauseContext, first: FirstPass): Finding[];
  text: FamilyText;
}

/** Declares a family; the identity function that gives its literal the contract's type. */
export function defineCause(family: CauseFamily): CauseFamily {
  return family;
}
