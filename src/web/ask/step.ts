/** One step of the interview as the page shows it: the next question in words, or the result. */
import { drugChoices, drugsMatching } from '../../ask/drug-choices.ts';
import { answer, doseUnit, type Interview, nextQuestion, startInterview, tellingChoices } from '../../ask/interview.ts';
import { filled, type Language, messagesOf } from '../../ask/messages.ts';
import { MOST_QUESTIONS } from '../../ask/most-questions.ts';
import type { Answer } from '../../ask/question.ts';
import { choiceWords, recap, resultOf } from '../../ask/result.ts';
import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { AskStep } from '../protocol.ts';

export { drugChoices, drugsMatching };

/** The interview with these answers: what to ask next, or its result. */
export function askStep(
  answers: readonly [string, Answer][],
  today: string,
  language: Language,
  knowledge: Knowledge,
): AskStep {
  const day = parseMoment(today)?.day;
  if (day === undefined) throw new UserError(`"${today}" is no day`);
  const interview = answers.reduce<Interview>(
    (held, [question, given]) => answer(held, question, given),
    startInterview(day, knowledge),
  );
  const words = messagesOf(language);
  const question = nextQuestion(interview);
  if (question === null)
    return { kind: 'result', result: resultOf(interview, language), recap: recap(interview, words) };
  const { text = question.id, hint } = words.questions[question.id] ?? {};
  return {
    kind: 'question',
    id: question.id,
    form: question.kind === 'purpose' ? 'one' : question.kind,
    text,
    hint: hint === undefined ? null : filled(hint, { unit: doseUnit(interview) }),
    choices: tellingChoices(question, interview).map(({ id }) => ({
      id,
      words: choiceWords(question, id, interview, words),
    })),
    number: interview.answered.size + 1,
    most: MOST_QUESTIONS,
  };
}
