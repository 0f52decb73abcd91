/** Every name a drug may be called by, filed under its key with the ingredients it means. */
import { lineValue, sortedText } from '../../src/knowledge/drugs/sorted-text.ts';
import { nameKey } from '../../src/knowledge/drugs/tokens.ts';
import type { ReadFile } from '../build-drug-index.ts';
import { csvRows } from './csv-rows.ts';
import type { Product } from './products.ts';

const BRAND = '\tb';
/** Kinds of names.csv that say a kind of drug, not one. */
const GENERAL = new Set(['general', 'antacid', 'contraceptive', 'vaccine']);

/**
 * Names in order of trust: ours, ingredients, combinations, the synonym table, US brands, brands of other countries,
 * unclassified.
 *
 * A brand's value ends in "\tb" (the order of its ingredients is RxNorm's, not the label's), a general name's in "\tg".
 */
export function nameText(products: readonly Product[], readGz: ReadFile, readCsv: ReadFile): string {
  const names = new Map<string, string>();
  const add = (name: string, value: string): void => {
    const key = nameKey(name);
    if (key.length > 1 && !/^[\d. ]+$/.test(key) && value !== '' && !names.has(key)) names.set(key, value);
  };
  const addBoth = (name: string, value: string): void => {
    add(name, value);
    const plain = name.replace(/\s*\([^)]*\)/g, '').trim();
    if (plain !== name) add(plain, value);
  };
  for (const row of csvRows(readCsv('names.csv'))) {
    add(row.name ?? '', (row.ids ?? '') + (GENERAL.has(row.kind ?? '') ? '\tg' : ''));
  }
  const refsOf = new Map(products.map((product) => [product.rxcui, product.refs.join(';')]));
  for (const tty of ['IN', 'PIN', 'MIN']) {
    for (const product of products) if (product.tty === tty) addBoth(product.name, product.refs.join(';'));
  }
  const synonyms = csvRows(readGz('synonyms.csv.gz'));
  addSynonyms(
    synonyms.filter((row) => row.kind !== 'brand'),
    refsOf,
    addBoth,
  );
  for (const product of products) {
    if (product.tty === 'BN') add(product.name, product.refs.join(';') + BRAND);
    else if (product.tty === 'SBD' || product.tty.endsWith('PCK')) addBrand(product, add);
  }
  const ownIds = new Set(products.flatMap((product) => product.refs).filter((ref) => ref.startsWith('x:')));
  for (const ref of ownIds) add(ref.slice(2), ref);
  addSynonyms(
    synonyms.filter((row) => row.kind === 'brand'),
    refsOf,
    add,
  );
  for (const [brand, value] of brandsElsewhere(csvRows(readCsv('brands.csv')), names)) add(brand, value);
  const known = sortedText(names);
  for (const product of products) {
    if (product.tty === 'OTHER') add(product.name, otherRefs(product, known));
  }
  return sortedText(names);
}

/** Synonyms whose every target is in the tables or has an id of ours. */
function addSynonyms(
  rows: readonly Record<string, string>[],
  refsOf: ReadonlyMap<string, string>,
  add: (name: string, value: string) => void,
): void {
  for (const row of rows) {
    const ids = (row.ids ?? '').split(';');
    const refs = ids.map((id) => refsOf.get(id) ?? (id.startsWith('x:') ? id : '')).filter((ref) => ref !== '');
    if (refs.length === ids.length) add(row.name ?? '', refs.join(';') + (row.kind === 'brand' ? BRAND : ''));
  }
}

/** Brands of brands.csv with what their ingredients' names stand for; each must name exactly one ingredient. */
function brandsElsewhere(
  rows: readonly Record<string, string>[],
  names: ReadonlyMap<string, string>,
): [string, string][] {
  return rows.map(({ brand = '', ingredients = '' }) => {
    const refs = ingredients.split(';').map((one) => names.get(nameKey(one))?.split('\t', 1)[0]);
    if (refs.some((ref) => ref === undefined || ref.includes(';')))
      throw new Error(`brands.csv: ${brand} holds what is no one ingredient of the pack: ${ingredients}`);
    return [brand, refs.join(';') + BRAND];
  });
}

/** The brand in brackets of a product that has no brand concept of its own in the tables. */
function addBrand(product: Product, add: (name: string, value: string) => void): void {
  if (product.brand !== '') add(product.brand, product.refs.join(';') + BRAND);
}

/** A concept of unknown kind that is a list of known names ("Abacavir/lamivudine") means those; else itself. */
function otherRefs(product: Product, names: string): string {
  const parts = product.name.split('/').map((part) => lineValue(names, nameKey(part))?.split('\t', 1)[0]);
  return parts.every((part) => part !== undefined)
    ? [...new Set(parts)].join(';')
    : product.name.includes('/')
      ? ''
      : product.refs.join(';');
}
