/** The words of the interview, one file per language; every language has every key. */
import type { Knowledge } from '../knowledge/knowledge.ts';
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

/** What a language other than English brings: the words of the interview, and the terms. */
export interface LanguagePack {
  messages: Messages;
  terms: Readonly<Record<string, TermWords>>;
}

/** The languages there are, by code and own name. */
export const languages = [
  { code: 'en', name: en.language },
  { code: 'de', name: 'Deutsch' },
] as const;
export type Language = (typeof languages)[number]['code'];

const packs = new Map<Language, LanguagePack>();

/** Makes a language known; a door that may be opened without it adds it when it is first asked for. */
export function addLanguage(code: Language, pack: LanguagePack): void {
  packs.set(code, pack);
}

/** True where a language can be spoken now. */
export const isSpoken = (code: Language): boolean => code === 'en' || packs.has(code);

/** The words of a language; the English ones until it is known. */
export const messagesOf = (language: Language): Messages => packs.get(language)?.messages ?? en;

/** A term in the words of a language, those of the terms pack in English; null where it is no term. */
export function termIn(language: Language, id: string, terms: Knowledge['terms']): TermWords | null {
  const row = terms.byId.get(id);
  if (!row) return null;
  const confusedWith = Object.fromEntries(row.confusedWith.map(({ term, how }) => [term, how]));
  return packs.get(language)?.terms[id] ?? { name: row.name, plain: row.plain, decided: row.decided, confusedWith };
}

/** A sentence with its {places} filled. @example filled('{n} of {m}', { n: 1, m: 2 }) //=> '1 of 2' */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
