/** Walks the words of a medicine's text: names, strengths, known words around them, and what is not known. */
import type { Quantity } from '../../domain/quantity.ts';
import type { NameLookUp } from './names-look-up.ts';
import { strengthAt } from './strength.ts';
import type { Token } from './tokens.ts';
import { type FormWords, formFrom, type Words } from './words.ts';

/** An ingredient reference as the tables write it ("41126" or "41126~705022" with its precise form) and its strength. */
export interface Part {
  ref: string;
  strength: Quantity | null;
  /** the name says a kind of drug ("insulin", "antacid"), which every drug of that kind fits */
  general?: boolean;
}

/** What a text was read as. */
export interface Reading extends FormWords {
  parts: Part[];
  /** strengths as many as the parts, where the order of a brand's parts is not certain */
  loose?: readonly Quantity[];
  /** the parts stand in the order in which they were written */
  inOrder?: boolean;
}

/** The names and the words around them. */
export interface Lexicon {
  names: NameLookUp;
  words: Words;
}

const DRUG_FILE_NUMBER = /^(nda|anda|bla)\d+$/;
/** Ends of names that carry a distinguishing suffix of four letters (biosimilars). */
const BIOLOGIC = /(mab|cept|stim|poetin|glargine|aspart|lispro|ase|ra)$/;
const SUFFIX = /^[a-z]{4}$/;

/** The key of the tokens from one place up to another. */
export function joined(tokens: readonly Token[], from: number, to: number): string {
  let key = tokens[from]?.text ?? '';
  for (let i = from + 1; i < to; i += 1) key += ` ${tokens[i]?.text ?? ''}`;
  return key;
}

/** The parts a value of the names text stands for; "\tg" at its end marks a general name. */
export function partsOf(value: string): Part[] {
  const general = value.endsWith('\tg');
  return (value.split('\t', 1)[0] ?? '')
    .split(';')
    .map((ref) => ({ ref, strength: null, ...(general ? { general } : {}) }));
}

/** A name found in a text. */
export interface NameRun {
  parts: Part[];
  /** the order of the refs is the order of the words, so that "875-125 mg" can be dealt out */
  ordered: boolean;
  next: number;
}

/** The longest name that begins at a token, null where none does. */
export function nameAt(tokens: readonly Token[], at: number, lexicon: Lexicon): NameRun | null {
  const first = tokens[at]?.text ?? '';
  let last = Math.min(tokens.length, at + lexicon.names.longest(first));
  for (; last > at; last -= 1) {
    if (last === at + 1 && (tokens[at]?.value !== null || hidden(first, lexicon))) return null;
    const found = lexicon.names.find(joined(tokens, at, last));
    if (found !== null) return { parts: partsOf(found), ordered: !found.endsWith('\tb'), next: last };
  }
  return null;
}

/** Words of other kinds are no names by themselves; an ion is. */
function hidden(word: string, lexicon: Lexicon): boolean {
  const kind = lexicon.words.get(word)?.kind;
  return kind !== undefined && kind !== 'ion';
}

/** Walks the tokens once: names, strengths, known words, and the first unknown word that ends or spoils the text. */
export function readTokens(tokens: readonly Token[], lexicon: Lexicon, pack: boolean): Reading | null {
  const parts: Part[] = [];
  const formWords: string[] = [];
  let pending: { parts: Part[]; ordered: boolean } = { parts: [], ordered: true };
  let leading: Quantity[] = [];
  let linked = true;
  let justNamed = false;
  let hardLink = false;
  let loose: Quantity[] | null = null;
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i];
    if (token === undefined) break;
    if (/[/+&]/.test(token.before) || (token.before === '-' && justNamed)) {
      linked = true;
      hardLink = /[/+]/.test(token.before);
    } else if (token.before.includes(',') && justNamed) {
      linked = true;
    }
    const name = linked || parts.length === 0 || pack ? nameAt(tokens, i, lexicon) : null;
    const word = lexicon.words.get(token.text);
    const isSaltIon = word?.kind === 'ion' && justNamed && token.before === '' && name?.next === i + 1;
    if (name !== null && !isSaltIon) {
      const fresh = name.parts.filter((one) => !parts.some((part) => part.ref === one.ref));
      if (!pending.parts.some((part) => part.strength === null)) pending = { parts: [], ordered: true };
      parts.push(...fresh);
      pending.parts.push(...fresh);
      pending.ordered &&= name.ordered || name.parts.length === 1;
      if (leading.length === 1 && name.parts.length === 1 && fresh[0] !== undefined && parts.length === 1)
        deal(pending, leading);
      leading = [];
      formWords.push(...formWordsIn(tokens.slice(i + 1, name.next), lexicon));
      i = name.next;
      [linked, justNamed, hardLink] = [true, true, false];
      continue;
    }
    if (token.value !== null) {
      const run = strengthAt(tokens, i);
      if (run.quantities.length > 0 && parts.length === 0) leading = run.quantities;
      else if (run.quantities.length > 0 && !deal(pending, run.quantities) && run.quantities.length === parts.length)
        loose ??= run.quantities;
      i = Math.max(run.next, i + 1);
      [linked, justNamed, hardLink] = [false, false, false];
      continue;
    }
    if (word?.kind === 'device' || (token.text === 'free' && token.before === '-' && justNamed)) return null;
    // A brand's "Plus" is another product, with a second drug in it, unless the second is named.
    if (token.text === 'plus' && justNamed && nameAt(tokens, i + 1, lexicon) === null) return null;
    if (word !== undefined) {
      formWords.push(token.text);
      if (word.kind === 'link') linked = true;
      else if (word.kind !== 'salt' && word.kind !== 'ion') [linked, justNamed] = [false, false];
      hardLink = false;
      i += 1;
      continue;
    }
    const biosimilar =
      justNamed && token.before === '-' && SUFFIX.test(token.text) && BIOLOGIC.test(tokens[i - 1]?.text ?? '');
    if (biosimilar) linked = false;
    if (biosimilar || DRUG_FILE_NUMBER.test(token.text)) {
      i += 1;
      continue;
    }
    if (parts.length === 0 || hardLink || (justNamed && token.before === '')) return null;
    break;
  }
  if (parts.length === 0) return null;
  const read: Reading = {
    parts: parts.map((part) => ({ ...part })),
    inOrder: pending.ordered,
    ...formFrom(formWords, lexicon.words),
  };
  return loose === null ? read : { ...read, loose };
}

/** Words behind a name's first that say a form or a release: "Monomil XL". */
function formWordsIn(tokens: readonly Token[], lexicon: Lexicon): string[] {
  const texts = tokens.map((token) => token.text);
  return texts.filter((text) => ['form', 'release'].includes(lexicon.words.get(text)?.kind ?? ''));
}

/** Gives the quantities to the names they stand behind, only where it is certain which is whose. */
function deal(pending: { parts: Part[]; ordered: boolean }, quantities: readonly Quantity[]): boolean {
  const open = pending.parts.filter((part) => part.strength === null);
  if (open.length !== quantities.length || (open.length > 1 && !pending.ordered)) return false;
  open.forEach((part, i) => {
    part.strength = quantities[i] ?? null;
  });
  return true;
}
