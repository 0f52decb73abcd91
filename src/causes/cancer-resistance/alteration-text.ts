/** Names of tumour alterations as reports write them: "EGFR T790M", "p.Thr790Met", "BCR-ABL T315I", "MET amplification". */
import type { Tumours } from '../../knowledge/tumours/index.ts';

/** One alteration: an amino acid change (`alt` '' where only the codon is named) or a word such as "amplification". */
export interface Alteration {
  gene: string;
  change: { ref: string; codon: number; alt: string } | null;
  word: string | null;
}

// IUPAC three-letter amino acid codes.
const LETTERS: Readonly<Record<string, string>> = {
  Ala: 'A',
  Arg: 'R',
  Asn: 'N',
  Asp: 'D',
  Cys: 'C',
  Gln: 'Q',
  Glu: 'E',
  Gly: 'G',
  His: 'H',
  Ile: 'I',
  Leu: 'L',
  Lys: 'K',
  Met: 'M',
  Phe: 'F',
  Pro: 'P',
  Ser: 'S',
  Thr: 'T',
  Trp: 'W',
  Tyr: 'Y',
  Val: 'V',
  Ter: '*',
};
const THREE = /\b(?:p\.)?\(?([A-Z][a-z]{2})(\d{2,4})([A-Z][a-z]{2}|\*|fs|del|dup)/g;
const CHANGE = /(?<![A-Za-z0-9])([ACDEFGHIKLMNPQRSTVWY])(\d{2,4})(fs|del|dup|[ACDEFGHIKLMNPQRSTVWY*])?(?![A-Za-z0-9])/g;
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bamplif(ication|ied)\b/i, 'amplification'],
  [/\b(over-?expression|over-?expressed)\b/i, 'overexpression'],
  [/\b(fusion|rearrange(ment|d)|translocation)\b/i, 'fusion'],
  [/\binternal tandem duplication\b|\bITD\b/, 'itd'],
  [/\bAR-?V7\b/i, 'ar-v7'],
  [/\bexon (\d+)\b/i, 'exon'],
  [/\b(loss|homozygous deletion)\b/i, 'loss'],
  [/\b(methylat(ion|ed))\b/i, 'methylation'],
  [/\b(mutation|mutated|mutant|pathogenic variant|wild[ -]?type)\b/i, 'mutation'],
];

/** The text with three-letter changes in one-letter form. @example shortForm('p.Thr790Met') //=> 'T790M' */
export function shortForm(text: string): string {
  return text
    .replace(THREE, (whole, ref: string, codon: string, alt: string) => {
      const from = LETTERS[ref];
      const to = LETTERS[alt] ?? (alt.length <= 3 && !/[A-Z]/.test(alt) ? alt : undefined);
      return from === undefined || to === undefined ? whole : ` ${from}${codon}${to} `;
    })
    .replace(/\bp\.\(?(?=[A-Z]\d)/g, ' ');
}

interface GeneWords {
  symbols: ReadonlySet<string>;
  aliases: ReadonlyMap<string, string>;
}
const geneWords = new WeakMap<Tumours, GeneWords>();
const MOST_ALIAS_WORDS = 5;

function geneWordsOf(tumours: Tumours): GeneWords {
  const known = geneWords.get(tumours);
  if (known) return known;
  const { genes } = tumours.rows;
  const built: GeneWords = {
    symbols: new Set(genes.map((row) => row.symbol)),
    aliases: new Map(genes.flatMap((row) => row.names.map((name) => [name, row.symbol] as const))),
  };
  geneWords.set(tumours, built);
  return built;
}

/** Genes a text names, in order and each once: symbols as written, aliases in any case. */
export function genesIn(text: string, tumours: Tumours): string[] {
  const { symbols, aliases } = geneWordsOf(tumours);
  const tokens = text.split(/[^A-Za-z0-9]+/).filter((token) => token !== '');
  const found = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    if (symbols.has(token)) found.add(token);
    let phrase = '';
    for (let count = 0; count < MOST_ALIAS_WORDS && at + count < tokens.length; count += 1) {
      phrase = count === 0 ? token.toLowerCase() : `${phrase} ${tokens[at + count]?.toLowerCase() ?? ''}`;
      const symbol = aliases.get(phrase);
      if (symbol !== undefined) found.add(symbol);
    }
  }
  return [...found];
}

/** The gene an amino acid change belongs to where no gene is named: the only one of the evidence with that change. */
function onlyGeneWith(change: string, tumours: Tumours): string | null {
  const genes = new Set<string>();
  for (const row of tumours.rows.evidence)
    for (const match of row.requires.matchAll(/([A-Z0-9]+) ([A-Z]\d+[A-Z*])(?![A-Za-z0-9])/g))
      if (match[2] === change && match[1]) genes.add(match[1]);
  const [only, second] = [...genes];
  return only !== undefined && second === undefined ? only : null;
}

/** Every alteration a text names. */
export function alterationsIn(text: string, tumours: Tumours): Alteration[] {
  const short = shortForm(text);
  const genes = genesIn(short, tumours);
  const gene = genes.find((symbol) => symbol !== 'BCR') ?? genes[0] ?? null;
  const found: Alteration[] = [];
  for (const [whole, ref = '', codon = '', alt = ''] of short.matchAll(CHANGE)) {
    const owner = gene ?? (alt === '' ? null : onlyGeneWith(whole, tumours));
    if (owner !== null) found.push({ gene: owner, change: { ref, codon: Number(codon), alt }, word: null });
  }
  if (gene === null) return found;
  for (const [pattern, word] of WORDS) {
    const match = pattern.exec(short);
    if (!match) continue;
    for (const symbol of genes)
      found.push({ gene: symbol, change: null, word: word === 'exon' ? `exon ${match[1]}` : word });
  }
  return found;
}
