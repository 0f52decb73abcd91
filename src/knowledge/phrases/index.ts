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

/** The words of a lower-case text. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let from = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const inside = at < text.length && isWordCharacter(text.charCodeAt(at));
    if (inside && from === -1) from = at;
    else if (!inside && from !== -1) {
      words.push(text.slice(from, at));
      from = -1;
    }
  }
  return words;
}

/** The rows of one field, filed under the first word of their phrase: only those whose word a text holds are tried. */
interface Field {
  rows: readonly Phrase[];
  byWord: ReadonlyMap<string, readonly number[]>;
}

function fieldOf(rows: readonly Phrase[]): Field {
  const byWord = new Map<string, number[]>();
  for (const [place, row] of rows.entries()) {
    const word = wordsOf(row.phrase)[0] ?? row.phrase;
    const places = byWord.get(word);
    if (places) places.push(place);
    else byWord.set(word, [place]);
  }
  return { rows, byWord };
}

/** The phrase look-up of a pack's rows. */
export function buildPhrases(phrases: readonly Phrase[], codes: readonly ReasonCode[]): Phrases {
  const grouped = new Map<PhraseField, Phrase[]>();
  for (const row of phrases) {
    const group = grouped.get(row.field);
    if (group) group.push(row);
    else grouped.set(row.field, [row]);
  }
  const fields = new Map<PhraseField, Field>();
  const filed = (field: PhraseField): Field | null => {
    const known = fields.get(field);
    if (known) return known;
    const rows = grouped.get(field);
    if (!rows) return null;
    const made = fieldOf(rows);
    fields.set(field, made);
    return made;
  };
  const byCode = new Map(codes.map((row) => [row.code, row]));

  const readAll = (field: PhraseField, texts: readonly string[]): PhraseMatch[] => {
    const known = filed(field);
    if (!known) return [];
    const hits = new Set<number>();
    for (const written of texts) {
      if (written === '') continue;
      const text = written.toLowerCase();
      for (const word of new Set(wordsOf(text))) {
        for (const place of known.byWord.get(word) ?? []) {
          const row = known.rows[place];
          if (!row || hits.has(place) || !holdsAll(text, row.phrase)) continue;
          if (!row.unless.some((negation) => holdsPhrase(text, negation))) hits.add(place);
        }
      }
    }
    // The pack's order decides which phrase of a meaning is quoted, and which meaning comes first.
    const found = new Map<string, PhraseMatch>();
    for (const place of [...hits].sort((a, b) => a - b)) {
      const row = known.rows[place];
      if (row && !found.has(row.meaning)) found.set(row.meaning, { meaning: row.meaning, phrase: row.phrase });
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
