/** The words of directions, as one tree of phrases: the longest phrase at a place wins. */
import data from './lexicon.json' with { type: 'json' };
import type { Token } from './tokenise.ts';

/** What a phrase means; the scanner turns it into an element. */
export type Meaning =
  | { kind: 'perDay'; intakes: number }
  | { kind: 'eachDay' }
  | { kind: 'everyDays'; days: number }
  | { kind: 'slot'; slot: string }
  | { kind: 'route'; route: string }
  | { kind: 'daySet'; days: readonly number[] }
  | {
      kind:
        | 'meals'
        | 'timing'
        | 'timingStart'
        | 'asNeeded'
        | 'single'
        | 'verb'
        | 'then'
        | 'and'
        | 'filler'
        | 'reason'
        | 'cap'
        | 'repeat'
        | 'warning'
        | 'condition'
        | 'refused'
        | 'stop'
        | 'otherDays'
        | 'otherLanguage';
    };

type Node<T> = { meaning: T | null; next: Map<string, Node<T>> };

function newNode<T>(): Node<T> {
  return { meaning: null, next: new Map() };
}

function addPhrase<T>(root: Node<T>, phrase: string, meaning: T): void {
  let node = root;
  for (const word of phrase.split(' ')) {
    if (word === '') continue;
    let next = node.next.get(word);
    if (!next) {
      next = newNode<T>();
      node.next.set(word, next);
    }
    node = next;
  }
  // The first meaning given to a phrase stays: the order below is the order of precedence.
  node.meaning ??= meaning;
}

function longest<T>(root: Node<T>, tokens: readonly Token[], from: number): { meaning: T; next: number } | null {
  let node: Node<T> | undefined = root;
  let found: { meaning: T; next: number } | null = null;
  for (let at = from; node; at += 1) {
    if (node.meaning !== null) found = { meaning: node.meaning, next: at };
    const token: Token | undefined = tokens[at];
    node = token ? node.next.get(token.text) : undefined;
  }
  return found;
}

const PHRASES = newNode<Meaning>();
const PERIODS = newNode<number>();

for (const [phrase, intakes] of Object.entries(data.countPerDay)) {
  addPhrase(PHRASES, phrase, intakes === null ? { kind: 'filler' } : { kind: 'perDay', intakes });
}
for (const [phrase, days] of Object.entries(data.everyDays)) addPhrase(PHRASES, phrase, { kind: 'everyDays', days });
const PLAIN = [
  [data.eachDay, 'eachDay'],
  [data.mealSlots, 'meals'],
  [data.timing, 'timing'],
  [data.timingStart, 'timingStart'],
  [data.asNeeded, 'asNeeded'],
  [data.single, 'single'],
  [data.otherDays, 'otherDays'],
  [data.stops, 'stop'],
  [data.thens, 'then'],
  [data.capStart, 'cap'],
  [data.repeatStart, 'repeat'],
] as const;
for (const [phrases, kind] of PLAIN) {
  for (const phrase of phrases) {
    if (kind === 'eachDay' && (phrase === 'day' || phrase === '/ d')) continue;
    addPhrase(PHRASES, phrase, kind === 'eachDay' ? { kind } : { kind });
  }
}
for (const [slot, phrases] of Object.entries(data.slots)) {
  for (const phrase of phrases) if (phrase !== 'on') addPhrase(PHRASES, phrase, { kind: 'slot', slot });
}
for (const [route, phrases] of Object.entries(data.routes)) {
  for (const phrase of phrases) addPhrase(PHRASES, phrase, { kind: 'route', route });
}
for (const [phrase, days] of Object.entries(data.daySets)) addPhrase(PHRASES, phrase, { kind: 'daySet', days });
const LATER = [
  [data.warningStart, 'warning'],
  [data.conditionStart, 'condition'],
  [data.reasonStart, 'reason'],
  [data.conjunctions, 'and'],
  [data.verbs, 'verb'],
  [data.refused, 'refused'],
  [data.filler, 'filler'],
  [data.otherLanguage, 'otherLanguage'],
] as const;
for (const [phrases, kind] of LATER) for (const phrase of phrases) addPhrase(PHRASES, phrase, { kind });
for (const [phrase, days] of Object.entries(data.periods)) addPhrase(PERIODS, phrase, days);

const NUMBER_WORDS = new Map<string, number>(Object.entries(data.numberWords));
const ORDINALS = new Map<string, number>(Object.entries(data.ordinals));
const TIME_UNITS = new Map<string, number>(Object.entries(data.timeUnitsInDays));
const WEEKDAYS = new Map<string, number>(Object.entries(data.daysOfWeek));
const MONTHS = new Set(data.months);

/** The longest known phrase that begins at token `from`, and the token after it. */
export function phraseAt(tokens: readonly Token[], from: number): { meaning: Meaning; next: number } | null {
  return longest(PHRASES, tokens, from);
}

/** The period of a count ("daily", "per week"), in days. */
export function periodAt(tokens: readonly Token[], from: number): { meaning: number; next: number } | null {
  return longest(PERIODS, tokens, from);
}

export const numberWord = (word: string): number | undefined => NUMBER_WORDS.get(word);
export const ordinal = (word: string): number | undefined => ORDINALS.get(word);
/** Length of a unit of time in days. */
export const timeUnitDays = (word: string): number | undefined => TIME_UNITS.get(word);
/** ISO number of a day of the week, Monday 1. */
export const weekdayNumber = (word: string): number | undefined => WEEKDAYS.get(word);
export const isMonth = (word: string): boolean => MONTHS.has(word);
