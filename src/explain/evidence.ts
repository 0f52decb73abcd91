/** From findings to evidence with sentences; the texts of each family come as arguments. */
import { AnsweredBy, type Evidence, type NextCheck } from '../domain/assessment.ts';
import type { CourseEvidence } from '../domain/course.ts';
import type { Finding, Values } from '../domain/finding.ts';
import { fillTemplate } from './fill-template.ts';
import { ended, sentenceCase } from './words.ts';

/** One sentence twice: for the clinician and in plain words. */
export interface SentencePair {
  clinician: string;
  plain: string;
}

/** Sentences by finding code. */
export type Sentences = Readonly<Record<string, SentencePair>>;

/** Next steps by check code; `answeredBy` where a test or a question about taking settles it. */
export type Checks = Readonly<Record<string, { text: string; why: string; plain: string; answeredBy?: string }>>;

/** Noun phrases for missing data, by code. */
export type MissingPhrases = Readonly<Record<string, string>>;

function sentencesFor(code: string, sentences: Sentences): SentencePair {
  const pair = sentences[code];
  if (pair === undefined) throw new Error(`no text for finding "${code}"`);
  return pair;
}

// "1 days" is what a template with a count says of one.
const sentence = (template: string, values: Values, code: string): string =>
  sentenceCase(
    ended(fillTemplate(template, values, code)).replace(/(?<![\d.,-])1 (day|week|month|dose|time)s\b/g, '1 $1'),
  );

/** A finding as evidence, its sentences filled. Throws an Error naming the code where the family has no text for it. */
export function evidenceOf(finding: Finding, sentences: Sentences): Evidence {
  const pair = sentencesFor(finding.code, sentences);
  return {
    code: finding.code,
    bearing: finding.bearing,
    text: sentence(pair.clinician, finding.values, finding.code),
    plain: sentence(pair.plain, finding.values, finding.code),
    basis: finding.basis,
    checked: finding.checked,
    values: finding.values,
    facts: finding.facts,
    sources: finding.sources,
    records: finding.records,
    ...(finding.worksheet ? { worksheet: finding.worksheet } : {}),
  };
}

/** A reason of the course room as evidence; `checked` and `facts` are those of the criterion that judged. */
export function courseEvidenceOf(
  evidence: CourseEvidence,
  sentences: Sentences,
  criterion: { checked: boolean; facts: string[] },
): Evidence {
  const pair = sentencesFor(evidence.code, sentences);
  return {
    code: evidence.code,
    bearing: 'supports',
    text: sentence(pair.clinician, evidence.values, evidence.code),
    plain: sentence(pair.plain, evidence.values, evidence.code),
    basis: 'recorded',
    checked: criterion.checked,
    values: evidence.values,
    facts: criterion.facts,
    sources: evidence.sources,
    records: evidence.records,
  };
}

/** What a missing finding asks for, as a noun phrase; throws where the family has none for the code. */
export function missingPhrase(code: string, phrases: MissingPhrases): string {
  const phrase = phrases[code];
  if (phrase === undefined) throw new Error(`no phrase for missing "${code}"`);
  return phrase;
}

/** A next step with its reason, filled from the finding that asks for it; throws where the family has none. */
export function nextCheckOf(finding: Pick<Finding, 'values'> & { check: string }, checks: Checks): NextCheck {
  const { check: code, values } = finding;
  const check = checks[code];
  if (check === undefined) throw new Error(`no text for check "${code}"`);
  return {
    code,
    text: sentence(check.text, values, code),
    why: sentence(check.why, values, code),
    plain: sentence(check.plain, values, code),
    answeredBy: check.answeredBy === undefined ? null : AnsweredBy.parse(check.answeredBy),
  };
}
