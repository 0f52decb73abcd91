/** Walks the tokens once and names what it meets; at every place the longest reading wins. */
import type { Element } from './elements.ts';
import { type Meaning, phraseAt } from './lexicon.ts';
import { readNumber } from './read-number.ts';
import { endOfCap, endOfClause } from './read-relation.ts';
import { isStructure, longestRead } from './readers.ts';
import { AMBIGUOUS_NUMBER, type Token } from './tokenise.ts';

/** `loose` inside a reason or a relation to meals, where any word may stand. */
type State = { loose: boolean; elements: Element[] };

const LONGEST_BRACKET = 30;
/** Words after which a number in a reason is a threshold or a name, not a dose ("pain score 5", "type 2"). */
const BEFORE_THRESHOLD = new Set([
  '>',
  '<',
  '=',
  'than',
  'over',
  'above',
  'below',
  'pain',
  'score',
  'fever',
  'temp',
  'temperature',
  'level',
  'type',
  'stage',
  'grade',
  'class',
  'bp',
  'sbp',
]);
const SOFT_WORDS = new Set([
  'not',
  'no',
  'without',
  'more',
  'less',
  'off',
  'extra',
  'based',
  'usual',
  'double',
  'additional',
  'scale',
]);

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

function isClause(meaning: Meaning): boolean {
  return meaning.kind === 'single' || meaning.kind === 'cap' || meaning.kind === 'perDay';
}

function push(
  state: State,
  tokens: readonly Token[],
  from: number,
  next: number,
  kind:
    | 'noise'
    | 'timing'
    | 'unknown'
    | 'otherLanguage'
    | 'asNeeded'
    | 'single'
    | 'then'
    | 'and'
    | 'stop'
    | 'separator'
    | 'sentence'
    | 'verb'
    | 'otherDays'
    | 'meals',
): void {
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
      state.elements.push({
        kind: 'frequency',
        perDay: 1 / found.days,
        every: found.days,
        weak: false,
        upTo: false,
        ...span,
      });
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
      if (found.kind === 'and' && tokens[at]?.text !== undefined)
        state.loose = state.loose && !isStructure(tokens, next);
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

function leftover(tokens: readonly Token[], at: number, state: State): number {
  const token = tokens[at];
  if (!token) return at + 1;
  if (token.text === AMBIGUOUS_NUMBER) {
    state.elements.push({ kind: 'refused', why: 'number', start: token.start, end: token.end });
    return at + 1;
  }
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
