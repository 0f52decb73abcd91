/** Holds the interview: shows a question, reads a line, goes on. */
import {
  type Answer,
  answer,
  choiceWords,
  doseUnit,
  drugsMatching,
  filled,
  type Interview,
  type Language,
  type Messages,
  MOST_QUESTIONS,
  messagesOf,
  nextQuestion,
  type Question,
  stepBack,
  tellingChoices,
} from '../../ask/index.ts';
import { hanging } from '../../emit/text/layout.ts';
import type { AskLine } from './lines.ts';

/** What a typed line means: an answer, a step back, or nothing that can be used. */
type Typed = { answer: Answer } | 'back' | 'unclear';

/** The interview as held at a terminal; ends early where the input does. */
export async function hold(
  start: Interview,
  language: Language,
  drugs: readonly string[],
  ask: AskLine,
): Promise<Interview> {
  const words = messagesOf(language);
  let interview = start;
  let lead = `${hanging('', words.interview.start ?? '').join('\n')}\n`;
  for (let question = nextQuestion(interview); question !== null; question = nextQuestion(interview)) {
    const line = await ask(`${lead}\n${shown(question, interview, words)}\n> `);
    if (line === null) return interview;
    const typed = read(question, line.trim(), interview, drugs);
    lead = '';
    if (typed === 'back') interview = stepBack(interview);
    else if (typed === 'unclear') lead = `${unclear(question, line, words, drugs)}\n`;
    else interview = answer(interview, question.id, typed.answer);
  }
  return interview;
}

function shown(question: Question, interview: Interview, words: Messages): string {
  const { text = question.id, hint } = words.questions[question.id] ?? {};
  const count = filled(words.interview.count ?? '', { number: interview.answered.size + 1, most: MOST_QUESTIONS });
  const choices = tellingChoices(question, interview).map((choice, place) =>
    hanging(`  ${place + 1}  `, choiceWords(question, choice.id, interview, words)).join('\n'),
  );
  const how = { drug: 'terminalDrug', number: 'terminalAmount', several: 'terminalSeveral' } as const;
  const key = question.kind in how ? how[question.kind as keyof typeof how] : 'terminalChoose';
  return [
    `(${count})`,
    ...hanging('', text),
    ...(hint === undefined ? [] : hanging('', filled(hint, { unit: doseUnit(interview) }))),
    ...choices,
    ...hanging('', `${words.interview[key] ?? ''} (b = ${words.interview.back ?? ''})`),
  ].join('\n');
}

function read(question: Question, line: string, interview: Interview, drugs: readonly string[]): Typed {
  if (line.toLowerCase() === 'b') return 'back';
  if (line === '') return { answer: question.kind === 'several' ? [] : null };
  if (question.kind === 'drug') {
    const exact = drugs.find((name) => name.toLowerCase() === line.toLowerCase());
    if (exact !== undefined || interview.knowledge.drugs.byName(line).length > 0) return { answer: exact ?? line };
    return 'unclear';
  }
  if (question.kind === 'number') {
    const amount = Number(line.replace(',', '.'));
    return amount > 0 && Number.isFinite(amount) ? { answer: amount } : 'unclear';
  }
  const choices = tellingChoices(question, interview);
  const chosen = line.split(/[\s,]+/).map((part) => choices[Number(part) - 1]?.id);
  const ids = chosen.filter((id) => id !== undefined);
  if (ids.length < chosen.length) return 'unclear';
  if (question.kind === 'several') return { answer: ids };
  const [only, more] = ids;
  return only === undefined || more !== undefined ? 'unclear' : { answer: only };
}

function unclear(question: Question, line: string, words: Messages, drugs: readonly string[]): string {
  if (question.kind !== 'drug') return words.interview.notAnswer ?? '';
  const near = drugsMatching(drugs, line);
  return near.length > 0 ? `? ${near.join(', ')}` : (words.interview.noMatch ?? '');
}
