/** Walks the tokens once and names what it meets; at every place the longest reading wins. */
import type { Element, Read } from './elements.ts';
import { type Meaning, phraseAt, timeUnitDays } from './lexicon.ts';
import { readDate, readDayRange, readDiluent, readDivided, readDuration } from './read-clause.ts';
import { readDose } from './read-dose.ts';
import { readClock, readCount, readInterval, readWeekdays } from './read-frequency.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './tokenise.ts';

/** `loose` inside a reason or a relation to meals, where any word may stand. */
type State = { loose: boolean; elements: Element[] };

const READERS = [
  readDate,
  readDayRange,
  readWeekdays,
  readDivided,
  readDiluent,
  (tokens: readonly Token[], from: number) => readCount(tokens, from, false),
  readInterval,
  readClock,
  readTimedRelation,
  readDuration,
  (tokens: readonly Token[], from: number) => readDose(tokens, from, false),
  readUpTo,
];
const LONGEST_BRACKET = 30;
/** Words after which a number in a reason is a threshold or a name, not a dose ("pain score 5", "type 2"). */
const BEFORE_THRESHOLD = new Set(['>', '<', '=', 'than', 'over', 'above', 'below', 'pain', 'score', 'fever', 'temp', 'temperature', 'level', 'type', 'stage', 'grade', 'class', 'bp', 'sbp']);
const SOFT_WORDS = new Set(['not', 'no', 'without', 'more', 'less', 'off', 'extra', 'based', 'usual', 'double', 'additional', 'scale']);

/** The elements of directions in the order of the text; time is linear in the number of tokens. */
export function scan(tokens: readonly Token[]): Element[] {
  return scanSpan(tokens, 0, tokens.length);
}

function scanSpan(tokens: readonly Token[], from: number, to: number): Element[] {
  const state: State = { loose: false, elements: [] };
  let at = from;
  while (at < to) at = Math.max(at + 1, step(tokens, at, to, state));
  return state.elements;
}

function step(tokens: readonly Token[], at: number, to: number, state: State): number {
  const token = tokens[at];
  if (!token) return at + 1;
  if (token.text === '(') return bracket(tokens, at, to, state);
  const read = longestRead(tokens, at);
  const phrase = phraseAt(tokens, at);
  if (read && (!phrase || read.next > phrase.next || (read.next === phrase.next && !isClause(phrase.meaning)))) {
    state.elements.push(...read.elements);
    if (read.elements[0]?.kind === 'timing') state.loose = true;
    return read.next;
  }
  if (phrase) return meaning(tokens, at, phrase, to, state);
  return leftover(tokens, at, state);
}

function longestRead(tokens: readonly Token[], at: number): Read | null {
  let best: Read | null = null;
  for (const reader of READERS) {
    const read = reader(tokens, at);
    if (read && (!best || read.next > best.next)) best = read;
  }
  return best;
}

function isClause(meaning: Meaning): boolean {
  return meaning.kind === 'single' || meaning.kind === 'cap' || meaning.kind === 'perDay';
}

function push(state: State, tokens: readonly Token[], from: number, next: number, kind: 'noise' | 'timing' | 'unknown' | 'otherLanguage' | 'asNeeded' | 'single' | 'then' | 'and' | 'stop' | 'separator' | 'sentence' | 'verb' | 'otherDays' | 'meals'): void {
  state.elements.push({ kind, start: tokens[from]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 });
}

