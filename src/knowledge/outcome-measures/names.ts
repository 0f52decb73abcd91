/** Which measure a code or a name means, and what a coded value stands for. */
import type { Concept } from '../../domain/record.ts';
import { buildPhraseIndex, type PhraseIndex, remembered, wordsOf } from '../conditions/words.ts';
import type { CodedValueRow, MeasureRow } from './schema.ts';

const NONE: readonly string[] = [];

export interface MeasureNames {
  /** measures a concept may mean, the best first: by code one, by name the longest name first */
  candidates(what: Concept): readonly string[];
  codedValue(measure: string, coded: Concept): number | null;
}

const isLoinc = remembered((system) => system.toLowerCase().includes('loinc'));
const isSnomed = remembered((system) => system.toLowerCase().includes('snomed') || system === 'sct');

/** Builds the look-up: a LOINC or SNOMED CT code first, then the longest whole-word name. */
export function buildMeasureNames(measures: readonly MeasureRow[], coded: readonly CodedValueRow[]): MeasureNames {
  const byLoinc = new Map<string, readonly string[]>();
  const bySnomed = new Map<string, readonly string[]>();
  for (const row of measures) {
    for (const code of row.loinc) byLoinc.set(code, [row.id]);
    for (const code of row.snomed) bySnomed.set(code, [row.id]);
  }
  const names = buildPhraseIndex(measures.flatMap((row) => row.names.map((name) => [name, row.id] as const)));
  const notWords = new Map(
    measures.map((row) => [row.id, buildPhraseIndex(row.notWords.map((word) => [word, true] as const))]),
  );

  const byText = remembered((text): readonly string[] => {
    const words = wordsOf(text);
    const hits = names
      .find(words)
      .filter((hit) => (notWords.get(hit.value)?.find(words).length ?? 0) === 0)
      .sort((a, b) => b.length - a.length);
    const found = [...new Set(hits.map((hit) => hit.value))];
    return found;
  });

  const valueWords = new Map<string, PhraseIndex<number>>();
  const valueCodes = new Map<string, number>();
  for (const row of measures) {
    const own = coded.filter((value) => value.measure === row.id);
    if (own.length === 0) continue;
    valueWords.set(
      row.id,
      buildPhraseIndex(own.flatMap((value) => value.words.map((word) => [word, value.value] as const))),
    );
    for (const value of own) for (const code of value.snomed) valueCodes.set(`${row.id}|${code}`, value.value);
  }
  const valueIn = (measure: string, text: string): number | null => {
    const hits = valueWords.get(measure)?.find(wordsOf(text)) ?? [];
    let best: (typeof hits)[number] | null = null;
    for (const hit of hits) if (best === null || hit.length > best.length) best = hit;
    return best?.value ?? null;
  };

  return {
    candidates(what) {
      for (const { system, code } of what.codings) {
        const measure = isLoinc(system) ? byLoinc.get(code) : isSnomed(system) ? bySnomed.get(code) : undefined;
        if (measure !== undefined) return measure;
      }
      const own = what.text === '' ? NONE : byText(what.text);
      if (own.length > 0) return own;
      for (const { display, code, system } of what.codings) {
        const shown = display !== null && display !== '' ? byText(display) : NONE;
        if (shown.length > 0) return shown;
        // A local code is often the measure's name itself ("PHQ9").
        const local = isLoinc(system) || isSnomed(system) ? NONE : byText(code);
        if (local.length > 0) return local;
      }
      return NONE;
    },
    codedValue(measure, concept) {
      for (const { code } of concept.codings) {
        const value = valueCodes.get(`${measure}|${code}`);
        if (value !== undefined) return value;
      }
      for (const text of [concept.text, ...concept.codings.map((coding) => coding.display ?? '')]) {
        const value = text === '' ? null : valueIn(measure, text);
        if (value !== null) return value;
      }
      return null;
    },
  };
}
