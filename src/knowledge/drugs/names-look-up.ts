/** The sorted names with a memory of first words, so that most words of a text cost one look. */
import { firstLineFrom, lineAt, lineValue } from './sorted-text.ts';

export interface NameLookUp {
  /** the most words a name that begins with this word has; 0 where none begins so */
  longest(word: string): number;
  /** the value filed under a key, null where it is no name */
  find(key: string): string | null;
}

const REMEMBERED = 50_000;

/** Look-up in the "names" text. */
export function nameLookUp(text: string): NameLookUp {
  const longest = new Map<string, number>();
  const found = new Map<string, string | null>();
  return {
    longest(word) {
      const known = longest.get(word);
      if (known !== undefined) return known;
      if (longest.size >= REMEMBERED) longest.clear();
      const most = mostWords(text, word);
      longest.set(word, most);
      return most;
    },
    find(key) {
      const known = found.get(key);
      if (known !== undefined) return known;
      if (found.size >= REMEMBERED) found.clear();
      const value = lineValue(text, key);
      found.set(key, value);
      return value;
    },
  };
}

/** Scans the lines that begin with the word, alone or followed by a space. */
function mostWords(text: string, word: string): number {
  let most = 0;
  if (word === '') return most;
  for (let at = firstLineFrom(text, word); text.startsWith(word, at); ) {
    const line = lineAt(text, at);
    const key = line.slice(0, line.indexOf('\t'));
    if (key.length > word.length && key.charCodeAt(word.length) !== 32) break;
    most = Math.max(most, key.split(' ').length);
    at += line.length + 1;
  }
  return most;
}
