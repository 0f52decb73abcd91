/** The Drug Interaction Probability Scale as a worksheet: what the record answers is answered, the rest stays open. */
import type { Action, EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { reaches } from '../../knowledge/enzymes/index.ts';
import type { Presence } from './time-course.ts';

export type DipsAnswer = 'yes' | 'no' | 'unanswered';

/** One question with its answer, what it scores, and what the answer rests on ('' where it is open). */
export type DipsItem = { item: number; asks: string; answer: DipsAnswer; score: number; because: string };

/**
 * `score` counts the answered items; `low` and `high` are what the open ones could still make of it. `answered` is out of
 * ten.
 */
export type DipsWorksheet = {
  object: string;
  precipitant: string;
  items: readonly DipsItem[];
  answered: number;
  score: number;
  low: number;
  high: number;
};

/**
 * What is known of one suspected interaction. `event`: the object acted too little or too much. Every optional field left
 * out leaves its item open: `presence` the precipitant's over the window; `passed` whether the event ended when the
 * precipitant alone was stopped; `cameBack` whether it returned with it; `otherCauses` whether others are supported;
 * `levelFits` whether a level moved as predicted; `confirmed` by another measurement; `doseResponse`.
 */
export type DipsFacts = {
  object: string;
  precipitant: string;
  event: 'too-little' | 'too-much';
  presence?: Presence;
  passed?: boolean;
  cameBack?: boolean;
  otherCauses?: boolean;
  levelFits?: boolean;
  confirmed?: boolean;
  doseResponse?: boolean;
};

type Said = { answer: DipsAnswer; because: string };

const OPEN: Said = { answer: 'unanswered', because: '' };
const said = (yes: boolean | undefined, because: string): Said =>
  yes === undefined ? OPEN : { answer: yes ? 'yes' : 'no', because };

const actionText = ({ target, effect, row }: Action): string => `${row.strength} ${effect} of ${target}`;

/** The actions that could cause the event: an inducer lowers, an inhibitor raises, and the reverse where it activates. */
const fitting = (facts: DipsFacts, knowledge: EnzymeKnowledge): readonly Action[] => {
  const activating = knowledge.metabolites.get(facts.object)?.row.enzyme ?? '';
  return (knowledge.perpetrators.get(facts.precipitant) ?? []).filter(({ target, effect }) => {
    const lowers = (effect === 'inducer') !== (activating !== '' && reaches(target, activating));
    return lowers === (facts.event === 'too-little');
  });
};

const handledBy = (facts: DipsFacts, actions: readonly Action[], knowledge: EnzymeKnowledge): Said => {
  const routes = (knowledge.victims.get(facts.object) ?? []).map((path) => path.enzyme);
  const activating = knowledge.metabolites.get(facts.object)?.row.enzyme ?? '';
  const own = activating === '' ? routes : [...routes, activating];
  if (own.length === 0 || actions.length === 0) return OPEN;
  const shared = own.filter((enzyme) => actions.some((action) => reaches(action.target, enzyme)));
  return said(
    shared.length > 0,
    shared.length > 0 ? `handled by ${[...new Set(shared)].join(', ')}` : 'no shared enzyme',
  );
};

const timing = ({ presence }: DipsFacts): Said => {
  if (!presence) return OPEN;
  const days = Math.round(presence.daysShare * 100);
  return said(presence.strength > 0 && !presence.context, `in use on ${days}% of the days judged`);
};

const answersOf = (facts: DipsFacts, knowledge: EnzymeKnowledge): readonly Said[] => {
  const actions = fitting(facts, knowledge);
  const observed = knowledge.observedActivation.get(`${facts.object}|${facts.precipitant}`);
  const known = knowledge.perpetrators.has(facts.precipitant);
  return [
    observed ? said(true, `observed ratio ${observed.ratio}`) : OPEN,
    known ? said(actions.length > 0, actions.map(actionText).join(', ')) : OPEN,
    handledBy(facts, actions, knowledge),
    timing(facts),
    said(facts.passed, 'the course after the precipitant was stopped'),
    // Without an answer to the stop there is nothing that could have come back.
    facts.passed === undefined ? OPEN : said(facts.cameBack, 'the course after it was given again'),
    said(facts.otherCauses, 'the other causes looked at'),
    said(facts.levelFits, 'a measured level'),
    said(facts.confirmed, 'another measurement'),
    said(facts.doseResponse, 'a change of its dose'),
  ];
};

/**
 * Fills the worksheet of one pair from the packs and from what the caller knows; nothing is guessed.
 *
 * Names are the packs' lower-case generic names.
 * @source horn-2007-dips items and scores
 */
export const dipsWorksheet = (facts: DipsFacts, knowledge: EnzymeKnowledge): DipsWorksheet => {
  const answers = answersOf(facts, knowledge);
  const items = knowledge.dips.map((row): DipsItem => {
    const { answer, because } = answers[row.item - 1] ?? OPEN;
    const score = answer === 'yes' ? row.yes : answer === 'no' ? row.no : 0;
    return { item: row.item, asks: row.asks, answer, score, because };
  });
  const score = items.reduce((sum, item) => sum + item.score, 0);
  const open = knowledge.dips.filter((_, place) => items[place]?.answer === 'unanswered');
  const least = open.reduce((sum, row) => sum + Math.min(row.yes, row.no, 0), 0);
  const most = open.reduce((sum, row) => sum + Math.max(row.yes, row.no, 0), 0);
  return {
    object: facts.object,
    precipitant: facts.precipitant,
    items,
    answered: items.length - open.length,
    score,
    low: score + least,
    high: score + most,
  };
};
