/** The interview: replays reach their term, questions adapt, words can be read, both languages are whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { knowledge as loadTestKnowledge } from '../../test/knowledge.ts';
import { UserError } from '../domain/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import {
  type Answer,
  answer,
  drugsMatching,
  languages,
  MOST_QUESTIONS,
  messagesOf,
  nextQuestion,
  parseReplay,
  questions,
  recap,
  replayed,
  resultOf,
  startInterview,
  stepBack,
  tellingChoices,
  termIn,
  trialOf,
} from './index.ts';
import { toldIn } from './interview.ts';
import { recordOf } from './record.ts';
import { readingGrade } from './test-reading-level.ts';

const folder = fileURLToPath(new URL('./replays/', import.meta.url));
const replays = readdirSync(folder).map((file, place) => {
  const content = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as { expect: { term: string } };
  return { file, place, replay: parseReplay(content), term: content.expect.term };
});

let knowledge: Knowledge;
// Each replay is held once: every question of it asks the whole walk about every answer.
let held: ReturnType<typeof replayed>[] = [];
beforeAll(async () => {
  knowledge = await loadTestKnowledge();
  held = replays.map(({ replay }) => replayed(replay, knowledge));
}, 180_000);

function heldAt(place: number) {
  const found = held[place];
  if (!found) throw new Error(`no replay ${place}`);
  return found;
}

const TODAY = 20513;

/** The interview after these answers, in the order it asks; what is not given is not known. */
function asked(answers: Readonly<Record<string, Answer>>, most = Number.POSITIVE_INFINITY) {
  let interview = startInterview(TODAY, knowledge);
  for (let count = 0; count < most; count += 1) {
    const question = nextQuestion(interview);
    if (question === null) break;
    interview = answer(interview, question.id, answers[question.id] ?? null);
  }
  return interview;
}

describe('a replay', () => {
  it.each(replays)('$file reaches its term', ({ place, term }) => {
    const { interview, unasked } = heldAt(place);
    expect(trialOf(interview)?.headline.term).toBe(term);
    expect(unasked).toEqual([]);
    expect(interview.answered.size).toBeLessThanOrEqual(MOST_QUESTIONS);
  });

  it('names the question or the answer that does not exist', () => {
    expect(() => parseReplay({ today: '2026-03-01', answers: { mood: 'good' } })).toThrow(UserError);
    expect(() => parseReplay({ today: '2026-03-01', answers: { effect: 'perhaps' } })).toThrow(/perhaps/);
    expect(() => parseReplay({ answers: {} })).toThrow(UserError);
  });
});

describe('the next question', () => {
  it('begins with the medicine, then filling and taking', () => {
    const interview = asked({ drug: 'sertraline', filled: 'yes', taking: 'all' }, 4);
    expect([...interview.answered.keys()]).toEqual(['drug', 'purpose', 'filled', 'taking']);
  });

  it('is not one that could change nothing: a gene is asked for only where a guideline names one', () => {
    expect([
      ...asked({ drug: 'amoxicillin', filled: 'yes', taking: 'all', effect: 'none' }).answered.keys(),
    ]).not.toContain('gene');
    expect([
      ...asked({ drug: 'clopidogrel', filled: 'yes', taking: 'all', since: 'year', effect: 'event' }).answered.keys(),
    ]).toContain('gene');
  });

  it('does not ask how it was taken where it was never picked up', () => {
    const { answered } = asked({ drug: 'sertraline', purpose: 'major-depression', filled: 'never', since: 'year' });
    expect([...answered.keys()]).toEqual(['drug', 'purpose', 'filled', 'since']);
  });

  it('ends where no medicine is named', () => {
    const interview = answer(startInterview(TODAY, knowledge), 'drug', null);
    expect(nextQuestion(interview)).toBeNull();
    expect(resultOf(interview, 'en')).toBeNull();
  });

  it('is asked again after a step back', () => {
    const two = asked({ drug: 'sertraline' }, 2);
    expect(nextQuestion(stepBack(two))?.id).toBe('purpose');
  });

  it('offers only things beside it that would matter', () => {
    const interview = asked(
      { drug: 'levothyroxine', filled: 'yes', taking: 'all', since: 'half-year', effect: 'none', still: 'yes' },
      6,
    );
    const beside = questions.find(({ id }) => id === 'beside');
    const offered = beside ? tellingChoices(beside, interview).map(({ id }) => id) : [];
    expect(offered).toContain('calcium');
    expect(offered).not.toContain('paroxetine');
  });
});

