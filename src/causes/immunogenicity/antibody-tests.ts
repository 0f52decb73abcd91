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

interface Named {
  observation: Observation;
  text: string;
}

const namedOf = new WeakMap<PatientRecord, { all: Named[]; antibodies: Named[] }>();

/** A record's observations by their lower-case names, read once: every trial of the person asks. */
function observationsOf(record: PatientRecord): { all: Named[]; antibodies: Named[] } {
  const known = namedOf.get(record);
  if (known) return known;
  const all = record.observations.map((observation) => ({
    observation,
    text: [observation.what.text, ...observation.what.codings.map((coding) => coding.display ?? '')]
      .join(' | ')
      .toLowerCase(),
  }));
  const antibodies = all.filter(({ text }) => ANTIBODY_WORDS.some((word) => holdsPhrase(text, word)));
  const found = { all, antibodies };
  namedOf.set(record, found);
  return found;
}

/** Observations that test for antibodies against the drug: by LOINC, by the test's own name, else by the drug's. */
function testsFor(record: PatientRecord, drug: string, row: ImmunogenicDrug | null): Observation[] {
  const { all, antibodies } = observationsOf(record);
  const byDrug = antibodies.filter(({ text }) => holdsPhrase(text, drug));
  if (row === null) return byDrug.map(({ observation }) => observation);
  const byRow = all.filter(
    ({ observation, text }) =>
      observation.what.codings.some((coding) => row.loinc.includes(coding.code)) ||
      row.tests.some((test) => holdsPhrase(text, test)),
  );
  return [...new Set([...byDrug, ...byRow])].map(({ observation }) => observation);
}

/** "positive > 10", "negative below 10": whether a value is past the cut-off a laboratory writes beside it. */
function pastCutOff(value: number, texts: readonly string[]): boolean | null {
  for (const text of texts) {
    const match = /(?:positive|negative|cut-?off)[^0-9<>≥≤]{0,12}([<>≥≤]?=?)\s*(\d+(?:\.\d+)?)/.exec(text);
    if (!match) continue;
    const cutOff = Number(match[2]);
    return match[1] === '≥' || match[1] === '>=' || match[1] === '<' ? value >= cutOff : value > cutOff;
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
  if (referenceHigh !== null) return value.value > referenceHigh ? 'positive' : 'negative';
  const texts = [written, ...notes.map((note) => note.toLowerCase())];
  const isPast = pastCutOff(value.value, texts);
  if (isPast !== null) return isPast ? 'positive' : 'negative';
  return fromText(texts.join(' | '), words);
}

/** The tests for antibodies against a drug between two days, both included, in order of time. */
export function antibodyTests(
  record: PatientRecord,
  drug: string,
  row: ImmunogenicDrug | null,
  words: readonly ResultWord[],
  between: { from: number; to: number },
): AntibodyTest[] {
  return testsFor(record, drug.toLowerCase(), row)
    .flatMap((observation): AntibodyTest[] => {
      const day = observation.at?.day;
      if (day === undefined || day < between.from || day > between.to) return [];
      if (observation.status !== null && VOID_STATUS.has(observation.status)) return [];
      const { value, coded } = observation;
      const shown = value ? `${value.comparator ?? ''}${value.value} ${value.unit ?? ''}`.trim() : (coded?.text ?? '');
      return [{ day, answer: answerOf(observation, words), value: shown, record: observation.id }];
    })
    .sort((a, b) => a.day - b.day);
}
