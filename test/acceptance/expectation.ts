/** What a published-style case expects of the trial in question, and what of that was not met. */
import type { PatientAssessment, TrialAssessment } from '../../src/domain/assessment.ts';
import { type Certainty, certaintyRank } from '../../src/domain/terms.ts';

export interface Expectation {
  course?: string | string[];
  failure?: boolean | null | (boolean | null)[];
  fairChance?: string | string[];
  headline?: string | string[];
  causes?: string[];
  certainty?: Record<string, string>;
  notCauses?: string[];
  risks?: string[];
  excluded?: string[];
  notAssessed?: string[];
  gates?: Record<string, string>;
  labels?: { term: string; standing: string | string[] }[];
}

const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** A term or one of its children (a cause implies its parent). */
const isOf = (trial: TrialAssessment['causes'][number], term: string): boolean =>
  trial.term === term || trial.parents.some((parent) => parent === term);

function certaintyMisses(entry: { certainty: Certainty } | undefined, wanted: string, term: string): string[] {
  if (!entry) return [`${term} is not listed`];
  const [mode = '', level = ''] = wanted.split(':');
  const difference = certaintyRank(entry.certainty) - certaintyRank(level as Certainty);
  const fits = mode === 'exactly' ? difference === 0 : mode === 'at-least' ? difference <= 0 : difference >= 0;
  return fits ? [] : [`${term} is ${entry.certainty}, not ${wanted}`];
}

/** Every expectation of the trial that does not hold, as one line each. */
export function misses(trial: TrialAssessment, person: PatientAssessment, expect: Expectation): string[] {
  const out: string[] = [];
  const courses = list(expect.course);
  if (courses.length > 0 && !courses.includes(trial.course.term))
    out.push(`course ${trial.course.term}, not ${courses.join('|')}`);
  const failures = Array.isArray(expect.failure) ? expect.failure : [expect.failure];
  if (expect.failure !== undefined && !failures.includes(trial.failure)) {
    out.push(`failure ${trial.failure}, not ${failures.join('|')}`);
  }
  const chances = list(expect.fairChance);
  if (chances.length > 0 && !chances.includes(trial.fairChance))
    out.push(`fairChance ${trial.fairChance}, not ${chances.join('|')}`);
  const headlines = list(expect.headline);
  if (headlines.length > 0 && !headlines.includes(trial.headline.term))
    out.push(`headline ${trial.headline.term}, not ${headlines.join('|')}`);
  for (const term of expect.causes ?? [])
    if (!trial.causes.some((cause) => isOf(cause, term))) out.push(`cause ${term} is absent`);
  for (const term of expect.notCauses ?? [])
    if (trial.causes.some((cause) => isOf(cause, term))) out.push(`cause ${term} is named`);
  for (const term of expect.risks ?? [])
    if (!trial.risks.some((risk) => isOf(risk, term))) out.push(`risk ${term} is absent`);
  for (const term of expect.excluded ?? [])
    if (!trial.excluded.some((cause) => isOf(cause, term))) out.push(`${term} is not ruled out`);
  for (const term of expect.notAssessed ?? [])
    if (!trial.notAssessed.some((open) => open.term === term)) out.push(`${term} is not said to be not assessed`);
  for (const [gate, answer] of Object.entries(expect.gates ?? {})) {
    const found = trial.gates.find((each) => each.gate === gate)?.answer;
    if (found !== answer) out.push(`gate ${gate} is ${found}, not ${answer}`);
  }
  for (const [term, wanted] of Object.entries(expect.certainty ?? {})) {
    const entry =
      [...trial.causes, ...trial.risks, ...trial.excluded].find((cause) => cause.term === term) ??
      [...trial.causes, ...trial.risks].find((cause) => isOf(cause, term));
    out.push(...certaintyMisses(entry, wanted, term));
  }
  for (const label of expect.labels ?? []) {
    const found = person.labels.find((each) => each.term === label.term)?.standing ?? 'not-met';
    if (!list(label.standing).includes(found))
      out.push(`label ${label.term} is ${found}, not ${list(label.standing).join('|')}`);
  }
  return out;
}
