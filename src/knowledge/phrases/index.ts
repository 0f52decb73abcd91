/** Reading meaning out of free text by whole phrases, negation-aware, never by similarity. */
import type { Concept } from '../../domain/record.ts';
import type { Phrase, ReasonCode } from './schema.ts';

export type PhraseField = Phrase['field'];

/** Where a text said something: the meaning and the phrase it was read from. */
export interface PhraseMatch {
  meaning: string;
  phrase: string;
}

export interface Phrases {
  /** the first meaning of `field` that one of the texts carries, in the pack's order; null where none does */
  read(field: PhraseField, texts: readonly string[]): PhraseMatch | null;
  /** every meaning of `field` the texts carry, each once */
  readAll(field: PhraseField, texts: readonly string[]): PhraseMatch[];
  /** what a coded or written reason of a stop means; codes before text */
  stopReason(reason: Concept): PhraseMatch | null;
}

const isWordCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;

/**
 * True where `text` (lower case) holds `phrase` as whole words.
 * @example holdsPhrase('no rash seen', 'rash') //=> true
 * @example holdsPhrase('crash', 'rash') //=> false
 */
export function holdsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const before = at === 0 || !isWordCharacter(text.charCodeAt(at - 1));
    const end = at + phrase.length;
    const after = end >= text.length || !isWordCharacter(text.charCodeAt(end));
    if (before && after) return true;
  }
  return false;
}

/** True where the text holds every part of a phrase; parts are joined by "&" and may stand in any order. */
function holdsAll(text: string, phrase: string): boolean {
  return phrase.split('&').every((part) => holdsPhrase(text, part.trim()));
}

/** The phrase look-up of a pack's rows. */
export function buildPhrases(phrases: readonly Phrase[], codes: readonly ReasonCode[]): Phrases {
  const byField = new Map<PhraseField, Phrase[]>();
  for (const row of phrases) byField.set(row.field, [...(byField.get(row.field) ?? []), row]);
  const byCode = new Map(codes.map((row) => [row.code, row]));

  const readAll = (field: PhraseField, texts: readonly string[]): PhraseMatch[] => {
    const found = new Map<string, PhraseMatch>();
    const lower = texts.map((text) => text.toLowerCase());
    for (const row of byField.get(field) ?? []) {
      if (found.has(row.meaning)) continue;
      const says = lower.some(
        (text) => holdsAll(text, row.phrase) && !row.unless.some((negation) => holdsPhrase(text, negation)),
      );
      if (says) found.set(row.meaning, { meaning: row.meaning, phrase: row.phrase });
    }
    return [...found.values()];
  };
  const read = (field: PhraseField, texts: readonly string[]): PhraseMatch | null => readAll(field, texts)[0] ?? null;

  return {
    read,
    readAll,
    stopReason(reason) {
      for (const coding of reason.codings) {
        const row = byCode.get(coding.code);
        if (row) return { meaning: row.meaning, phrase: coding.display ?? row.note };
      }
      const displays = reason.codings.flatMap((coding) => (coding.display === null ? [] : [coding.display]));
      return read('stop-reason', [reason.text, ...displays]);
    },
  };
}
