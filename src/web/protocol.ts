/** What the page asks of the core in its worker, and what it gets. */
import type { Answer, AskResult, Language } from '../ask/index.ts';
import type { PatientAssessment } from '../domain/assessment.ts';
import type { Problem } from '../domain/problem.ts';
import type { Source } from '../knowledge/pack.ts';

/** A file as it was dropped. */
export interface GivenFile {
  name: string;
  bytes: ArrayBuffer;
}

/** What the lanes show beside the assessment, by day as YYYY-MM-DD. */
export interface Beside {
  /** fills of each trial's drug: how long each was to last */
  fills: Record<string, { day: string; daysSupply: number | null; record: string }[]>;
  stays: { from: string; to: string | null; what: string; record: string }[];
  cultures: { day: string; what: string; record: string }[];
  genotypes: { day: string | null; what: string; record: string }[];
  levels: Record<string, { day: string; what: string; record: string }[]>;
  /** genes a guideline names for each trial's drug */
  genes: Record<string, string[]>;
  /** days until an interacting drug acts, until it acts in full, and until it has faded after its last dose */
  timing: Record<string, { onsetDays: number; maxDays: number; offsetDays: number }>;
}

export interface OpenedPatient {
  assessment: PatientAssessment;
  beside: Beside;
}

export interface Opened {
  patients: OpenedPatient[];
  /** problems of the files that belong to no person */
  problems: Problem[];
  /** milliseconds from the bytes to the verdicts */
  milliseconds: number;
}

export interface AskChoice {
  id: string;
  words: string;
}

export type AskStep =
  | {
      kind: 'question';
      id: string;
      form: 'drug' | 'one' | 'several' | 'number';
      text: string;
      hint: string | null;
      choices: AskChoice[];
      number: number;
      most: number;
    }
  | { kind: 'result'; result: AskResult | null; recap: string[] };

/** An assumption of what-if, as `--assume` takes it. */
export type Assumed = Record<string, unknown>;

/** The questions the worker answers: name, arguments, answer. */
export interface CoreApi {
  version(): { rxwhy: string; knowledge: string };
  /** loads what reading a record takes, before there is one */
  prepare(): void;
  open(files: GivenFile[]): Opened;
  assume(patient: string, assumptions: Assumed[]): PatientAssessment;
  raw(record: string): string | null;
  drugs(typed: string): string[];
  ask(answers: [string, Answer][], today: string, language: Language): AskStep;
  sources(ids: string[]): Source[];
}

export type Method = keyof CoreApi;
export type Request = { id: number; method: Method; args: unknown[] };
export type Reply = { id: number; value: unknown } | { id: number; error: string; isOwn: boolean };