function meaning(
  tokens: readonly Token[],
  at: number,
  phrase: { meaning: Meaning; next: number },
  to: number,
  state: State,
): number {
  const span = { start: tokens[at]?.start ?? 0, end: tokens[phrase.next - 1]?.end ?? 0 };
  const found = phrase.meaning;
  const next = phrase.next;
  switch (found.kind) {
    case 'perDay':
      state.elements.push({ kind: 'frequency', perDay: found.intakes, every: 1, weak: false, upTo: false, ...span });
      return next;
    case 'eachDay':
      state.elements.push({ kind: 'frequency', perDay: 1, every: 1, weak: true, upTo: false, ...span });
      return next;
    case 'everyDays':
      state.elements.push({ kind: 'frequency', perDay: 1 / found.days, every: found.days, weak: false, upTo: false, ...span });
      return next;
    case 'slot':
      state.elements.push({ kind: 'slot', slot: found.slot, ...span });
      if (isMeal(tokens[next - 1]?.text ?? '')) push(state, tokens, at, next, 'timing');
      return next;
    case 'meals':
      push(state, tokens, at, next, 'meals');
      push(state, tokens, at, next, 'timing');
      return next;
    case 'route':
      state.elements.push({ kind: 'route', route: found.route, ...span });
      return next;
    case 'daySet':
      state.elements.push({ kind: 'weekdays', days: found.days, except: false, ...span });
      return next;
    case 'timingStart':
      push(state, tokens, at, endOfClause(tokens, next, to, false), 'timing');
      state.loose = true;
      return next;
    case 'reason':
      state.loose = true;
      push(state, tokens, at, next, 'noise');
      return next;
    case 'cap':
      return skip(tokens, at, endOfCap(tokens, next, to), state);
    case 'repeat':
      return skip(tokens, at, endOfClause(tokens, next, to, true), state);
    case 'warning':
      return skip(tokens, at, endOfClause(tokens, next, to, true), state);
    case 'condition':
      return condition(tokens, at, endOfClause(tokens, next, to, true), state);
    case 'refused':
      return refusedWord(tokens, at, next, state);
    case 'filler':
      push(state, tokens, at, next, 'noise');
      return next;
    default:
      if (found.kind === 'and' && tokens[at]?.text !== undefined) state.loose = state.loose && !isStructure(tokens, next);
      if (found.kind === 'then') state.loose = false;
      push(state, tokens, at, next, found.kind);
      return next;
  }
}

function isMeal(word: string): boolean {
  return ['breakfast', 'lunch', 'dinner', 'supper', 'meal', 'meals'].includes(word);
}

function skip(tokens: readonly Token[], at: number, next: number, state: State): number {
  const words = tokens.slice(at, next).map((token) => token.text);
  const relation = words.includes('within') || words.includes('apart') || words.includes('with');
  push(state, tokens, at, next, relation && words[0] === 'do' ? 'timing' : 'noise');
  return next;
}

function condition(tokens: readonly Token[], at: number, next: number, state: State): number {
  const span = { start: tokens[at]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 };
  const hasNumber = tokens.slice(at, next).some((_, i) => readNumber(tokens, at + i) !== null);
  state.elements.push(hasNumber ? { kind: 'refused', why: 'condition', ...span } : { kind: 'noise', ...span });
  return next;
}

function refusedWord(tokens: readonly Token[], at: number, next: number, state: State): number {
  const word = tokens[at]?.text ?? '';
  const tolerated = word === 'or' ? !isStructure(tokens, next) : state.loose && SOFT_WORDS.has(word);
  const span = { start: tokens[at]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 };
  state.elements.push(tolerated ? { kind: 'noise', ...span } : { kind: 'refused', why: 'word', ...span });
  return next;
}

/** True where a dose, a frequency or a bare number begins. */
function isStructure(tokens: readonly Token[], at: number): boolean {
  if (readNumber(tokens, at) || longestRead(tokens, at)) return true;
  const kind = phraseAt(tokens, at)?.meaning.kind;
  return kind === 'perDay' || kind === 'eachDay' || kind === 'everyDays' || kind === 'slot' || kind === 'meals';
}

