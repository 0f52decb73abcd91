/** A medicine's text cut into words and numbers, with what stood between them. */

export interface Token {
  text: string;
  /** the number this token is, null for words */
  value: number | null;
  /** punctuation between the token before and this one: '/', '-', '+', '&', ',' ... or '' */
  before: string;
}

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const PRINTABLE = /^[ -~]*$/;
const APOSTROPHES = /['’`´]/g;
const MARKS = /[\u0300-\u036f]/g;
const TOKEN = /\d+(?:[.,]\d+)*|[a-z][a-z0-9]*|[^\sa-z0-9]/g;

/**
 * Lower case without accents, invisible characters, apostrophes and trade mark signs, spaces made single.
 * @example plainText('Cef\u200bTRIAXone\u00ae  1 g') //=> 'ceftriaxone 1 g'
 */
export function plainText(raw: string): string {
  if (PRINTABLE.test(raw)) return raw.toLowerCase().replace(APOSTROPHES, '').trim();
  return raw
    .replace(INVISIBLE, '')
    .replace(/[®™©]/g, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[\u03bc]/g, 'u')
    .replace(APOSTROPHES, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** "1,000" is a thousand, "0,5" a half: a comma before exactly three digits groups, any other is a decimal comma. */
function numberOf(text: string): number {
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) && !text.startsWith('0,');
  return Number(grouped ? text.replaceAll(',', '') : text.replace(',', '.'));
}

/** Tokens of a plain text, in order. A number glued to its unit ("20mg") becomes two. */
export function tokensOf(plain: string): Token[] {
  const tokens: Token[] = [];
  let before = '';
  for (const [piece] of plain.matchAll(TOKEN)) {
    if (/^\d/.test(piece)) {
      const value = numberOf(piece);
      tokens.push({
        text: Number.isNaN(value) ? piece : String(value),
        value: Number.isNaN(value) ? null : value,
        before,
      });
      before = '';
    } else if (/^[a-z%]/.test(piece)) {
      tokens.push({ text: piece, value: null, before });
      before = '';
    } else {
      before += piece;
    }
  }
  return tokens;
}

/**
 * The key under which a name is filed: its tokens with single spaces, so that punctuation never matters.
 * @example nameKey('Piperacillin/Tazo') //=> 'piperacillin tazo'
 */
export function nameKey(raw: string): string {
  return tokensOf(plainText(raw))
    .map((token) => token.text)
    .join(' ');
}

/** A text without its bracketed parts, and those parts; a bracket never closed runs to the end. */
export function splitBrackets(plain: string): { main: string; inside: string[] } {
  const inside: string[] = [];
  const main = plain.replace(/[([]([^()[\]]*)(?:[)\]]|$)/g, (_all, part: string) => {
    if (part.trim() !== '') inside.push(part.trim());
    return ' ';
  });
  return { main: main.replace(/\s+/g, ' ').trim(), inside };
}
