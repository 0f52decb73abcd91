/** The interview: what has been told, what could still change the name, and which question to ask next. */
import type { PatientAssessment, TrialAssessment } from '../domain/assessment.ts';
import { momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { assess } from '../rxwhy.ts';
import { MOST_QUESTIONS } from './most-questions.ts';
import { type Answer, type Answered, type Choice, type Question, questions, type Says } from './question.ts';
import { recordOf } from './record.ts';
import { genesOf } from './record-tests.ts';
import type { Told } from './told.ts';

/** How many purposes of a drug are offered. */
const MOST_PURPOSES = 8;

export interface Interview {
  answered: Answered;
  /** day number of the interview */
  today: number;
  knowledge: Knowledge;
}

/** Starts an interview on a day; the core has no clock. */
export function startInterview(today: number, knowledge: Knowledge): Interview {
  return { answered: new Map(), today, knowledge };
}

/** The interview with one more answer; null is "I don't know" or skipped. */
export function answer(interview: Interview, question: string, given: Answer): Interview {
  const answered = new Map(interview.answered);
  answered.delete(question);
  answered.set(question, given);
  return { ...interview, answered };
}

/** The interview without its last answer. */
export function stepBack(interview: Interview): Interview {
  const answered = new Map(interview.answered);
  const last = [...answered.keys()].at(-1);
  if (last !== undefined) answered.delete(last);
  return { ...interview, answered };
}

/** The choices a question offers now: those of the list, or of the packs for the medicine that was named. */
export function choicesOf(question: Question, { answered, knowledge }: Interview): readonly Choice[] {
  if (question.kind !== 'purpose') return question.choices;
  const drug = answered.get('drug');
  const ingredient = typeof drug === 'string' ? knowledge.drugs.byName(drug)[0] : undefined;
  if (!ingredient) return [];
  const facts = knowledge.drugs.facts(ingredient.id);
  const treated = knowledge.conditions.treatedBy({
    id: ingredient.id,
    atc: facts?.atc ?? [],
    classes: facts?.classes ?? [],
  });
  return treated.slice(0, MOST_PURPOSES).map((id) => ({ id, says: { purpose: id } }));
}

function saidBy(question: Question, given: Answer, interview: Interview): Told[] {
  if (given === null) return [];
  if (question.kind === 'drug')
    return typeof given === 'string' ? [{ question: question.id, says: { drug: given } }] : [];
  if (question.kind === 'number')
    return typeof given === 'number' && given > 0
      ? [{ question: question.id, says: { dailyDose: { value: given, unit: doseUnit(interview) } } }]
      : [];
  const chosen = Array.isArray(given) ? given : [given];
  return choicesOf(question, interview)
    .filter((choice) => chosen.includes(choice.id))
    .map(({ says }) => ({ question: question.id, says }));
}

/** The unit a daily dose is asked in: that of the doses known for the medicine, else mg. */
export function doseUnit(interview: Interview): string {
  const drug = interview.answered.get('drug');
  const ingredient = typeof drug === 'string' ? interview.knowledge.drugs.byName(drug)[0] : undefined;
  if (!ingredient) return 'mg';
  const uses = interview.knowledge.conditions.ids;
  const row = uses.flatMap((use) => interview.knowledge.doseFloors.floorsFor(ingredient.id, use, null))[0];
  return row?.unit ?? 'mg';
}

/** Everything told so far. */
export function toldIn(interview: Interview): Told[] {
  return questions.flatMap((question) => saidBy(question, interview.answered.get(question.id) ?? null, interview));
}

/** The assessment of what was told so far, with `more` told on top; null before a medicine is named. */
export function assessed(interview: Interview, more: readonly Told[] = []): PatientAssessment | null {
  const { knowledge, today } = interview;
  const record = recordOf([...toldIn(interview), ...more], today, knowledge);
  return record.orders.length === 0 ? null : assess(record, { knowledge, asOf: momentOfDay(today) });
}

/**
 * The trial of the medicine asked about, with `more` told on top; null before one is named.
 *
 * Drugs taken beside it have trials of their own; of a combination's trials the first that failed is meant.
 */
export function trialOf(interview: Interview, more: readonly Told[] = []): TrialAssessment | null {
  const drug = interview.answered.get('drug');
  if (typeof drug !== 'string') return null;
  const names = interview.knowledge.drugs.byName(drug).map(({ name }) => name);
  const trials = assessed(interview, more)?.trials ?? [];
  const own =
    names.length === 0 ? trials.slice(0, 1) : trials.filter(({ medication }) => names.includes(medication.name));
  return own.find(({ failure }) => failure === true) ?? own[0] ?? null;
}

/** True where the packs know of the medicine what a question is about. */
function isKnownFor(needs: NonNullable<Question['needs']>, { answered, knowledge }: Interview): boolean {
  const drug = answered.get('drug');
  const ingredient = typeof drug === 'string' ? knowledge.drugs.byName(drug)[0] : undefined;
  if (!ingredient) return false;
  const { name, id } = ingredient;
  const facts = knowledge.drugs.facts(id);
  if (needs === 'gene') return genesOf(name, knowledge).length > 0;
  if (needs === 'antibody-test') return knowledge.immunogenicity.rowOf({ name, atc: facts?.atc ?? [] }) !== null;
  if (needs === 'level') return facts?.judgedBy === 'level' || knowledge.drugLevels.rangeOf(id) !== null;
  return facts?.classes.includes('anti-infective') ?? false;
}

function isOpen(question: Question, interview: Interview): boolean {
  const { answered } = interview;
  if (answered.has(question.id)) return false;
  if (question.needs && !isKnownFor(question.needs, interview)) return false;
  const holds = (list: Readonly<Record<string, readonly string[]>>): boolean =>
    Object.entries(list).some(([id, ids]) => {
      const given = answered.get(id);
      return typeof given === 'string' && ids.includes(given);
    });
  if (question.unless && holds(question.unless)) return false;
  return question.onlyIf === undefined || holds(question.onlyIf);
}

/** The least dose known to work for what was told, with its unit; null where none is known or the use is not. */
export function leastDose(interview: Interview): { value: number; unit: string } | null {
  const trial = trialOf(interview);
  const drug = interview.answered.get('drug');
  if (trial === null || typeof drug !== 'string') return null;
  const ingredient = interview.knowledge.drugs.byName(drug)[0];
  if (!ingredient) return null;
  const [row] = interview.knowledge.doseFloors
    .floorsFor(ingredient.id, trial.indication?.condition ?? null, null)
    .filter(({ leastEffectiveDailyDose }) => leastEffectiveDailyDose !== null);
  return row && row.leastEffectiveDailyDose !== null ? { value: row.leastEffectiveDailyDose, unit: row.unit } : null;
}

/** Doses tried for the question of the amount: half and twice the least dose known to work. */
function dosesToTry(interview: Interview): NonNullable<Says['dailyDose']>[] {
  const least = leastDose(interview);
  return least === null ? [] : [0.5, 2].map((factor) => ({ value: least.value * factor, unit: least.unit }));
}

/** How many different names the answers of a question could lead to, the present one included. */
export function namesReached(question: Question, interview: Interview): number {
  const possible: Told[][] =
    question.kind === 'number'
      ? dosesToTry(interview).map((dailyDose) => [{ question: question.id, says: { dailyDose } }])
      : choicesOf(question, interview).map(({ says }) => [{ question: question.id, says }]);
  const nameWith = (more: readonly Told[]): string => trialOf(interview, more)?.headline.term ?? '';
  return new Set([[], ...possible].map(nameWith)).size;
}

/** The choices of a question of several that would change something: the others need not be read. */
export function tellingChoices(question: Question, interview: Interview): readonly Choice[] {
  const choices = choicesOf(question, interview);
  if (question.kind !== 'several') return choices;
  const found = (more: readonly Told[]): string => {
    const trial = trialOf(interview, more);
    return JSON.stringify([
      trial?.headline,
      trial?.causes.map((cause) => cause.term),
      trial?.risks.map((risk) => risk.term),
    ]);
  };
  const now = found([]);
  return choices.filter(({ says }) => found([{ question: question.id, says }]) !== now);
}

/**
 * The question to ask next; null when the interview is over.
 *
 * Filling, taking, time and effect come first, in their order. Then comes the question whose answers lead to the most
 * different names; one that could change nothing is not asked.
 */
export function nextQuestion(interview: Interview): Question | null {
  if (interview.answered.size >= MOST_QUESTIONS) return null;
  const open = questions.filter((question) => isOpen(question, interview));
  const fixed = open.find((question) => question.always && !isNeedless(question, interview));
  if (fixed) return fixed;
  if (typeof interview.answered.get('drug') !== 'string') return null;
  let best: { question: Question; names: number } | null = null;
  for (const question of open.filter((each) => !each.always)) {
    const names = namesReached(question, interview);
    if (names > 1 && names > (best?.names ?? 1)) best = { question, names };
  }
  return best?.question ?? null;
}

/** A purpose is not asked for where the medicine is unknown or has one use only. */
function isNeedless(question: Question, interview: Interview): boolean {
  if (question.kind !== 'purpose')
    return question.kind !== 'drug' && typeof interview.answered.get('drug') !== 'string';
  return choicesOf(question, interview).length < 2;
}
