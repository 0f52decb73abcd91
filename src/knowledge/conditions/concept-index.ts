/** Finds what a coded or written concept names: by ICD-10-CM prefix, SNOMED CT code or whole-word name. */
import type { Concept } from '../../domain/record.ts';
import type { PhraseRow } from './schema.ts';
import { buildPhraseIndex, standsBefore, wordsOf } from './words.ts';

export interface NamedThing {
  id: string;
  icd10cm: readonly string[];
  snomed: readonly string[];
  words: readonly string[];
  /** what is meant where the text speaks of preventing it; null: then it is not named at all */
  prevention: string | null;
}

export interface ConceptIndex {
  /** the one thing a concept names best: a code before a name, the longest name before a shorter one */
  best(concept: Concept): string | null;
  /** everything it names, each once */
  all(concept: Concept): readonly string[];
}

const MEMO_LIMIT = 5000;
const NONE: readonly string[] = [];
/** Words a negation or a "history of" may stand before the name it voids. */
const NEGATION_SPAN = 4;

const isIcd10 = (system: string): boolean => system.includes('icd-10') || system.includes('icd10') || system.includes('ICD10') || system.includes('ICD-10');
const isSnomed = (system: string): boolean => system.includes('snomed') || system.includes('SNOMED') || system === 'sct';

/** Builds the look-up; phrases of meaning `negation` and `unreal` void a name that follows them. */
export function buildConceptIndex(things: readonly NamedThing[], phrases: readonly PhraseRow[]): ConceptIndex {
  const byIcd = new Map<string, string[]>();
  const bySnomed = new Map<string, string[]>();
  const push = (map: Map<string, string[]>, key: string, id: string): void => {
    const list = map.get(key);
    if (list) list.push(id);
    else map.set(key, [id]);
  };
  let longestIcd = 0;
  for (const thing of things) {
    for (const code of thing.icd10cm) {
      const bare = code.replaceAll('.', '').toUpperCase();
      longestIcd = Math.max(longestIcd, bare.length);
      push(byIcd, bare, thing.id);
    }
    for (const code of thing.snomed) push(bySnomed, code, thing.id);
  }
  const named = things.flatMap((thing) => thing.words.map((name) => [name, thing.id] as const));
  const names = buildPhraseIndex(named.filter(([name]) => !name.startsWith('=')));
  const wholeTexts = buildPhraseIndex(named.filter(([name]) => name.startsWith('=')));
  const voids = buildPhraseIndex(
    phrases.filter((p) => p.meaning === 'negation' || p.meaning === 'unreal').map((p) => [p.phrase, p.meaning] as const),
  );

  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const preventions = buildPhraseIndex(
    phrases.filter((p) => p.meaning === 'prevention').map((p) => [p.phrase, p.meaning] as const),
  );

  const byCode = (concept: Concept): readonly string[] => {
    const found: string[] = [];
    for (const { system, code } of concept.codings) {
      if (isSnomed(system)) found.push(...(bySnomed.get(code) ?? NONE));
      if (!isIcd10(system)) continue;
      const bare = code.replaceAll('.', '').toUpperCase();
      for (let length = Math.min(longestIcd, bare.length); length >= 1; length--) {
        const ids = byIcd.get(bare.slice(0, length));
        if (!ids) continue;
        found.push(...ids);
        break;
      }
    }
    return found;
  };

  // Results of one text are kept: a record repeats its displays, and a population repeats them more.
  const memo = new Map<string, { ids: readonly string[]; longest: string | null }>();
  const byText = (text: string): { ids: readonly string[]; longest: string | null } => {
    const known = memo.get(text);
    if (known) return known;
    const words = wordsOf(text);
    const ids: string[] = [];
    let longest: string | null = null;
    let length = 0;
    for (const hit of names.find(words)) {
      if (standsBefore(voids, words, hit.at, NEGATION_SPAN)) continue;
      const end = hit.at + hit.length;
      const prevented =
        standsBefore(preventions, words, hit.at, NEGATION_SPAN) || preventions.find(words.slice(end, end + 1)).length > 0;
      const id = prevented ? (byId.get(hit.value)?.prevention ?? null) : hit.value;
      if (id === null) continue;
      if (!ids.includes(id)) ids.push(id);
      if (hit.length <= length) continue;
      length = hit.length;
      longest = id;
    }
    for (const id of wholeTexts.exact(words)) {
      if (!ids.includes(id)) ids.push(id);
      longest ??= id;
    }
    if (memo.size >= MEMO_LIMIT) memo.clear();
    const result = { ids, longest };
    memo.set(text, result);
    return result;
  };

  return {
    best(concept) {
      const coded = byCode(concept);
      if (coded[0] !== undefined) return coded[0];
      const own = byText(concept.text).longest;
      if (own !== null) return own;
      for (const { display } of concept.codings) {
        const shown = display === null ? null : byText(display).longest;
        if (shown !== null) return shown;
      }
      return null;
    },
    all(concept) {
      const found = new Set(byCode(concept));
      for (const id of byText(concept.text).ids) found.add(id);
      for (const { display } of concept.codings) if (display !== null) for (const id of byText(display).ids) found.add(id);
      return found.size === 0 ? NONE : [...found];
    },
  };
}
