/** Reading level of English text, for the tests: the Flesch-Kincaid grade. */

/** Vowel groups, less a silent e: near enough for an average over sentences. */
function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.length <= 3) return plain === '' ? 0 : 1;
  const groups = plain.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/**
 * The US school grade a text asks for.
 * @source kincaid-1975 0.39 x words per sentence + 11.8 x syllables per word - 15.59
 */
export function readingGrade(sentences: readonly string[]): number {
  const all = sentences.flatMap((text) => text.split(/(?<=[.!?:])\s+/)).filter((text) => /[a-z]/i.test(text));
  const words = all.flatMap((text) => text.split(/\s+/)).filter((word) => /[a-z]/i.test(word));
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / all.length) + 11.8 * (spoken / words.length) - 15.59;
}
