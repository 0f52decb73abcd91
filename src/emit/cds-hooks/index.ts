/** An assessment as CDS Hooks 2.0 cards: one per trial that needs a word, none where all is well. */
import type { PatientAssessment, TrialAssessment } from '../../domain/assessment.ts';
import { OVERRIDE_SYSTEM, TERM_SYSTEM } from '../../domain/canonical.ts';
import { nameOf, sentenceCase, type TermNames } from '../../explain/index.ts';
import { type Choice, chosenTrials } from './choose.ts';
import { trialMarkdown } from './markdown.ts';
import type { CdsCard, CdsCoding } from './shapes.ts';
import { suggestionsOf } from './suggestions.ts';

export type { Choice, IsPrevention, Ordered } from './choose.ts';
export type { CdsAction, CdsCard, CdsCoding, CdsLink, CdsResponse, CdsSuggestion } from './shapes.ts';

export interface CardOptions extends Choice {
  names: TermNames;
  /** address of the service, for links to what a term means; null without one */
  page: string | null;
  /** a name for a card or suggestion: the same text gives the same name, different texts different ones */
  uuid: (text: string) => string;
}

/** A card and what tells it from the card of another day: the trial, and what its evidence said. */
export interface KeyedCard {
  card: CdsCard;
  trial: string;
  fingerprint: string;
}

const SUMMARY_LENGTH = 139;

const OVERRIDES: readonly CdsCoding[] = [
  { system: OVERRIDE_SYSTEM, code: 'known', display: 'Known and being dealt with' },
  { system: OVERRIDE_SYSTEM, code: 'not-so', display: 'The record is wrong or incomplete' },
  { system: OVERRIDE_SYSTEM, code: 'disagree', display: 'I judge this otherwise' },
  { system: OVERRIDE_SYSTEM, code: 'not-now', display: 'Not relevant to this visit' },
];

/** Shortened to what the standard allows, at a word where it can be. */
function shortened(text: string): string {
  if (text.length <= SUMMARY_LENGTH) return text;
  const cut = text.slice(0, SUMMARY_LENGTH - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > SUMMARY_LENGTH / 2 ? space : cut.length).trimEnd()}…`;
}

/** One line: the drug, what is happening, and whether it had a fair chance. */
export function summaryLine(trial: TrialAssessment, names: TermNames): string {
  const [first] = trial.causes.length > 0 ? trial.causes : trial.risks;
  const named =
    first === undefined ? nameOf(trial.course.term, names) : `${nameOf(first.term, names)} (${first.certainty})`;
  const chance = { no: '; no fair chance yet', yes: '; it had a fair chance', unknown: '' }[trial.fairChance];
  return shortened(
    sentenceCase(`${trial.medication.name}: ${named}${trial.failure === true ? chance : ''}`.replace(/\s+/g, ' ')),
  );
}

/**
 * What the card rests on, as text: it changes when another cause, certainty, row or number stands behind the card, and
 * not with the day of asking.
 */
export function fingerprintOf(trial: TrialAssessment): string {
  const told = [...trial.causes, ...trial.risks].map(({ term, certainty, evidence }) => [
    term,
    certainty,
    evidence.map(({ code, bearing, records }) => [code, bearing, records]),
  ]);
  return JSON.stringify([
    trial.headline.term,
    trial.course.term,
    trial.course.evidence.map((each) => each.records),
    told,
  ]);
}

function cardOf(patient: string, trial: TrialAssessment, options: CardOptions): KeyedCard {
  const { names, page } = options;
  const fingerprint = fingerprintOf(trial);
  const uuid = (part: string): string => options.uuid(JSON.stringify([patient, trial.id, fingerprint, part]));
  const [first] = trial.causes;
  const term = trial.headline.term;
  const isFirm = first !== undefined && (first.certainty === 'confirmed' || first.certainty === 'probable');
  const suggestions = suggestionsOf(trial, patient, uuid);
  const link =
    page === null
      ? []
      : [{ label: `What "${nameOf(term, names)}" means`, url: `${page}/terms/${term}`, type: 'absolute' as const }];
  const card: CdsCard = {
    uuid: uuid('card'),
    summary: summaryLine(trial, names),
    detail: trialMarkdown(trial, names),
    indicator: isFirm ? 'warning' : 'info',
    source: {
      label: 'RxWhy',
      ...(page === null ? {} : { url: page }),
      topic: { system: TERM_SYSTEM, code: term, display: nameOf(term, names) },
    },
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'any' as const }),
    overrideReasons: OVERRIDES.map((reason) => ({ ...reason })),
    ...(link.length === 0 ? {} : { links: link }),
  };
  return { card, trial: trial.id, fingerprint };
}

/**
 * The cards of one person, one per trial: failing or never started, or a drug that prevents events and arrives at half
 * or less of its usual exposure or below its range. Pure; ids come from `options.uuid`.
 */
export function keyedCards(patient: PatientAssessment, options: CardOptions): KeyedCard[] {
  return chosenTrials(patient, options).map((trial) => cardOf(patient.id, trial, options));
}

/** `keyedCards` without their keys. */
export function cardsOf(patient: PatientAssessment, options: CardOptions): CdsCard[] {
  return keyedCards(patient, options).map(({ card }) => card);
}