describe('the record of an interview', () => {
  it('holds the person’s own words only, never a measurement of a source', () => {
    const interview = asked({
      drug: 'sertraline',
      filled: 'yes',
      taking: 'half',
      since: 'half-year',
      effect: 'none',
      still: 'yes',
    });
    const record = recordOf(toldIn(interview), TODAY, knowledge);
    expect(record.supplies).toEqual([]);
    expect(record.intakes).toEqual([]);
    expect(new Set([...record.statements, ...record.observations].map(({ by }) => by))).toEqual(new Set(['patient']));
    expect(record.statements.every(({ id }) => id.startsWith('answers/'))).toBe(true);
  });

  it('says nothing where everything was skipped: a skipped question is never "no"', () => {
    const trial = trialOf(asked({ drug: 'sertraline' }));
    expect(trial?.failure).not.toBe(true);
    expect(trial?.causes).toEqual([]);
  });
});

describe('the result', () => {
  it('rests on the answers that carry the name', () => {
    const interview = asked({
      drug: 'sertraline',
      purpose: 'major-depression',
      filled: 'yes',
      taking: 'half',
      since: 'half-year',
      effect: 'none',
      still: 'yes',
    });
    const result = resultOf(interview, 'en');
    expect(result?.term).toBe('missed-doses');
    expect(result?.why.join(' ')).toContain('About half');
    expect(result?.sure.join(' ')).toContain('very common');
    expect(result?.help.length).toBeGreaterThan(3);
    expect(result?.ask.length).toBeGreaterThan(0);
  });

  it('is whole in every language', () => {
    for (const { interview } of held) {
      for (const { code } of languages) {
        const result = resultOf(interview, code);
        expect(result?.settle.length, code).toBeGreaterThan(0);
        expect(result?.name, code).not.toBe('');
      }
    }
  });
});

/** The paths of all texts of a message file; lists by their name alone, for languages may need another number. */
function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`));
}

describe('the words', () => {
  it('stand in every language', () => {
    const own = keysOf({ ...messagesOf('en'), purposes: {} });
    expect(keysOf({ ...messagesOf('de'), purposes: {} })).toEqual(own);
    const conditions = knowledge.conditions.ids.filter((id) => !(id in messagesOf('de').purposes));
    expect(conditions).toEqual([]);
  });

  it('have a text for every question, choice and root of a cause', () => {
    const { questions: texts, groups } = messagesOf('en');
    for (const { id, choices } of questions) {
      expect(texts[id]?.text, id).toBeTruthy();
      for (const choice of choices) expect(texts[id]?.choices?.[choice.id], `${id} ${choice.id}`).toBeTruthy();
    }
    for (const { id, kind, parents } of knowledge.terms.all.filter(
      (term) => term.kind === 'cause' || term.kind === 'course',
    ))
      expect(
        [id, ...parents].some((each) => each in groups),
        `${kind} ${id}`,
      ).toBe(true);
  });

  it('name every term in the second language, with everything it is confused with', () => {
    for (const { id, confusedWith, name } of knowledge.terms.all) {
      const own = termIn('de', id, knowledge.terms);
      expect(own?.plain, id).toBeTruthy();
      expect(own?.plain, id).not.toBe(termIn('en', id, knowledge.terms)?.plain);
      expect(Object.keys(own?.confusedWith ?? {}).sort(), `${id} ${name}`).toEqual(
        confusedWith.map(({ term }) => term).sort(),
      );
    }
  });

  it('can be read at grade 8: every question with its choices', () => {
    const { questions: texts } = messagesOf('en');
    const grades = Object.entries(texts).map(([id, { text, hint, choices }]) => {
      const sentences = [text, hint ?? '', ...Object.values(choices ?? {})].filter((each) => each !== '');
      return { id, grade: readingGrade(sentences.map((sentence) => sentence.replace('{unit}', 'mg'))) };
    });
    expect(grades.filter(({ grade }) => grade > 8)).toEqual([]);
  });

  it('can be read at grade 8: every result, without the name of the medicine', () => {
    const graded = replays.map(({ file, place }) => {
      const { interview } = heldAt(place);
      const result = resultOf(interview, 'en');
      const sentences = result ? [result.means, ...result.sure, ...result.settle, ...result.ask, ...result.help] : [];
      const said = recap(interview, messagesOf('en')).filter((line) => !line.startsWith('Medicine'));
      return { file, grade: readingGrade([...sentences, ...said]) };
    });
    expect(graded.filter(({ grade }) => grade > 8)).toEqual([]);
  });

  it('would be told if they were too hard', () => {
    const hard = 'Pharmacokinetic interindividual variability necessitates therapeutic concentration monitoring.';
    expect(readingGrade([hard])).toBeGreaterThan(12);
    expect(readingGrade(['Did it help?', 'No, not at all.'])).toBeLessThan(3);
  });
});

describe('the search for a medicine', () => {
  it('puts names that begin with what was typed first', () => {
    expect(drugsMatching(['amlodipine', 'lodine', 'Lodoz'], 'lod')).toEqual(['lodine', 'Lodoz', 'amlodipine']);
    expect(drugsMatching(['amlodipine'], ' ')).toEqual([]);
  });
});
