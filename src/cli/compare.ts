/** Two assessments of the same people: which verdicts changed, and why. */
import type { Assessment, CauseEntry, TrialAssessment } from '../domain/assessment.ts';

/** One trial whose verdict differs. `changes` say what, `reasons` name the evidence that came or went. */
export interface VerdictChange {
  patient: string;
  trial: string;
  changes: string[];
  reasons: string[];
}

export interface Comparison {
  knowledge: { before: string; after: string };
  /** trials compared in both */
  compared: number;
  added: string[];
  removed: string[];
  changed: VerdictChange[];
}

/** Compares trial by trial, matched by patient and trial id; the order of either input does not matter. */
export function compare(before: Assessment, after: Assessment): Comparison {
  const [old, now] = [trialsOf(before), trialsOf(after)];
  const both = [...now.keys()].filter((id) => old.has(id)).sort();
  const changed = both.flatMap((id) => {
    const [a, b] = [old.get(id), now.get(id)];
    if (a === undefined || b === undefined) return [];
    const changes = changesBetween(a.trial, b.trial);
    if (changes.length === 0) return [];
    return [{ patient: b.patient, trial: b.trial.id, changes, reasons: reasonsBetween(a.trial, b.trial) }];
  });
  return {
    knowledge: { before: before.knowledgeVersion, after: after.knowledgeVersion },
    compared: both.length,
    added: [...now.keys()].filter((id) => !old.has(id)).sort(),
    removed: [...old.keys()].filter((id) => !now.has(id)).sort(),
    changed,
  };
}

function trialsOf(assessment: Assessment): Map<string, { patient: string; trial: TrialAssessment }> {
  return new Map(
    assessment.patients.flatMap((patient) =>
      patient.trials.map((trial) => [`${patient.id} ${trial.id}`, { patient: patient.id, trial }] as const),
    ),
  );
}

const causeWords = (causes: readonly CauseEntry[]): Map<string, string> =>
  new Map(causes.map((cause) => [cause.term, cause.certainty]));

function changesBetween(a: TrialAssessment, b: TrialAssessment): string[] {
  const changes: string[] = [];
  const say = (what: string, from: unknown, to: unknown): void => {
    if (from !== to) changes.push(`${what}: ${from ?? 'none'} -> ${to ?? 'none'}`);
  };
  say('headline', a.headline.term, b.headline.term);
  say('course', `${a.course.term} (${a.course.certainty})`, `${b.course.term} (${b.course.certainty})`);
  say('failure', a.failure ?? 'unknown', b.failure ?? 'unknown');
  say('fair chance', a.fairChance, b.fairChance);
  for (const list of ['causes', 'risks', 'excluded'] as const) {
    const [old, now] = [causeWords(a[list]), causeWords(b[list])];
    for (const term of new Set([...old.keys(), ...now.keys()])) say(`${list} ${term}`, old.get(term), now.get(term));
  }
  const gates = new Map(a.gates.map(({ gate, answer }) => [gate, answer]));
  for (const { gate, answer } of b.gates) say(`gate ${gate}`, gates.get(gate), answer);
  return changes;
}

function evidenceKeys(trial: TrialAssessment): Map<string, string> {
  const entries = [...trial.causes, ...trial.risks, ...trial.excluded];
  const all = [
    ...trial.course.evidence.map((evidence) => ({ term: trial.course.term, evidence })),
    ...entries.flatMap((entry) => entry.evidence.map((evidence) => ({ term: entry.term, evidence }))),
  ];
  return new Map(
    all.map(({ term, evidence }) => [
      `${term} ${evidence.code} ${evidence.text}`,
      `${evidence.text}${evidence.records.length === 0 ? '' : ` [${evidence.records.join(', ')}]`}`,
    ]),
  );
}

function reasonsBetween(a: TrialAssessment, b: TrialAssessment): string[] {
  const [old, now] = [evidenceKeys(a), evidenceKeys(b)];
  return [
    ...[...old].filter(([key]) => !now.has(key)).map(([, text]) => `no longer: ${text}`),
    ...[...now].filter(([key]) => !old.has(key)).map(([, text]) => `now: ${text}`),
  ];
}
