/** From verdict parts to words. Every text comes in as an argument; nothing here knows a family of causes. */
export {
  type Checks,
  courseEvidenceOf,
  evidenceOf,
  type MissingPhrases,
  missingPhrase,
  nextCheckOf,
  type SentencePair,
  type Sentences,
} from './evidence.ts';
export { fillTemplate, formatNumber, formatPercent, unitWords } from './fill-template.ts';
export { exposureSentence, summaryOf } from './summary.ts';
export {
  courseWords,
  ended,
  GATE_WORDS,
  listOf,
  nameOf,
  sentenceCase,
  type TermNames,
  type TermWords,
} from './words.ts';
