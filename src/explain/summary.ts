/** One paragraph per trial, twice: for the clinician and for the person who takes the medicine. */
import type { CauseEntry, TrialAssessment } from '../domain/assessment.ts';
import type { Exposure } from '../domain/exposure.ts';
import { REQUIRED_GATES } from '../domain/finding.ts';
import { formatNumber, formatPercent } from './fill-template.ts';
import { courseWords, ended, GATE_WORDS, listOf, nameOf, sentenceCase, type TermNames } from './words.ts';

type Summarised = Omit<TrialAssessment, 'summary'>;

/**
 * The two summaries of a trial. Sentences come from its evidence, names from the terms pack.
 *
 * The plain one is written for a reader of about fourteen; it never tells anyone to start, stop or change a medicine.
 */
export function summaryOf(trial: Summarised, names: TermNames): { clinician: string; plain: string } {
  return { clinician: clinicianSummary(trial, names), plain: plainSummary(trial, names) };
}

function clinicianSummary(trial: Summarised, names: TermNames): string {
  const purpose = trial.indication === null ? '' : ` for ${trial.indication.text}`;
  const course = courseWords(trial.course, names);
  const parts = [`${sentenceCase(trial.medication.name)}${purpose}: ${course}.`];
  const [first, ...others] = trial.causes;
  if (first !== undefined) {
    const lead = trial.failure === null ? 'In the way of its effect' : 'Leading cause';
    parts.push(`${lead}: ${causeWords(first, names)}. ${firstSentence(first, 'text')}`);
  }
  if (others.length > 0) parts.push(`Also: ${listOf(others.map((cause) => causeWords(cause, names)))}.`);
  if (trial.risks.length > 0) parts.push(`Risks: ${listOf(trial.risks.map((risk) => causeWords(risk, names)))}.`);
  parts.push(fairChanceSentence(trial));
  if (trial.failure !== false) parts.push(exposureSentence(trial.exposure));
  return joined(parts);
}

function fairChanceSentence(trial: Summarised): string {
  if (trial.failure === false) return '';
  const answered = (answer: 'no' | 'unknown') => trial.gates.filter((gate) => gate.answer === answer);
  if (trial.fairChance === 'yes') return 'It was given a fair chance.';
  if (trial.fairChance === 'no') {
    const closed = listOf(answered('no').map(({ gate }) => GATE_WORDS[gate].closed));
    return closed === '' ? 'It was not given a fair chance.' : `No fair chance: ${closed}.`;
  }
  const open = answered('unknown').filter(({ gate }) => REQUIRED_GATES.includes(gate));
  const asked = open.map(({ gate }) => GATE_WORDS[gate].asks).join(', or ');
  return asked === '' ? 'Fair chance unknown.' : `Fair chance unknown: the record does not say whether ${asked}.`;
}

/**
 * How much arrived, with its interval and what of the two factors nobody can leave out is not known; '' where unknown.
 *
 * The ledger's 1 is the usual effective dose, taken in full, by a patient with the genotype it was set for.
 * @example exposureSentence(exposure) //=> 'Exposure 0.31 (0.2 to 0.48), where 1 is the usual effective dose taken in full.'
 */
export function exposureSentence(exposure: Pick<Exposure, 'relative' | 'low' | 'high' | 'factors'>): string {
  const { relative, low, high, factors } = exposure;
  if (relative === null || low === null || high === null) return '';
  const range = low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`;
  const isUnknown = (name: string): boolean =>
    factors.some(({ factor, state }) => factor === name && state === 'unknown');
  const open = [...(isUnknown('taken') ? ['the doses taken'] : []), ...(isUnknown('prescribed') ? ['the dose'] : [])];
  const but = open.length === 0 ? '' : `; ${listOf(open)} not counted, as unknown`;
  return `Exposure ${formatNumber(relative)}${range}, where 1 is the usual effective dose taken in full${but}.`;
}

function plainSummary(trial: Summarised, names: TermNames): string {
  const medicine = sentenceCase(trial.medication.name);
  const parts = [ended(`${medicine}: ${courseInPlain(trial, names)}`)];
  const [first, ...others] = trial.causes;
  if (first !== undefined) {
    const lead = trial.failure === null ? 'Something may be in its way' : PLAIN_LEAD[first.certainty];
    parts.push(ended(`${lead}: ${plainOf(first.term, names)}`), firstSentence(first, 'plain'));
  }
  if (others.length > 0) parts.push(ended(`Also worth a look: ${plainList(others, names)}`));
  if (trial.risks.length > 0) {
    parts.push(ended(`Something to keep an eye on: ${plainList(trial.risks, names)}`));
  }
  if (trial.failure === true) parts.push(PLAIN_FAIR[trial.fairChance]);
  const ask = trial.nextChecks[0];
  if (ask !== undefined && trial.failure !== false) parts.push(`What would help to find out: ${ask.plain}`);
  if (trial.failure !== false) parts.push('Talk to your doctor or pharmacist before you change how you take it.');
  return joined(parts);
}

const PLAIN_LEAD: Readonly<Record<CauseEntry['certainty'], string>> = {
  confirmed: 'The reason',
  probable: 'The most likely reason',
  possible: 'A possible reason',
  unlikely: 'An unlikely reason',
  excluded: 'Not the reason',
};

const PLAIN_FAIR: Readonly<Record<TrialAssessment['fairChance'], string>> = {
  yes: 'It had a fair chance to work.',
  no: 'It has not yet had a fair chance to work, so this is not proof that it cannot help.',
  unknown: 'The record does not show whether it had a fair chance to work.',
};

function courseInPlain(trial: Summarised, names: TermNames): string {
  const plain = names.get(trial.course.term)?.plain;
  return plain === undefined ? nameOf(trial.course.term, names) : lowerFirst(plain);
}

function plainOf(term: string, names: TermNames): string {
  const plain = names.get(term)?.plain;
  return plain === undefined ? nameOf(term, names) : lowerFirst(plain);
}

const plainList = (causes: readonly CauseEntry[], names: TermNames): string =>
  causes.map(({ term }) => plainOf(term, names).replace(/\.$/, '')).join('; ');

function causeWords(cause: CauseEntry, names: TermNames): string {
  const share = cause.share === null || cause.share === 0 ? '' : `, ${formatPercent(cause.share)} of the lost exposure`;
  return `${nameOf(cause.term, names)} (${cause.certainty}${share})`;
}

function firstSentence(cause: CauseEntry, which: 'text' | 'plain'): string {
  return cause.evidence.find((evidence) => evidence.bearing === 'supports')?.[which] ?? '';
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
