/** What all families together say about one trial, before it is put into words. */
import type { Finding, Gate } from './finding.ts';
import type { Answer, CauseTerm, Certainty, CourseTerm } from './terms.ts';

/** A finding and the family whose sentences it is told in: one family may speak about another's term. */
export interface Told {
  family: string;
  finding: Finding;
}

/** One cause with its evidence; `family` is the one that leads. */
export interface WeighedCause {
  term: CauseTerm;
  family: string;
  step: number;
  certainty: Certainty;
  share: number | null;
  /** causes of the same list that stand behind this one */
  explainedBy: CauseTerm[];
  told: Told[];
}

/** A family's question that the record leaves open. */
export interface OpenQuestion {
  term: CauseTerm;
  step: number;
  told: Told[];
}

/** The verdict of one trial. `causes` and `risks` are ranked, the most likely root first. */
export interface Verdict {
  trial: string;
  headline: { term: CauseTerm; kind: 'cause' } | { term: CourseTerm; kind: 'course' };
  fairChance: Answer;
  gates: Gate[];
  causes: WeighedCause[];
  risks: WeighedCause[];
  excluded: WeighedCause[];
  notAssessed: OpenQuestion[];
  /** families whose checks should be named, in order, with the finding that asks */
  checks: Told[];
}
