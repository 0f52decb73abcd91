/** Names as words: what two ways of writing one germ or drug have in common. */

const LEFT_OUT = new Set(['sp', 'spp', 'species', 'ssp', 'subsp', 'ss', 'var', 'the', 'and', 'of']);

/**
 * A name in lower case without punctuation and filler.
 * @example plainName('STAPH AUREUS COAG +') //=> 'staph aureus coag'
 * @example plainName('Enterococcus sp.') //=> 'enterococcus'
 */
export function plainName(text: string): string {
  return wordsOf(text).join(' ');
}

/** The words of a name, filler left out. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !LEFT_OUT.has(word));
}

/** True where `phrase` (plain words) stands in `text` (plain words) on word borders. */
export function holdsPhrase(text: string, phrase: string): boolean {
  return phrase !== '' && ` ${text} `.includes(` ${phrase} `);
}
