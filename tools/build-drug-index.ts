/** Turns the drug pack's compressed tables into the sorted texts the index searches ("rxnorm", "ndc", "names"). */
import { sortedText } from '../src/knowledge/drugs/sorted-text.ts';
import { csvRows } from './build-drug-index/csv-rows.ts';
import { nameText } from './build-drug-index/names.ts';
import { type Product, productsFrom } from './build-drug-index/products.ts';

/** Reads one file of src/knowledge/drugs as text, decompressed where it ends in `.gz`. */
export type ReadFile = (name: string) => string;

/** The texts by name, as the index asks for them. */
export interface DrugTables {
  rxnorm: string;
  ndc: string;
  names: string;
}

/**
 * Builds the three texts. Pure; a build writes them as `<name>.txt` beside the other knowledge.
 * @example buildDrugTables((name) => gunzipSync(readFileSync(new URL(name, packFolder))).toString()) //=> { rxnorm, ndc, names }
 */
export function buildDrugTables(readGz: ReadFile, readCsv: ReadFile = readGz): DrugTables {
  const products = productsFrom(readGz, readCsv);
  return { rxnorm: rxnormText(products), ndc: ndcText(readGz), names: nameText(products, readGz, readCsv) };
}

function rxnormText(products: readonly Product[]): string {
  const lines = new Map<string, string>();
  for (const product of products) {
    const { rxcui, tty, refs, strengths, form, name } = product;
    lines.set(rxcui, [tty, refs.join(';'), strengths.join(';'), form, name].join('\t'));
  }
  return sortedText(lines);
}

function ndcText(readGz: ReadFile): string {
  const lines = new Map<string, string>();
  for (const file of ['ndc.csv.gz', 'ndc-a.csv.gz']) {
    for (const row of csvRows(readGz(file))) {
      const ndc = row.ndc11 ?? '';
      if (/^\d{11}$/.test(ndc) && !lines.has(ndc)) lines.set(ndc, row.rxcui ?? '');
    }
  }
  return sortedText(lines);
}
