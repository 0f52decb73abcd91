/** Genotypes as tables: PharmCAT's calls-only TSV, outside calls, our plain list, and one column per gene. */
import { addCall, eitherOf, type GenotypeCall, type GenotypeFormat, type GenotypeReading, stated } from './calls.ts';
import { type DelimitedRow, delimitedRows, isBanner } from './delimited.ts';

const empty = (format: GenotypeFormat): GenotypeReading => ({ format, calls: [], problems: [], setAside: 0 });

const plainHeader = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** Columns by what they hold; each under every name it goes by. */
const COLUMNS = {
  person: ['person', 'person id', 'patient', 'patient id', 'research id', 'sample', 'sample id', 'subject id'],
  gene: ['gene', 'gene symbol'],
  diplotype: ['diplotype', 'genotype', 'source diplotype'],
  allele1: ['allele1', 'allele 1', 'haplotype 1'],
  allele2: ['allele2', 'allele 2', 'haplotype 2'],
  phenotype: ['phenotype', 'metabolizer status'],
  activityScore: ['activity score'],
  date: ['date', 'collected', 'reported'],
  laboratory: ['lab', 'laboratory'],
} as const;
type Column = keyof typeof COLUMNS;

const isNamed = (column: Column, name: string): boolean => COLUMNS[column].some((known) => known === name);

/** Place of each column in a header; -1 where it is absent. */
function placesIn(header: readonly string[]): Record<Column, number> {
  const names = header.map(plainHeader);
  const place = (column: Column): number => names.findIndex((name) => isNamed(column, name));
  const columns = Object.keys(COLUMNS) as Column[];
  return Object.fromEntries(columns.map((column) => [column, place(column)])) as Record<Column, number>;
}

const SCORE = /activity score\s*[:=]?\s*((?:>=|≥|>)?\s*\d+(?:\.\d+)?)/i;
const STAR = /[*/]|\bor\b.*\*/;

/** A cell that may hold a diplotype, a score ("CYP2D6 Activity Score >= 3.0") or a phenotype, told apart by its look. */
function anyCall(text: string | null): Pick<GenotypeCall['genotype'], 'diplotype' | 'phenotype' | 'activityScore'> {
  const nothing = { diplotype: null, phenotype: null, activityScore: null };
  if (text === null) return nothing;
  const score = SCORE.exec(text)?.[1];
  if (score !== undefined) return { ...nothing, activityScore: score };
  if (/^(>=|≥|>)?\s*\d+(\.\d+)?$/.test(text)) return { ...nothing, activityScore: text };
  return STAR.test(text) && !/metaboli/i.test(text) ? { ...nothing, diplotype: text } : { ...nothing, phenotype: text };
}

const SYMBOL = /(?<![a-z0-9])(cyp\d[a-z]\d+|slco1b1|ugt1a1|nat2|tpmt|nudt15|dpyd)(?![a-z0-9])/i;

// A cohort table of one gene names it in its cells ("CYP2D6 Poor Metabolizer") or only in the file's name.
const geneNamed = (...texts: readonly (string | null)[]): string | null =>
  texts.map((text) => SYMBOL.exec((text ?? '').replaceAll('_', ' '))?.[1] ?? null).find((gene) => gene !== null) ??
  null;

function readList(rows: readonly DelimitedRow[], places: Record<Column, number>, name: string, banner: string | null) {
  const reading = empty(banner === null ? 'plain-list' : 'pharmcat-calls');
  for (const { cells, line } of rows) {
    const cell = (column: Column): string | null => stated(places[column] < 0 ? '' : cells[places[column]]);
    const [one, two] = [cell('allele1'), cell('allele2')];
    const pair = one !== null && two !== null ? `${one}/${two}` : null;
    // PharmCAT writes "Reference/Reference" for a named sequence; its alleles say which.
    const call = banner === null ? (cell('diplotype') ?? pair) : (pair ?? cell('diplotype'));
    // A phenotype column may hold a score in words.
    const said = anyCall(cell('phenotype'));
    addCall(reading, `${name}:${line}`, {
      person: cell('person'),
      gene: cell('gene') ?? geneNamed(cell('phenotype'), cell('activityScore'), name),
      diplotype: call,
      phenotype: said.activityScore === null ? cell('phenotype') : null,
      activityScore: cell('activityScore') ?? said.activityScore,
      date: cell('date'),
      laboratory: cell('laboratory') ?? banner,
    });
  }
  return reading;
}

/** One column per gene ("CYP2D6", "CYP2C19_phenotype"), one row per person. */
function readGeneColumns(header: readonly string[], rows: readonly DelimitedRow[], person: number, name: string) {
  const reading = empty('gene-columns');
  for (const { cells, line } of rows) {
    header.forEach((column, at) => {
      const gene = geneOfColumn(column);
      if (gene === null) return;
      const where = `${name}:${line}#${gene}`;
      addCall(reading, where, {
        person: person < 0 ? null : stated(cells[person]),
        gene,
        ...anyCall(stated(cells[at])),
      });
    });
  }
  return { ...reading, calls: joined(reading.calls) };
}

