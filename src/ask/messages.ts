/** The words of the interview, one file per language; every language has every key. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import de from './messages/de.json' with { type: 'json' };
import deTerms from './messages/de-terms.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

export interface QuestionWords {
  text: string;
  hint?: string;
  /** what the answer is about, in front of it: "Taking it: about half" */
  short: string;
  choices?: Readonly<Record<string, string>>;
}

export interface Messages {
  language: string;
  interview: Readonly<Record<string, string>>;
  questions: Readonly<Record<string, QuestionWords>>;
  /** plain names of conditions; those of the pack where there is none */
  purposes: Readonly<Record<string, string>>;
  result: Readonly<Record<string, string>>;
  certainty: Readonly<Record<string, string>>;
  fairChance: Readonly<Record<string, string>>;
  help: readonly string[];
  /** per cause without a parent, and per course: what would settle it, and what to ask */
  groups: Readonly<Record<string, { settle: readonly string[]; ask: readonly string[] }>>;
}

/** A term in another language. */
export interface TermWords {
  name: string;
  plain: string;
  decided: string;
  confusedWith: Readonly<Record<string, string>>;
}

export const LANGUAGES = { en, de } as const satisfies Record<string, Messages>;
export type Language = keyof typeof LANGUAGES;

const termWords: Readonly<Partial<Record<Language, Readonly<Record<string, TermWords>>>>> = { de: deTerms };

/** The words of a language. */
export const messagesOf = (language: Language): Messages => LANGUAGES[language];

/** The languages there are, by code and own name. */
export const languages: readonly { code: Language; name: string }[] = Object.entries(LANGUAGES).map(
  ([code, words]) => ({
    code: code as Language,
    name: words.language,
  }),
);

/** A term in the words of a language, those of the terms pack in English; null where it is no term. */
export function termIn(language: Language, id: string, terms: Knowledge['terms']): TermWords | null {
  const row = terms.byId.get(id);
  if (!row) return null;
  const confusedWith = Object.fromEntries(row.confusedWith.map(({ term, how }) => [term, how]));
  return termWords[language]?.[id] ?? { name: row.name, plain: row.plain, decided: row.decided, confusedWith };
}

/** A sentence with its {places} filled. @example filled('{n} of {m}', { n: 1, m: 2 }) //=> '1 of 2' */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
