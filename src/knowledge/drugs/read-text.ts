/** A medicine's text understood: which ingredients, how strong, which form. Names are looked up, never guessed. */
import { joined, type Lexicon, nameAt, partsOf, type Reading, readTokens } from './read-tokens.ts';
import { plainText, splitBrackets, type Token, tokensOf } from './tokens.ts';
import { formFrom } from './words.ts';

export type { Lexicon, Part, Reading } from './read-tokens.ts';

/**
 * Reads one text; null where it names no known drug, or names something beside it that is not known.
 *
 * A word that is unknown before the first name, directly after a name, or behind "/" or "+" makes the whole text
 * unread; behind a strength, a form or a comma it is a remark and ends the list of names.
 */
export function readText(raw: string, lexicon: Lexicon): Reading | null {
  const plain = plainText(raw);
  if (plain === '') return null;
  const whole = wholeName(tokensOf(plain), lexicon);
  if (whole !== null) return whole;
  if (plain.startsWith('{')) return readTokens(tokensOf(plain.replace(/[{}()]/g, ' ')), lexicon, true);
  const { main, inside } = splitBrackets(plain);
  const outer = readWhole(main, lexicon);
  const inner = inside.map((part) => readWhole(part, lexicon)).filter((part) => part !== null);
  if (outer === null) {
    const tokens = tokensOf(main);
    const onlyWords = tokens.every((token) => token.value !== null || lexicon.words.has(token.text));
    return onlyWords ? (inner[0] ?? null) : ofUnknownBrand(tokens, inside, lexicon);
  }
  const onlyGeneral = outer.parts.every((part) => part.general === true);
  if (onlyGeneral && inner[0] !== undefined)
    return { ...inner[0], form: inner[0].form ?? outer.form, route: inner[0].route ?? outer.route };
  const fuller = inner.find((part) => part.parts.length > outer.parts.length && contains(part, outer));
  return fuller === undefined
    ? withStrengths(outer, inner)
    : { ...fuller, form: outer.form ?? fuller.form, route: outer.route };
}

function readWhole(plain: string, lexicon: Lexicon): Reading | null {
  const tokens = tokensOf(plain);
  return wholeName(tokens, lexicon) ?? readTokens(tokens, lexicon, false);
}

function contains(outer: Reading, inner: Reading): boolean {
  return inner.parts.every((part) => outer.parts.some((other) => other.ref === part.ref));
}

/** Words that make the bracket behind them something else than what the medicine holds. */
const NOT_A_BRAND = new Set(
  'no not without instead replaces formerly former previously stopped stop avoid placebo antidote substitute'.split(
    ' ',
  ),
);
const MOST_BRAND_WORDS = 3;

/**
 * "Glimofor 100 mg tablet (sitagliptin)": a brand no table knows, and behind it a bracket with ingredients only.
 *
 * Both sides are read in full: up to three unknown words first, then strengths and forms; in the bracket names and salts.
 */
function ofUnknownBrand(tokens: readonly Token[], inside: readonly string[], lexicon: Lexicon): Reading | null {
  const known = (token: Token): boolean => token.value !== null || lexicon.words.has(token.text);
  const named = tokens.findIndex(known);
  const words = named < 0 ? tokens : tokens.slice(0, named);
  const rest = tokens.slice(words.length);
  const [bracket, second] = inside;
  if (bracket === undefined || second !== undefined || words.length > MOST_BRAND_WORDS || !rest.every(known))
    return null;
  if (words.length === 0 || words.some((word) => NOT_A_BRAND.has(word.text) || /[/+&,]/.test(word.before))) return null;
  const held = tokensOf(bracket);
  const inner = readTokens(held, lexicon, false);
  if (inner === null || !isOnlyNames(held, lexicon) || inner.parts.some((part) => part.general === true)) return null;
  // The strengths and forms stand outside; read as if the ingredients stood where the brand does.
  return readTokens([...held, ...rest], lexicon, false);
}

/** True where every word is part of an ingredient's name or a salt: no remark, no strength, no brand. */
function isOnlyNames(tokens: readonly Token[], lexicon: Lexicon): boolean {
  for (let i = 0; i < tokens.length; ) {
    const name = nameAt(tokens, i, lexicon);
    if (name?.ordered) i = name.next;
    else if (['salt', 'ion', 'link'].includes(lexicon.words.get(tokens[i]?.text ?? '')?.kind ?? '')) i += 1;
    else return false;
  }
  return true;
}

/** "Coumadin (warfarin 5 mg)": the strength may stand in either place. */
function withStrengths(outer: Reading, inner: readonly Reading[]): Reading {
  const same = inner.find((part) => contains(part, outer) && contains(outer, part));
  if (same === undefined) return outer;
  const { loose } = outer;
  if (loose !== undefined && same.inOrder === true && same.parts.length === loose.length) {
    // The bracket says in which order the brand's strengths are to be read.
    const dealt = same.parts.map((part, i) => ({ ref: part.ref, strength: part.strength ?? loose[i] ?? null }));
    return { parts: dealt, form: outer.form ?? same.form, route: outer.route ?? same.route };
  }
  const parts = outer.parts.map((part) => ({
    ref: part.ref,
    strength: part.strength ?? same.parts.find((other) => other.ref === part.ref)?.strength ?? null,
  }));
  return { parts, form: outer.form ?? same.form, route: outer.route ?? same.route };
}

function wholeName(tokens: readonly Token[], lexicon: Lexicon): Reading | null {
  if (tokens.length > lexicon.names.longest(tokens[0]?.text ?? '')) return null;
  const found = lexicon.names.find(joined(tokens, 0, tokens.length));
  if (found === null) return null;
  const form = formFrom(
    tokens.map((token) => token.text),
    lexicon.words,
  );
  return { parts: partsOf(found), inOrder: !found.endsWith('\tb'), ...form };
}
