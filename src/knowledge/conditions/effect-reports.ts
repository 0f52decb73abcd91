/** What a sentence says about an effect, by whole phrases and with their negations. */
import type { PhraseRow } from './schema.ts';
import type { EffectReport } from './types.ts';
import { buildPhraseIndex, remembered, standsBefore, wordsOf } from './words.ts';

/** Words a negation may stand before the phrase it turns round. */
const NEGATION_SPAN = 3;
/** "For his brother" holds what is said right after or before it. */
const OTHER_SPAN = 5;

const TURNED: Readonly<Record<EffectReport, EffectReport | null>> = {
  helped: 'none',
  little: 'none',
  none: null,
  lost: null,
};

const isReport = (meaning: PhraseRow['meaning']): meaning is EffectReport => meaning in TURNED;

/**
 * Builds the reader of effect reports.
 *
 * The longest phrase wins ("no longer effective" before "effective"). A negation before "helped" makes it "none"; one
 * before "ineffective" takes the report away. What it did "for his brother" is no report. Help first and none later in one text is `lost`; the other way round,
 * where both stand side by side, it is `little`.
 */
export function buildEffectReports(rows: readonly PhraseRow[]): (text: string) => EffectReport | null {
  const phrases = buildPhraseIndex(
    rows.flatMap((row) => (isReport(row.meaning) ? [[row.phrase, row.meaning] as const] : [])),
  );
  const rowsOf = (meaning: PhraseRow['meaning']) =>
    buildPhraseIndex(rows.filter((row) => row.meaning === meaning).map((row) => [row.phrase, row.meaning] as const));
  const negations = rowsOf('negation');
  const unreal = rowsOf('unreal');
  const others = rowsOf('other-person');

  const read = (text: string): EffectReport | null => {
    const words = wordsOf(text);
    const said: EffectReport[] = [];
    for (const { at, length, value } of phrases.find(words)) {
      const next = others.find(words.slice(at + length, at + length + OTHER_SPAN))[0];
      if (next?.at === 0 || standsBefore(others, words, at, OTHER_SPAN)) continue;
      if (standsBefore(unreal, words, at, NEGATION_SPAN)) continue;
      const meaning = standsBefore(negations, words, at, NEGATION_SPAN) ? TURNED[value] : value;
      if (meaning !== null) said.push(meaning);
    }
    if (said.includes('lost')) return 'lost';
    const first = said[0];
    const last = said.at(-1);
    if (first === undefined || last === undefined) return null;
    if (first === last && said.every((one) => one === first)) return first;
    if (first === 'helped' && last === 'none') return 'lost';
    return 'little';
  };

  return remembered((text) => (text === '' ? null : read(text)));
}
