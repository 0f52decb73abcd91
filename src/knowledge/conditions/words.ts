/** Whole-word phrases in free text: how the packs recognise names, events and reports without guessing. */

/** Where a phrase stands in a list of words: first word `at`, `length` words. */
export interface PhraseHit<T> {
  at: number;
  length: number;
  value: T;
}

export interface PhraseIndex<T> {
  /** hits from left to right, the longest phrase at each place, never overlapping */
  find(words: readonly string[]): PhraseHit<T>[];
  /** values of the phrases that are the whole text */
  exact(words: readonly string[]): T[];
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || code > 127;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;

/**
 * The words of a text: lower case, accents and apostrophes dropped, letters and digits parted.
 *
 * Parting them makes `PHQ9`, `PHQ-9` and `phq 9` the same two words.
 * @example wordsOf("HbA1c (NGSP), didn't fall") //=> ['hba', '1', 'c', 'ngsp', 'didnt', 'fall']
 */
export function wordsOf(text: string): string[] {
  const lower = text.normalize('NFKD').toLowerCase();
  const words: string[] = [];
  let word = '';
  let wasDigit = false;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if (isApostrophe(code) || (code >= 0x300 && code <= 0x36f) || code === 0x200b) continue;
    const digit = isDigit(code);
    if (!digit && !isLetter(code)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (word !== '' && digit !== wasDigit) {
      words.push(word);
      word = '';
    }
    word += lower.charAt(i);
    wasDigit = digit;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Builds a phrase look-up; a phrase given twice keeps both values, the first given first. */
export function buildPhraseIndex<T>(phrases: Iterable<readonly [string, T]>): PhraseIndex<T> {
  const byFirst = new Map<string, { words: string[]; value: T }[]>();
  for (const [text, value] of phrases) {
    const words = wordsOf(text);
    const first = words[0];
    if (first === undefined) continue;
    const list = byFirst.get(first);
    if (list) list.push({ words, value });
    else byFirst.set(first, [{ words, value }]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);

  const standsAt = (words: readonly string[], at: number, phrase: readonly string[]): boolean => {
    if (at + phrase.length > words.length) return false;
    for (let i = 1; i < phrase.length; i++) if (words[at + i] !== phrase[i]) return false;
    return true;
  };

  return {
    find(words) {
      const hits: PhraseHit<T>[] = [];
      let at = 0;
      while (at < words.length) {
        let longest = 0;
        for (const phrase of byFirst.get(words[at] ?? '') ?? []) {
          if (phrase.words.length < longest) break;
          if (!standsAt(words, at, phrase.words)) continue;
          longest = phrase.words.length;
          hits.push({ at, length: longest, value: phrase.value });
        }
        at += Math.max(1, longest);
      }
      return hits;
    },
    exact(words) {
      const list = byFirst.get(words[0] ?? '') ?? [];
      return list.filter((p) => p.words.length === words.length && standsAt(words, 0, p.words)).map((p) => p.value);
    },
  };
}

/** True where a phrase starts at one of the `span` words before `at`. */
export function standsBefore<T>(index: PhraseIndex<T>, words: readonly string[], at: number, span: number): boolean {
  return index.find(words.slice(Math.max(0, at - span), at)).length > 0;
}

/** Keeps the answers of a pure function of a text: records repeat their displays, populations repeat them more. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MEMO_LIMIT) known.clear();
    const fresh = answer(text);
    known.set(text, fresh);
    return fresh;
  };
}

const MEMO_LIMIT = 5000;
