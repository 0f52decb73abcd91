/** Codes of the systems drugs come in: which system a URI means, and what a code of it stands for. */

import type { Part } from './read-text.ts';
import { linesWithPrefix, lineValue } from './sorted-text.ts';
import { rxnormStrength } from './strength.ts';

export type CodeSystem = 'rxnorm' | 'atc' | 'ndc' | 'snomed';

/** What a code stands for. */
export interface CodeHit {
  parts: Part[];
  /** RxNorm's name of the product or concept */
  name: string;
  form: string | null;
  /** 3 a product, 2 a component, brand or group, 1 an ingredient */
  precision: number;
}

/** The texts and tables codes are looked up in; a missing text finds nothing. */
export interface CodeTables {
  rxnorm: () => string;
  ndc: () => string;
  atc: ReadonlyMap<string, string>;
}

const SYSTEMS: readonly [RegExp, CodeSystem][] = [
  [/rxnorm|2\.16\.840\.1\.113883\.6\.88$/, 'rxnorm'],
  [/whocc\.no|(^|\W)atc\d*$|2\.16\.840\.1\.113883\.6\.73$/, 'atc'],
  [/(^|\W)ndc\d*$|2\.16\.840\.1\.113883\.6\.69$/, 'ndc'],
  [/snomed|(^|\W)sct$|2\.16\.840\.1\.113883\.6\.96$/, 'snomed'],
];

/**
 * The drug code system a URI, OID or short name means; null for any other.
 * @example systemOf('http://www.nlm.nih.gov/research/umls/rxnorm/') //=> 'rxnorm'
 */
export function systemOf(uri: string): CodeSystem | null {
  const plain = uri.trim().toLowerCase().replace(/\/+$/, '');
  return SYSTEMS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Looks one code up; null where the tables do not have it. */
export function lookUpCode(system: CodeSystem, code: string, tables: CodeTables): CodeHit | null {
  if (system === 'rxnorm') return rxnormHit(code, tables);
  if (system === 'ndc') return ndcHit(code, tables);
  if (system !== 'atc') return null;
  const key = code.trim().toUpperCase();
  const refs = tables.atc.get(key);
  if (refs === undefined) return null;
  return { parts: refs.split(';').map((ref) => ({ ref, strength: null })), name: key, form: null, precision: 1 };
}

const PRODUCT = new Set(['SCD', 'SBD', 'GPCK', 'BPCK']);
const INGREDIENT = new Set(['IN', 'PIN']);

function rxnormHit(code: string, tables: CodeTables): CodeHit | null {
  const key = code
    .trim()
    .replace(/\.0+$/, '')
    .replace(/^0+(?=\d)/, '');
  const value = /^\d+$/.test(key) ? lineValue(tables.rxnorm(), key) : null;
  if (value === null) return null;
  const [tty = '', ids = '', strengths = '', form = '', name = ''] = value.split('\t');
  if (ids === '') return null;
  const amounts = strengths.split(';');
  return {
    parts: ids.split(';').map((ref, i) => ({ ref, strength: rxnormStrength(amounts[i] ?? '') })),
    name,
    form: form === '' ? null : form,
    precision: PRODUCT.has(tty) ? 3 : INGREDIENT.has(tty) ? 1 : 2,
  };
}

function ndcHit(code: string, tables: CodeTables): CodeHit | null {
  const hits = ndcKeys(code).map((key) => ndcRxcui(key, tables.ndc()));
  const found = new Set(hits.filter((rxcui) => rxcui !== null));
  const [rxcui] = found;
  return found.size === 1 && rxcui !== undefined ? rxnormHit(rxcui, tables) : null;
}

/** The code of an 11-digit package, or of a 9-digit product where all its packages agree. */
function ndcRxcui(key: string, ndc: string): string | null {
  if (key.length === 11) return lineValue(ndc, key);
  const rxcuis = new Set(linesWithPrefix(ndc, key).map(([, rxcui]) => rxcui));
  const [only] = rxcuis;
  return rxcuis.size === 1 ? (only ?? null) : null;
}

/**
 * An NDC in eleven digits (nine without the package), whichever hyphens it was written with.
 *
 * Ten bare digits may be any of three layouts: all are returned, and only an unambiguous one counts.
 * @example ndcKeys('0206-8862-02') //=> ['00206886202']
 */
export function ndcKeys(code: string): string[] {
  const plain = code.trim().replace(/^ndc:?\s*/i, '');
  if (/^\d{11}$/.test(plain)) return [plain];
  if (/^\d{10}$/.test(plain)) {
    return [`0${plain}`, `${plain.slice(0, 5)}0${plain.slice(5)}`, `${plain.slice(0, 9)}0${plain.slice(9)}`];
  }
  const match = /^(\d{4,5})-(\d{3,4})(?:-(\d{1,2}))?$/.exec(plain);
  if (!match) return [];
  const [, labeler = '', product = '', pack] = match;
  const digits = labeler.padStart(5, '0') + product.padStart(4, '0');
  return [pack === undefined ? digits : digits + pack.padStart(2, '0')];
}
