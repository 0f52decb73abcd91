/** A method of questions and categories: the first category whose needs hold, and those that open answers leave. */
import { answeredItem, type Said, type Worksheet } from '../../domain/worksheet.ts';
import type { CategoryRow, Causality, ItemRow } from '../../knowledge/causality/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';

/** What is known, by the number of its question; what is left out stays open. */
export type Answers = Readonly<Record<number, Said | null | undefined>>;

type Need = CategoryRow['needs'][number];

/** Does a need hold; null where the question is open and the need asks for an answer. */
const holds = (need: Need, answers: Answers): boolean | null => {
  const said = answers[need.item];
  const answer = said ? (said.yes ? 'yes' : 'no') : null;
  if (need.not) return answer === null ? true : answer !== need.answer;
  return answer === null ? null : answer === need.answer;
};

/**
 * The worksheet of a method.
 *
 * `category` is the first whose needs hold on what is known: an open question fulfils none. `couldBe` are the categories
 * that answers to the open questions could still lead to, in the method's order.
 */
export function byCriteria(
  method: ItemRow['method'],
  about: { object: string; suspect: string },
  answers: Answers,
  knowledge: Causality,
): Worksheet {
  const asked = knowledge.itemsOf(method);
  const categories = knowledge.categoriesOf(method);
  const items = asked.map(({ item, asks }) =>
    answeredItem({ item, asks, ifYes: null, ifNo: null }, answers[item] ?? null),
  );
  const open = asked.filter(({ item }) => !answers[item]).map(({ item }) => item);
  const judged = (known: Answers): string | null =>
    categories.find(({ needs }) => needs.every((need) => holds(need, known) === true))?.category ?? null;
  const reached = new Set(completions(answers, open).map(judged));
  const rows = [...asked, ...categories];
  return {
    method,
    ...about,
    items,
    answered: items.length - open.length,
    score: null,
    low: null,
    high: null,
    category: judged(answers),
    couldBe: categories.map(({ category }) => category).filter((category) => reached.has(category)),
    bands: [],
    checked: rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
  };
}

/** Every way to answer the open questions, staying open included: at most five questions, so at most 243 ways. */
function completions(answers: Answers, open: readonly number[]): Answers[] {
  const [item, ...rest] = open;
  if (item === undefined) return [answers];
  return [null, true, false].flatMap((yes) =>
    completions(yes === null ? answers : { ...answers, [item]: { yes, because: '', records: [] } }, rest),
  );
}