function leftover(tokens: readonly Token[], at: number, state: State): number {
  const token = tokens[at];
  if (!token) return at + 1;
  if (token.kind === 'sign') {
    if (token.text === '.' || token.text === ';' || token.text === ',') {
      state.loose = false;
      push(state, tokens, at, at + 1, token.text === '.' ? 'sentence' : 'separator');
    } else push(state, tokens, at, at + 1, 'noise');
    return at + 1;
  }
  const number = readNumber(tokens, at);
  if (number) {
    const before = tokens[at - 1]?.text ?? '';
    if (state.loose && (BEFORE_THRESHOLD.has(before) || before === '-')) push(state, tokens, at, number.next, 'noise');
    else {
      const span = { start: token.start, end: tokens[number.next - 1]?.end ?? token.end };
      const amount = { low: number.low, high: number.high, unit: null, upTo: false };
      state.elements.push({ kind: 'bare', amount, ...span });
    }
    return number.next;
  }
  const foreign = [...token.text].some((c) => c.charCodeAt(0) > 127 && c !== '’');
  push(state, tokens, at, at + 1, state.loose ? 'noise' : foreign ? 'otherLanguage' : 'unknown');
  return at + 1;
}

/** "(20 mg total)" restates the dose and is dropped, except a mass after a volume; "(twice daily)" counts. */
function bracket(tokens: readonly Token[], at: number, to: number, state: State): number {
  let close = at + 1;
  while (close < to && close - at <= LONGEST_BRACKET && tokens[close]?.text !== ')') close += 1;
  if (tokens[close]?.text !== ')') {
    push(state, tokens, at, at + 1, 'noise');
    return at + 1;
  }
  const inner = scanSpan(tokens, at + 1, close);
  const first = inner.find((element) => element.kind !== 'noise');
  if (first?.kind === 'dose' && inner.filter((element) => element.kind === 'dose').length === 1) {
    state.elements.push({ ...first, restates: true });
  } else if (!inner.some((e) => e.kind === 'dose' || e.kind === 'bare' || e.kind === 'refused' || e.kind === 'rate')) {
    state.elements.push(...inner.filter((element) => element.kind !== 'unknown'));
  }
  return close + 1;
}

/** "30 minutes before breakfast", "at least 4 hours apart from calcium": the relation, not what follows it. */
function readTimedRelation(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  while (['at', 'least', 'about', 'within', 'taken', 'approximately'].includes(tokens[at]?.text ?? '')) at += 1;
  const number = readNumber(tokens, at) ?? (tokens[at]?.text === 'an' ? { low: 1, high: null, next: at + 1 } : null);
  if (!number) return null;
  const unit = timeUnitDays(tokens[number.next]?.text ?? '');
  const relation = tokens[number.next + 1]?.text ?? '';
  if (unit === undefined || unit >= 1) return null;
  if (!['before', 'after', 'apart', 'prior', 'from', 'between', 'away', 'following', 'of'].includes(relation)) return null;
  const end = tokens[endOfClause(tokens, number.next + 1, tokens.length, false) - 1]?.end ?? 0;
  // A meal after the relation is left to be read as the time of day.
  const next = number.next + (relation === 'before' || relation === 'after' ? 1 : 2);
  return { elements: [{ kind: 'timing', start: tokens[from]?.start ?? 0, end }], next };
}

/** "up to 3 times a day", "up to 2 tablets". */
function readUpTo(tokens: readonly Token[], from: number): Read | null {
  if (tokens[from]?.text !== 'up' || tokens[from + 1]?.text !== 'to') return null;
  return readCount(tokens, from + 2, true) ?? readDose(tokens, from + 2, true) ?? readDuration(tokens, from + 2);
}

function endOfClause(tokens: readonly Token[], from: number, to: number, wholeSentence: boolean): number {
  let at = from;
  while (at < to) {
    const text = tokens[at]?.text;
    if (text === '.' || text === ';' || text === ')' || (!wholeSentence && (text === ',' || text === '('))) break;
    if (!wholeSentence && (phraseAt(tokens, at)?.meaning.kind === 'then')) break;
    at += 1;
  }
  return at;
}

function endOfCap(tokens: readonly Token[], from: number, to: number): number {
  const end = endOfClause(tokens, from, to, false);
  for (let at = from; at < end; at += 1) {
    if (tokens[at]?.text === 'for' && readDuration(tokens, at)) return at;
  }
  return end;
}
