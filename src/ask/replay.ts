/** Replay files: the answers of an interview, by question, so that it can be told again. */
import * as z from 'zod';
import { UserError } from '../domain/problem.ts';
import { parseMoment } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { answer, type Interview, nextQuestion, startInterview } from './interview.ts';
import { Answer, questions } from './question.ts';

/** `answers` by question id; a question without an answer is answered "I don't know". */
export const Replay = z.object({
  title: z.string().optional(),
  /** day of the interview, YYYY-MM-DD */
  today: z.iso.date(),
  language: z.string().optional(),
  answers: z.record(z.string(), Answer),
});
export type Replay = z.infer<typeof Replay>;

/** The content of a replay file. Throws a UserError where it does not fit. */
export function parseReplay(content: unknown): Replay {
  const parsed = Replay.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`the answers do not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const known = new Map(questions.map((question) => [question.id, question]));
  for (const [id, given] of Object.entries(parsed.data.answers)) {
    const question = known.get(id);
    if (!question) throw new UserError(`"${id}" is no question; there are ${[...known.keys()].join(', ')}`);
    const chosen = Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
    const choices = question.choices.map((choice) => choice.id);
    const wrong =
      question.kind === 'one' || question.kind === 'several'
        ? chosen.find((each) => !choices.includes(each))
        : undefined;
    if (wrong !== undefined) throw new UserError(`"${wrong}" is no answer to "${id}"; there are ${choices.join(', ')}`);
  }
  return parsed.data;
}

/** The interview a replay file tells, asked in its own order, with the ids of the answers nobody asked for. */
export function replayed(replay: Replay, knowledge: Knowledge): { interview: Interview; unasked: string[] } {
  const today = parseMoment(replay.today);
  if (today === null) throw new UserError(`"${replay.today}" is no day`);
  let interview = startInterview(today.day, knowledge);
  for (let question = nextQuestion(interview); question !== null; question = nextQuestion(interview))
    interview = answer(interview, question.id, replay.answers[question.id] ?? null);
  const unasked = Object.keys(replay.answers).filter((id) => !interview.answered.has(id));
  return { interview, unasked };
}
