/** How the interview ends: the name of what is happening, in plain words, and what to do with it. */

import type { Certainty } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import { choicesOf, doseUnit, type Interview, trialOf } from './interview.ts';
import { type Language, type Messages, messagesOf, termIn } from './messages.ts';
import { type Question, questions } from './question.ts';
import { rowOf } from './told.ts';

export interface AskResult {
  drug: string;
  /** day of the interview */
  day: string;
  term: string;
  name: string;
  means: string;
  certainty: Certainty;
  sure: string[];
  /** the answers the name rests on, in the person's own choices */
  why: string[];
  /** further names that fit */
  also: { term: string; name: string; means: string }[];
  settle: string[];
  ask: string[];
  help: string[];
}

/** The words of a choice: the message file's, or the plain name of a condition. */
export function choiceWords(question: Question, choice: string, interview: Interview, words: Messages): string {
  if (question.kind === 'purpose') return words.purposes[choice] ?? interview.knowledge.conditions.name(choice);
  return words.questions[question.id]?.choices?.[choice] ?? choice;
}

/** An answered question as one line: "Taking it: about half"; null where nothing was answered. */
export function recapOf(question: Question, interview: Interview, words: Messages): string | null {
  const given = interview.answered.get(question.id) ?? null;
  if (given === null || (Array.isArray(given) && given.length === 0)) return null;
  const short = words.questions[question.id]?.short ?? question.id;
  if (question.kind === 'drug') return `${short}: ${String(given)}`;
  if (question.kind === 'number') return `${short}: ${String(given)} ${doseUnit(interview)}`;
  const chosen = Array.isArray(given) ? given : [String(given)];
  const known = choicesOf(question, interview).map(({ id }) => id);
  const said = chosen.filter((id) => known.includes(id)).map((id) => choiceWords(question, id, interview, words));
  return said.length === 0 ? null : `${short}: ${said.join(', ')}`;
}

/** Everything that was answered, one line each. */
export function recap(interview: Interview, words: Messages): string[] {
  return questions.flatMap((question) => recapOf(question, interview, words) ?? []);
}

/** Questions every name rests on. */
const ALWAYS_TOLD = ['filled', 'taking', 'since', 'effect'];

/** The result in the words of a language; null where no medicine was named. */
export function resultOf(interview: Interview, language: Language): AskResult | null {
  const trial = trialOf(interview);
  if (trial === null) return null;
  const words = messagesOf(language);
  const { terms } = interview.knowledge;
  const nameOf = (term: string) => {
    const row = termIn(language, term, terms);
    return { term, name: row?.name ?? term, means: row?.plain ?? '' };
  };
  const { term } = trial.headline;
  const cause = trial.causes.find((each) => each.term === term) ?? trial.risks.find((each) => each.term === term);
  const { certainty, evidence } = cause ?? trial.course;
  const rows = evidence.filter(({ bearing }) => bearing === 'supports').flatMap(({ records }) => records);
  const isToldBy = ({ id }: Question): boolean =>
    ALWAYS_TOLD.includes(id) || rows.some((row) => row === rowOf(id) || row.startsWith(`${rowOf(id)}/`));
  const group = groupOf(term, interview, words);
  const missed = ['non-adherence', 'never-filled'].some(
    (each) => each === term || (cause?.parents ?? []).includes('non-adherence') || each === term,
  );
  const fair = trial.failure === true ? [words.fairChance[trial.fairChance] ?? ''] : [];
  return {
    drug: String(interview.answered.get('drug')),
    day: isoDay(interview.today),
    ...nameOf(term),
    certainty,
    sure: [
      words.certainty[certainty] ?? '',
      ...fair,
      ...(missed ? [words.result.noBlame ?? ''] : []),
      words.result.ownWords ?? '',
    ],
    why: questions.filter(isToldBy).flatMap((question) => recapOf(question, interview, words) ?? []),
    also: trial.causes.filter((each) => each.term !== term).map((each) => nameOf(each.term)),
    settle: [...group.settle],
    ask: [...group.ask],
    help: [...words.help],
  };
}

/** What is said of a term: its own words, or those of the cause it is a kind of. */
function groupOf(term: string, { knowledge }: Interview, words: Messages): Messages['groups'][string] {
  const parents = knowledge.terms.byId.get(term)?.parents ?? [];
  const known = [term, ...parents].find((id) => id in words.groups);
  return (known === undefined ? undefined : words.groups[known]) ?? { settle: [], ask: [] };
}
