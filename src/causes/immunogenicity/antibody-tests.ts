import type { Observation, PatientRecord } from '../../domain/record.ts';
import type { ImmunogenicDrug, ResultWord } from '../../knowledge/immunogenicity/index.ts';
import { holdsPhrase } from '../../knowledge/phrases/index.ts';

const ANTIBODY_WORDS = ['antibody', 'antibodies', 'anti-drug antibody', 'anti-drug antibodies', 'ab', 'ada'] as const;
const POSITIVE_CODES = new Set(['POS', 'H', 'HH', 'HU', 'A', 'AA', '>', 'DET', 'RR', 'WR']);
const NEGATIVE_CODES = new Set(['NEG', 'N', 'ND', 'L', '<', 'NR']);
const VOID_STATUS = new Set(['entered-in-error', 'cancelled']);

/** A test for antibodies against the drug, and what it says; `answer` null where the result cannot be read. */
export interface AntibodyTest {
  day: number;
  answer: 'positive' | 'negative' | null;
  value: string;
  record: string;
}

function isTestFor(observation: Observation, drug: string, row: ImmunogenicDrug | null): boolean {
  if (row && observation.what.codings.some((coding) => row.loinc.includes(coding.code))) return true;
  const text = [observation.what.text, ...observation.what.codings.map((coding) => coding.display ?? '')]
    .join(' | ')
    .toLowerCase();
  if (row?.tests.some((test) => holdsPhrase(text, test))) return true;
  return holdsPhrase(text, drug) && ANTIBODY_WORDS.some((word) => holdsPhrase(text, word));
}

/** "positive > 10", "negative below 10": the cut-off a laboratory writes beside the value. */
function cutOffIn(texts: readonly string[]): number | null {
  for (const text of texts) {
    const match = /(?:positive|negative|cut-?off)[^0-9<>≥≤]{0,12}[<>≥≤=]{0,2}\s*(\d+(?:\.\d+)?)/.exec(text);
    if (match) return Number(match[1]);
  }
  return null;
}

function fromText(text: string, words: readonly ResultWord[]): AntibodyTest['answer'] {
  const word = words.find((row) => holdsPhrase(text, row.word));
  if (word) return word.meaning;
  // A titre counts from its first dilution; "<1:10" is below it.
  const titre = /([<≤]?)\s*1\s*[:/]\s*\d+/.exec(text);
  if (!titre) return null;
  return titre[1] === '' ? 'positive' : 'negative';
}

/**
 * What a result says: the laboratory's own reading before words, words before the value against its range.
 *
 * A value without a reading, words or a range says nothing.
 */
function answerOf(observation: Observation, words: readonly ResultWord[]): AntibodyTest['answer'] {
  const code = observation.interpretation?.toUpperCase() ?? null;
  if (code !== null && POSITIVE_CODES.has(code)) return 'positive';
  if (code !== null && NEGATIVE_CODES.has(code)) return 'negative';
  const { coded, value, referenceHigh, notes } = observation;
  const written = [coded?.text ?? '', ...(coded?.codings ?? []).map((coding) => coding.display ?? '')]
    .join(' | ')
    .toLowerCase();
  if (value === null) return fromText(written, words);
  if (value.comparator === '<' || value.comparator === '<=') return 'negative';
  const cutOff = referenceHigh ?? cutOffIn([written, ...notes].map((text) => text.toLowerCase()));
  if (cutOff !== null) return value.value > cutOff ? 'positive' : 'negative';
  return fromText([written, ...notes].join(' | ').toLowerCase(), words);
}

/** The tests for antibodies against a drug between two days, both included, in order of time. */
export function antibodyTests(
  record: PatientRecord,
  drug: string,
  row: ImmunogenicDrug | null,
  words: readonly ResultWord[],
  between: { from: number; to: number },
): AntibodyTest[] {
  return record.observations
    .flatMap((observation): AntibodyTest[] => {
      const day = observation.at?.day;
      if (day === undefined || day < between.from || day > between.to) return [];
      if (observation.status !== null && VOID_STATUS.has(observation.status)) return [];
      if (!isTestFor(observation, drug.toLowerCase(), row)) return [];
      const { value, coded } = observation;
      const shown = value ? `${value.comparator ?? ''}${value.value} ${value.unit ?? ''}`.trim() : (coded?.text ?? '');
      return [{ day, answer: answerOf(observation, words), value: shown, record: observation.id }];
    })
    .sort((a, b) => a.day - b.day);
}
