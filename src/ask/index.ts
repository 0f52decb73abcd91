/** The interview: plain questions about one medicine, and the name of what is happening. This door speaks every language. */
import { german } from './german.ts';
import { addLanguage } from './messages.ts';

export { drugChoices, drugsMatching } from './drug-choices.ts';
export {
  answer,
  choicesOf,
  doseUnit,
  type Interview,
  nextQuestion,
  startInterview,
  stepBack,
  tellingChoices,
  trialOf,
} from './interview.ts';
export {
  filled,
  type Language,
  languages,
  type Messages,
  messagesOf,
  type QuestionWords,
  type TermWords,
  termIn,
} from './messages.ts';
export { MOST_QUESTIONS } from './most-questions.ts';
export { type Answer, type Answered, type Choice, type Question, questions } from './question.ts';
export { parseReplay, type Replay, replayed } from './replay.ts';
export { type AskResult, choiceWords, recap, resultOf } from './result.ts';

addLanguage('de', german);
