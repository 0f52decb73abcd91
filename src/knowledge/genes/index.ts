/** The genes pack as look-up objects: alleles, rules that turn them into phenotypes, and what they do to drugs. */
import type {
  AlleleRow,
  CutOffRow,
  FunctionPairRow,
  GeneDrugRow,
  GeneTableRow,
  PhenoconversionRow,
  StructuralRow,
} from './schema.ts';

export type * from './schema.ts';

export type GeneRows = {
  tables: readonly GeneTableRow[];
  alleles: readonly AlleleRow[];
  structural: readonly StructuralRow[];
  cutOffs: readonly CutOffRow[];
  functionPairs: readonly FunctionPairRow[];
  geneDrug: readonly GeneDrugRow[];
  phenoconversion: readonly PhenoconversionRow[];
};

/** Activity of one chromosome; `known` is false where the table calls the allele uncertain or unknown. */
export type AlleleActivity = { name: string; function: string; known: boolean; low: number; high: number };

export type CutOffScheme = 'cpic' | 'dpwg';
export type CutOff = { bound: number; inclusive: boolean; phenotype: string };

export type GeneTable = {
  gene: string;
  method: GeneTableRow['method'];
  copies: boolean;
  lowestWithinHaplotype: boolean;
  version: string;
  alleles: ReadonlyMap<string, AlleleActivity>;
  cutOffs: ReadonlyMap<CutOffScheme, readonly CutOff[]>;
  pairs: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

export type GeneKnowledge = {
  genes: ReadonlyMap<string, GeneTable>;
  byDrug: ReadonlyMap<string, readonly GeneDrugRow[]>;
  phenoconversion: ReadonlyMap<string, PhenoconversionRow>;
};

const activityBounds = (activity: string): { known: boolean; low: number; high: number } => {
  if (activity === '') return { known: false, low: 0, high: 0 };
  if (activity.startsWith('>=')) return { known: true, low: Number(activity.slice(2)), high: Number.POSITIVE_INFINITY };
  return { known: true, low: Number(activity), high: Number(activity) };
};

// A DPYD or single-site allele is written "c.1905+1G>A (*2A)" or "rs9923231 variant (T)"; either part alone names it.
const namesOf = (allele: string): string[] => {
  const parts = /^(.*?)\s*\(([^()]+)\)$/.exec(allele);
  if (!parts) return [allele];
  const [, outside = '', inside = ''] = parts;
  const site = /^(rs\d+) (?:reference|variant)$/.exec(outside);
  return site ? [allele, inside, `${site[1]}${inside}`, `${site[1]} ${inside}`] : [allele, outside, inside];
};

const pushTo = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

const tableOf = (row: GeneTableRow, rows: GeneRows): GeneTable => {
  const alleles = new Map<string, AlleleActivity>();
  for (const a of rows.alleles) {
    if (a.gene !== row.gene) continue;
    const entry = { name: a.allele.replace('≥', '>='), function: a.function, ...activityBounds(a.activity) };
    for (const name of namesOf(entry.name)) if (!alleles.has(name)) alleles.set(name, entry);
  }
  for (const s of rows.structural) {
    if (s.gene !== row.gene || alleles.has(s.allele)) continue;
    alleles.set(s.allele, { name: s.allele, function: s.note, ...activityBounds(s.activity) });
  }
  const cutOffs = new Map<CutOffScheme, CutOff[]>();
  for (const c of rows.cutOffs)
    if (c.gene === row.gene)
      pushTo(cutOffs, c.scheme, { bound: c.bound, inclusive: c.kind === 'from', phenotype: c.phenotype });
  for (const list of cutOffs.values())
    list.sort((a, b) => a.bound - b.bound || Number(b.inclusive) - Number(a.inclusive));
  const pairs = new Map<string, Map<string, string>>();
  const setPair = (first: string, second: string, phenotype: string): void => {
    const inner = pairs.get(first) ?? new Map<string, string>();
    inner.set(second, phenotype);
    pairs.set(first, inner);
  };
  for (const p of rows.functionPairs)
    if (p.gene === row.gene) {
      setPair(p.function1, p.function2, p.phenotype);
      setPair(p.function2, p.function1, p.phenotype);
    }
  return {
    gene: row.gene,
    method: row.method,
    copies: row.copies === 'yes',
    lowestWithinHaplotype: row.within_haplotype === 'lowest',
    version: row.version,
    alleles,
    cutOffs,
    pairs,
  };
};

/** The key of a phenoconversion rule in the look-up. */
export const phenoconversionKey = (gene: string, modulator: string, strength: string): string =>
  `${gene}|${modulator}|${strength}`;

/** Builds the look-ups of the genes pack from its validated rows. */
export const buildGenes = (rows: GeneRows): GeneKnowledge => {
  const byDrug = new Map<string, GeneDrugRow[]>();
  for (const row of rows.geneDrug) pushTo(byDrug, row.drug.toLowerCase(), row);
  return {
    genes: new Map(rows.tables.map((row) => [row.gene, tableOf(row, rows)])),
    byDrug,
    phenoconversion: new Map(
      rows.phenoconversion.map((row) => [phenoconversionKey(row.gene, row.modulator, row.strength), row]),
    ),
  };
};

/** The rows of this pack out of the build's tables by file name. */
export const geneRows = (files: Readonly<Record<string, readonly unknown[]>>): GeneRows => {
  const table = <Row>(file: string): readonly Row[] => (files[file] ?? []) as readonly Row[];
  return {
    tables: table<GeneTableRow>('tables.csv'),
    alleles: table<AlleleRow>('alleles.csv'),
    structural: table<StructuralRow>('structural.csv'),
    cutOffs: table<CutOffRow>('cut-offs.csv'),
    functionPairs: table<FunctionPairRow>('function-pairs.csv'),
    geneDrug: table<GeneDrugRow>('gene-drug.csv'),
    phenoconversion: table<PhenoconversionRow>('phenoconversion.csv'),
  };
};
