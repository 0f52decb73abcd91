/** Finds what a coded or written concept names: by ICD-10-CM prefix, SNOMED CT code or whole-word name. */
import type { Coding, Concept } from '../../domain/record.ts';
import type { PhraseRow } from './schema.ts';
import { buildPhraseIndex, remembered, standsBefore, wordsOf } from './words.ts';

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

const NONE: readonly string[] = [];
/** Words a negation or a "history of" may stand before the name it voids. */
const NEGATION_SPAN = 4;

type CodeSystem = 'icd-10' | 'snomed' | 'other';
const systemOf = remembered((system): CodeSystem => {
  const lower = system.toLowerCase();
  if (lower.includes('icd-10') || lower.includes('icd10')) return 'icd-10';
  return lower.includes('snomed') || lower === 'sct' ? 'snomed' : 'other';
});

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
    phrases
      .filter((p) => p.meaning === 'negation' || p.meaning === 'unreal')
      .map((p) => [p.phrase, p.meaning] as const),
  );

  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const preventions = buildPhraseIndex(
    phrases.filter((p) => p.meaning === 'prevention').map((p) => [p.phrase, p.meaning] as const),
  );

  const byIcdCode = remembered((code): readonly string[] => {
    const bare = code.replaceAll('.', '').toUpperCase();
    for (let length = Math.min(longestIcd, bare.length); length >= 1; length--) {
      const ids = byIcd.get(bare.slice(0, length));
      if (ids) return ids;
    }
    return NONE;
  });
  const byCoding = ({ system, code }: Coding): readonly string[] => {
    const kind = systemOf(system);
    if (kind === 'snomed') return bySnomed.get(code) ?? NONE;
    return kind === 'icd-10' ? byIcdCode(code) : NONE;
  };

  const byText = remembered((text): { ids: readonly string[]; longest: string | null } => {
    const words = wordsOf(text);
    const ids: string[] = [];
    let longest: string | null = null;
    let length = 0;
    for (const hit of names.find(words)) {
      if (standsBefore(voids, words, hit.at, NEGATION_SPAN)) continue;
      const end = hit.at + hit.length;
      const prevented =
        standsBefore(preventions, words, hit.at, NEGATION_SPAN) ||
        preventions.find(words.slice(end, end + 1)).length > 0;
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
    return { ids, longest };
  });

  return {
    best(concept) {
      for (const coding of concept.codings) {
        const coded = byCoding(coding)[0];
        if (coded !== undefined) return coded;
      }
      const own = byText(concept.text).longest;
      if (own !== null) return own;
      for (const { display } of concept.codings) {
        const shown = display === null ? null : byText(display).longest;
        if (shown !== null) return shown;
      }
      return null;
    },
    all(concept) {
      let found = byText(concept.text).ids;
      for (const coding of concept.codings) {
        found = joined(found, byCoding(coding));
        if (coding.display !== null && coding.display !== concept.text)
          found = joined(found, byText(coding.display).ids);
      }
      return found;
    },
  };
}

// Most concepts name nothing: only two lists with something in them make a third.
function joined(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0) return a;
  return a.length === 0 ? b : [...new Set([...a, ...b])];
}
