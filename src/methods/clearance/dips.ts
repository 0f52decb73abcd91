/** The Drug Interaction Probability Scale as a worksheet: what the record answers is answered, the rest stays open. */
import { answeredItem, type Said, scoreOf, type Worksheet, type WorksheetItem } from '../../domain/worksheet.ts';
import type { Action, EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import { reaches } from '../../knowledge/enzymes/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { Presence } from './time-course.ts';

export type DipsAnswer = WorksheetItem['answer'];
export type DipsItem = WorksheetItem;

/** `precipitant` is the worksheet's suspect. */
export type DipsWorksheet = Worksheet & { precipitant: string };

/** Yes or no, alone or with what it rests on. */
export type DipsFact = boolean | Said;

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
  /** a pair whose mechanism is on file although no enzyme is: what it is, and its observed ratio */
  known?: { because: string; ratio: number | null };
  /** input rows the presence rests on */
  presenceRecords?: readonly string[];
  passed?: DipsFact;
  cameBack?: DipsFact;
  otherCauses?: DipsFact;
  levelFits?: DipsFact;
  confirmed?: DipsFact;
  doseResponse?: DipsFact;
};

const OPEN = null;
const said = (fact: DipsFact | undefined, because: string, records: readonly string[] = []): Said | null => {
  if (fact === undefined) return OPEN;
  return typeof fact === 'boolean' ? { yes: fact, because, records } : fact;
};

const actionText = ({ target, effect, row }: Action): string => `${row.strength} ${effect} of ${target}`;

/** The actions that could cause the event: an inducer lowers, an inhibitor raises, and the reverse where it activates. */
const fitting = (facts: DipsFacts, knowledge: EnzymeKnowledge): readonly Action[] => {
  const activating = knowledge.metabolites.get(facts.object)?.row.enzyme ?? '';
  return (knowledge.perpetrators.get(facts.precipitant) ?? []).filter(({ target, effect }) => {
    const lowers = (effect === 'inducer') !== (activating !== '' && reaches(target, activating));
    return lowers === (facts.event === 'too-little');
  });
};

const handledBy = (facts: DipsFacts, actions: readonly Action[], knowledge: EnzymeKnowledge): Said | null => {
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

const timing = ({ presence, presenceRecords }: DipsFacts): Said | null => {
  if (!presence) return OPEN;
  const days = Math.round(presence.daysShare * 100);
  return said(presence.strength > 0 && !presence.context, `in use on ${days}% of the days judged`, presenceRecords);
};

const answersOf = (facts: DipsFacts, knowledge: EnzymeKnowledge): readonly (Said | null)[] => {
  const actions = fitting(facts, knowledge);
  const observed = knowledge.observedActivation.get(`${facts.object}|${facts.precipitant}`);
  const known = knowledge.perpetrators.has(facts.precipitant);
  const ratio = observed?.ratio ?? facts.known?.ratio ?? null;
  const onFile = facts.known === undefined ? null : said(true, facts.known.because);
  return [
    ratio === null ? OPEN : said(true, `observed ratio ${ratio}`),
    onFile ?? (known ? said(actions.length > 0, actions.map(actionText).join(', ')) : OPEN),
    onFile ?? handledBy(facts, actions, knowledge),
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
  const items = knowledge.dips.map((row) => {
    const asked = { item: row.item, asks: row.asks, ifYes: row.yes, ifNo: row.no };
    return answeredItem(asked, answers[row.item - 1] ?? OPEN);
  });
  const bands = knowledge.dipsBands.map(({ category, least }) => ({ category, least }));
  return {
    method: 'dips',
    object: facts.object,
    suspect: facts.precipitant,
    precipitant: facts.precipitant,
    items,
    ...scoreOf(items, bands),
    bands,
    checked: [...knowledge.dips, ...knowledge.dipsBands].every((row) => row.checked === 'yes'),
    sources: [...new Set(knowledge.dips.flatMap((row) => sourceIds(row.source)))],
  };
};
