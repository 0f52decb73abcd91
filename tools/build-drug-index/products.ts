/** RxNorm concepts with their ingredients put right: corrected codes, salts to bases, precise ingredients kept. */
import { nameKey } from '../../src/knowledge/drugs/tokens.ts';
import type { ReadFile } from '../build-drug-index.ts';
import { csvRows } from './csv-rows.ts';

/** One RxNorm concept; `refs` are "id" or "id~precise id", aligned with `strengths`. */
export interface Product {
  rxcui: string;
  tty: string;
  name: string;
  refs: string[];
  strengths: string[];
  form: string;
  brand: string;
}

/** Kinds of concept whose name spells out what a brand contains. */
const BRANDED = new Set(['SBD', 'SBDC', 'BPCK']);
const INERT = /^inert ingredients$/i;

/** All concepts of the three product tables, in table order (the first of a code wins). */
export function productsFrom(readGz: ReadFile, readCsv: ReadFile): Product[] {
  const rows = ['products.csv.gz', 'products-a.csv.gz', 'products-other.csv.gz'].flatMap((file) =>
    csvRows(readGz(file)),
  );
  const byId = new Map(rows.map((row) => [row.rxcui ?? '', row]));
  const corrections = new Map(csvRows(readCsv('corrections.csv')).map((row) => [row.from ?? '', row.to ?? '']));
  const baseOf = (id: string): string => {
    const corrected = corrections.get(id) ?? id;
    const row = byId.get(corrected);
    return row?.tty === 'PIN' ? (row.ingredient_rxcuis ?? corrected) : corrected;
  };
  const inert = new Set(rows.filter((row) => INERT.test(row.name ?? '')).map((row) => row.rxcui ?? ''));
  const products = rows.map((row): Product => {
    const ids = (corrections.get(row.rxcui ?? '') ?? row.ingredient_rxcuis ?? '').split(';');
    const strengths = (row.strengths ?? '').split(';');
    const kept = once(ids.map((id, i) => ({ ref: baseOf(id), strength: strengths[i] ?? '' }))).filter(
      (part) => !inert.has(part.ref),
    );
    return {
      rxcui: row.rxcui ?? '',
      tty: row.tty ?? '',
      name: row.name ?? '',
      refs: kept.map((part) => part.ref),
      strengths: kept.some((part) => part.strength !== '') ? kept.map((part) => part.strength) : [],
      form: row.dose_form ?? '',
      brand: row.brand ?? '',
    };
  });
  return withPrecise(products, csvRows(readCsv('precise.csv')));
}

/** Two salts of one ingredient are one ingredient, whose strength is then not known from the list. */
function once(parts: readonly { ref: string; strength: string }[]): { ref: string; strength: string }[] {
  const first = new Map<string, { ref: string; strength: string }>();
  for (const part of parts) {
    const known = first.get(part.ref);
    first.set(part.ref, known === undefined ? part : { ref: part.ref, strength: '' });
  }
  return [...first.values()];
}

/** Marks the precise ingredients that are kept: by name, and for brands by what all their products contain. */
function withPrecise(products: readonly Product[], precise: readonly Record<string, string>[]): Product[] {
  const brandNames = new Map<string, string[]>();
  for (const product of products) {
    if (product.brand === '' || !BRANDED.has(product.tty)) continue;
    const key = product.brand.toLowerCase();
    brandNames.set(key, [...(brandNames.get(key) ?? []), nameKey(product.name)]);
  }
  const preciseRef = (product: Product, ref: string): string => {
    for (const { pin = '', base = '', name = '', mode } of precise) {
      if (ref !== base) continue;
      const stated = nameKey(name);
      const texts =
        product.tty === 'BN' ? (brandNames.get(product.brand.toLowerCase()) ?? []) : [nameKey(product.name)];
      const states = texts.length > 0 && texts.every((text) => text.includes(stated));
      if (product.rxcui === pin || states) return mode === 'own' ? pin : `${base}~${pin}`;
    }
    return ref;
  };
  return products.map((product) => ({ ...product, refs: product.refs.map((ref) => preciseRef(product, ref)) }));
}
