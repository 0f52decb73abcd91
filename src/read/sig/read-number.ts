/** Numbers as directions write them: 2, two, two (2), 1 1/2, one and a half, half a, 1-2, one to two. */
import { numberWord } from './lexicon.ts';
import type { Token } from './tokenise.ts';

export type NumberRead = { low: number; high: number | null; next: number };

/** A range wider than this is two numbers, not a range ("1 - 500 mg tablet"). */
const WIDEST_RANGE = 10;

/**
 * The number or range at token `from`; null where there is none.
 * @example readNumber(tokenise('one to two tablets'), 0) //=> { low: 1, high: 2, next: 3 }
 */
export function readNumber(tokens: readonly Token[], from: number): NumberRead | null {
  const first = readSingle(tokens, from);
  if (!first) return null;
  const sign = tokens[first.next];
  if (sign && (sign.text === '-' || sign.text === 'to' || sign.text === 'or')) {
    const second = readSingle(tokens, first.next + 1);
    if (second && second.low > first.low && second.low <= first.low * WIDEST_RANGE) {
      return { low: first.low, high: second.low, next: second.next };
    }
  }
  return first;
}

function readSingle(tokens: readonly Token[], from: number): NumberRead | null {
  const plain = readPlain(tokens, from);
  if (!plain) return null;
  return skipRepeated(tokens, withFraction(tokens, plain));
}

function readPlain(tokens: readonly Token[], from: number): NumberRead | null {
  const token = tokens[from];
  if (!token) return null;
  if (token.kind === 'number') return { low: token.value, high: null, next: from + 1 };
  const half = readHalf(tokens, from);
  if (half) return half;
  const value = numberWord(token.text);
  return value === undefined ? null : { low: value, high: null, next: from + 1 };
}

const PORTIONS = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
]);

/** "half", "a half", "one half", "one-half", "half a". */
function readHalf(tokens: readonly Token[], from: number): NumberRead | null {
  let at = from;
  const first = tokens[at]?.text;
  if (first === 'a' || first === 'one') {
    at += 1;
    if (tokens[at]?.text === '-') at += 1;
  }
  const portion = PORTIONS.get(tokens[at]?.text ?? '');
  if (portion === undefined) return null;
  at += 1;
  if (tokens[at]?.text === 'of') at += 1;
  if (tokens[at]?.text === 'a' || tokens[at]?.text === 'an' || (at > from + 1 && tokens[at]?.text === 'one')) at += 1;
  return { low: portion, high: null, next: at };
}

/** "1 1/2", "1-1/2", "1 and 1/2", "one and a half". */
function withFraction(tokens: readonly Token[], whole: NumberRead): NumberRead {
  if (!Number.isInteger(whole.low)) return whole;
  const joint = tokens[whole.next];
  const at = joint && (joint.text === '-' || joint.text === 'and') ? whole.next + 1 : whole.next;
  const token = tokens[at];
  if (token?.fraction && token.value < 1) return { low: whole.low + token.value, high: null, next: at + 1 };
  if (joint?.text === 'and') {
    const half = readHalf(tokens, at);
    if (half) return { low: whole.low + half.low, high: null, next: half.next };
  }
  return whole;
}

/** "two (2)" and "2 (two)" say one number twice; "2 (500 mg)" does not. */
function skipRepeated(tokens: readonly Token[], read: NumberRead): NumberRead {
  if (tokens[read.next]?.text !== '(') return read;
  const inner = readPlain(tokens, read.next + 1);
  if (!inner) return read;
  const same = withFraction(tokens, inner);
  if (Math.abs(same.low - read.low) > 1e-9 || tokens[same.next]?.text !== ')') return read;
  return { low: read.low, high: read.high, next: same.next + 1 };
}
