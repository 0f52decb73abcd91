/** Cuts directions into numbers, words and signs in one pass, each with its place in the text. */

/** `value` is set on numbers; `text` is lower case; `start` and `end` are offsets into the text as given. */
export type Token = {
  kind: 'number' | 'word' | 'sign';
  text: string;
  value: number;
  start: number;
  end: number;
  fraction: boolean;
};

const FRACTIONS = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
]);
/** Words a number may be glued to ("q6h", "x10d", "day1"); any other glued pair ("B12", "D5W") is one word. */
const GLUED = new Set(['q', 'x', 'day', 'days', 'every', 'wk', 'week', 'weeks', 'for']);
/** The text of a sign that stands for digits with a comma between them. */
export const AMBIGUOUS_NUMBER = 'digits,digits';

const SIGNS = new Map([
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['[', '('],
  [']', ')'],
  ['\n', ';'],
  ['\r', ';'],
]);
const WORD_SIGNS = new Map([
  ['×', 'x'],
  ['&', 'and'],
  ['+', 'plus'],
  ['@', 'at'],
]);

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const isLetter = (c: string | undefined): boolean => c !== undefined && c.toLowerCase() !== c.toUpperCase();
const isWide = (c: string): boolean => c.charCodeAt(0) > 0x2fff;
const isSpace = (c: string): boolean => c.trim() === '' || c === '\u200b';

/**
 * The tokens of a text, in order; linear in its length.
 *
 * "b.i.d." is one word; "1,000" one number; "1/2" and "½" are 0.5 (marked as fractions, so that "1 1/2" can be summed);
 * "(s)" is dropped; a line break is a semicolon.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at] ?? '';
    const next = text[at + 1];
    if (text.startsWith('(s)', at) || text.startsWith('(S)', at)) {
      at += 3;
    } else if (isSpace(c) && c !== '\n' && c !== '\r') {
      at += 1;
    } else if (isDigit(c) || (c === '.' && isDigit(next) && !isDigit(text[at - 1]))) {
      at = pushNumber(text, at, tokens);
    } else if (FRACTIONS.has(c)) {
      push(tokens, 'number', c, at, at + 1, FRACTIONS.get(c) ?? 0, true);
      at += 1;
    } else if (isLetter(c) || isWide(c)) {
      at = pushWord(text, at, tokens);
    } else {
      const word = WORD_SIGNS.get(c);
      push(tokens, word ? 'word' : 'sign', word ?? SIGNS.get(c) ?? c, at, at + 1);
      at += 1;
    }
  }
  return tokens;
}

function push(
  tokens: Token[],
  kind: Token['kind'],
  text: string,
  start: number,
  end: number,
  value = Number.NaN,
  fraction = false,
): void {
  tokens.push({ kind, text, value, start, end, fraction });
}

function pushNumber(text: string, start: number, tokens: Token[]): number {
  let at = start;
  let digits = '';
  while (isDigit(text[at])) digits += text[at++];
  while (text[at] === ',' && digits.length <= 12 && isGroupOfThree(text, at + 1) && digits !== '0') {
    digits += text.slice(at + 1, at + 4);
    at += 4;
  }
  if (text[at] === '.' && isDigit(text[at + 1])) {
    digits += text[at++];
    while (isDigit(text[at])) digits += text[at++];
  }
  if (text[at] === ',' && isDigit(text[at + 1])) {
    // "0,5" may be a decimal comma and "1,3" a list: neither is guessed.
    push(tokens, 'sign', AMBIGUOUS_NUMBER, start, at);
    while (text[at] === ',' || isDigit(text[at])) at += 1;
    return at;
  }
  const value = Number(digits);
  if (text[at] === '/' && isSmallDenominator(text, at + 1) && value < Number(text[at + 1]) && Number.isInteger(value)) {
    push(tokens, 'number', text.slice(start, at + 2), start, at + 2, value / Number(text[at + 1]), true);
    return at + 2;
  }
  push(tokens, 'number', text.slice(start, at), start, at, value);
  return at;
}

function isGroupOfThree(text: string, at: number): boolean {
  return isDigit(text[at]) && isDigit(text[at + 1]) && isDigit(text[at + 2]) && !isDigit(text[at + 3]);
}

function isSmallDenominator(text: string, at: number): boolean {
  const c = text[at];
  return (c === '2' || c === '3' || c === '4' || c === '8') && !isDigit(text[at + 1]) && text[at + 1] !== '/';
}

function pushWord(text: string, start: number, tokens: Token[]): number {
  let at = start;
  let word = '';
  const isInner = (c: string | undefined): boolean => c !== undefined && (isLetter(c) || isWide(c));
  if (text[start + 1] === '.' && isLetter(text[start + 2]) && !isLetter(text[start + 3])) {
    // Single letters with dots between them: b.i.d., p.o., a.m.
    while (isLetter(text[at]) && !isLetter(text[at + 1])) {
      word += text[at++];
      if (text[at] === '.') at += 1;
    }
    push(tokens, 'word', word.toLowerCase(), start, at);
    return at;
  }
  while (isInner(text[at]) || (isApostrophe(text[at]) && isLetter(text[at + 1]))) word += text[at++];
  if (isDigit(text[at]) && !GLUED.has(word.toLowerCase())) {
    while (isLetter(text[at]) || isDigit(text[at])) word += text[at++];
  }
  push(tokens, 'word', word.replaceAll('’', "'").toLowerCase(), start, at);
  return at;
}

function isApostrophe(c: string | undefined): boolean {
  return c === "'" || c === '’';
}
