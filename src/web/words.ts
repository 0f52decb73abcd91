/** The page's words: a message file per language; where a language has no word for a door, the English one stands. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { filled, type Language } from '../ask/messages.ts';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

export type Words = typeof en;

const OTHER: Readonly<Partial<Record<Language, Partial<Words>>>> = { de };

/** The words of a language. */
export const wordsOf = (language: Language): Words => ({ ...en, ...OTHER[language] });

export interface Speech {
  language: Language;
  words: Words;
}

export const SpeechContext = createContext<Speech>({ language: 'en', words: en });

/** The words of the page as set by its reader. */
export const useWords = (): Words => useContext(SpeechContext).words;

/** The language of the page. */
export const useLanguage = (): Language => useContext(SpeechContext).language;

export { filled };