const GENE_COLUMN =
  /^((?:CYP\w+|UGT\w+|SLCO\w+|ABCG2|NAT2|TPMT|NUDT15|DPYD|CFTR|VKORC1|IFNL3|HLA-\w+))(?:[ _](?:phenotype|diplotype|genotype|activity[ _]score|metabolizer[ _]status))?$/i;

const geneOfColumn = (column: string): string | null => {
  const found = GENE_COLUMN.exec(column.trim())?.[1]?.toUpperCase() ?? null;
  return found?.replace(/_(PHENOTYPE|DIPLOTYPE|GENOTYPE|ACTIVITY|METABOLIZER).*$/, '') ?? null;
};

/** A person's columns for one gene are one call: its diplotype, phenotype and score side by side. */
function joined(calls: readonly GenotypeCall[]): GenotypeCall[] {
  const byPlace = new Map<string, GenotypeCall>();
  for (const call of calls) {
    const known = byPlace.get(call.genotype.id);
    if (!known) byPlace.set(call.genotype.id, call);
    else {
      known.genotype.diplotype ??= call.genotype.diplotype;
      known.genotype.phenotype ??= call.genotype.phenotype;
      known.genotype.activityScore ??= call.genotype.activityScore;
    }
  }
  return [...byPlace.values()];
}

/** Calls made elsewhere, without a header: gene, diplotype, phenotype, activity score; rows of one gene are readings. */
function readOutsideCalls(rows: readonly DelimitedRow[], name: string): GenotypeReading {
  const reading = empty('outside-calls');
  for (const { cells, line } of rows) {
    const [gene, diplotype, phenotype, activityScore] = [0, 1, 2, 3].map((at) => stated(cells[at]));
    addCall(reading, `${name}:${line}`, {
      person: null,
      gene: gene ?? null,
      diplotype: diplotype ?? null,
      phenotype: phenotype ?? null,
      activityScore: activityScore ?? null,
    });
  }
  return reading;
}

/** Rows of one gene, person and day are the readings of one ambiguous call, as PharmCAT writes them. */
function merged(reading: GenotypeReading): GenotypeReading {
  const byGene = new Map<string, GenotypeCall[]>();
  for (const call of reading.calls) {
    const key = `${call.person ?? ''}|${call.genotype.gene}|${call.genotype.at?.minute ?? ''}`;
    byGene.set(key, [...(byGene.get(key) ?? []), call]);
  }
  const calls = [...byGene.values()].flatMap((same) => {
    const first = same[0];
    if (!first) return [];
    const either = (column: 'diplotype' | 'phenotype' | 'activityScore'): string | null =>
      eitherOf(same.map((call) => call.genotype[column]));
    const genotype = {
      ...first.genotype,
      diplotype: either('diplotype'),
      phenotype: either('phenotype'),
      activityScore: either('activityScore'),
    };
    return [{ ...first, genotype }];
  });
  return { ...reading, calls };
}

/** Reads a table by its header; without one, as outside calls. What it cannot be read as is one problem. */
export function readGenotypeTable(text: string, name: string): GenotypeReading {
  const [head, ...rest] = delimitedRows(text);
  const isTitled = head !== undefined && isBanner(head.cells[0] ?? '');
  const banner = isTitled ? (head.cells[0] ?? null) : null;
  const [first, ...after] = isTitled ? rest : head === undefined ? [] : [head, ...rest];
  const unreadable = (what: string): GenotypeReading => ({
    ...empty('unknown'),
    problems: [
      {
        code: 'unknown-genotype-table',
        where: name,
        what,
        help: 'Give the columns gene and diplotype (or allele1 and allele2), phenotype or activity_score.',
      },
    ],
  });
  if (first === undefined) return unreadable('the file is empty');
  const places = placesIn(first.cells);
  const says = places.diplotype >= 0 || places.phenotype >= 0 || places.activityScore >= 0;
  const isOfOneGene = places.gene < 0 && places.person >= 0 && (places.phenotype >= 0 || places.activityScore >= 0);
  if (isOfOneGene) return readList(after, places, name, null);
  if (places.gene >= 0 && (says || (places.allele1 >= 0 && places.allele2 >= 0))) {
    const isPharmcat = banner !== null || first.cells.map(plainHeader).includes('source diplotype');
    const reading = readList(after, places, name, isPharmcat ? (banner ?? 'PharmCAT') : null);
    return isPharmcat ? merged(reading) : reading;
  }
  if (
    first.cells.some((cell) => geneOfColumn(cell) !== null) &&
    !/[*/]/.test(first.cells.join('')) &&
    after.length > 0
  ) {
    return readGeneColumns(first.cells, after, places.person, name);
  }
  const isCall =
    first.cells.length > 1 && first.cells.slice(1).some((cell) => anyCall(stated(cell)).diplotype !== null);
  if (isCall || geneOfColumn(first.cells[0] ?? '') !== null) return merged(readOutsideCalls([first, ...after], name));
  return unreadable(`no column for the gene or its call in \`${first.cells.join(', ')}\``);
}
