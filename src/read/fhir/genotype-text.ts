/** Genes, diplotypes, phenotypes and activity scores in the words of a laboratory. */

const GENE =
  /\b(CYP\d[A-Z]\d{1,2}|SLCO1B1|TPMT|NUDT15|DPYD|UGT1A1|VKORC1|ABCG2|ABCB1|IFNL3|NAT2|CFTR|CES1|G6PD|OPRM1|COMT|MTHFR|HLA-[A-Z]+\d?|CACNA1S|RYR1|MT-RNR1)(?![A-Z0-9])/g;
// A global expression keeps its place between calls; the one that is executed must not be global.
const FIRST_GENE = new RegExp(GENE.source);
const ALLELE = String.raw`\*\s?\w+(?:\.\d+)?(?:x(?:N|[≥>]?=?\d+))?(?:\s?\+\s?\*\w+(?:x(?:N|\d+))?)*`;
const DIPLOTYPE = new RegExp(
  String.raw`\(?(${ALLELE})\)?(?:\s?x\s?(?:N|[≥>]?=?\d+))?\s*/\s*\(?(${ALLELE})\)?(?:\s?x\s?(?:N|[≥>]?=?\d+))?`,
  'g',
);
// Genes without star alleles: "F508del/G551D", "c.1905+1G>A/Reference", "rs12979860 C/T".
const OTHER_PAIR =
  /(?:[cp]\.)?[A-Za-z0-9+\-_>]+(?:\s?\([^)]*\))?\s?\/\s?(?:[cp]\.)?[A-Za-z0-9+\-_>]+|rs\d+\s+[ACGT]\/?[ACGT]\b/;
const WITHOUT_STARS = new Set(['CFTR', 'DPYD', 'VKORC1', 'IFNL3', 'ABCG2', 'ABCB1', 'OPRM1', 'COMT', 'MTHFR', 'CES1']);
const PHENOTYPE =
  /\b(?:(?:likely|possible|presumed)\s+)?(?:(?:ultra-?\s?rapid|rapid|normal|extensive|intermediate|poor)(?:\s*\/\s*\w+)?\s+metaboli[sz]er|(?:increased|normal|decreased|poor|no|deficient)\s+function|(?:non-?)?expressor|(?:non-?)?expresser|indeterminate)\b/i;
const SCORE = /\bactivity score\b[^0-9<>=≥≤]*((?:[<>]=?|[≥≤])?\s*\d+(?:\.\d+)?)/i;

// "Ultrarapid" or "UM" alone says a phenotype where the code already says that it is one.
const BARE_PHENOTYPE =
  /^\s*(?:(?:likely|possible)\s+)?(?:ultra-?\s?rapid|rapid|normal|extensive|intermediate|poor|UM|RM|NM|EM|IM|PM)\s*$/i;

/** A bare phenotype word as a full term ("Ultrarapid" -> "Ultrarapid metabolizer"); any other text unchanged. */
export function spelledOut(text: string): string {
  if (!BARE_PHENOTYPE.test(text)) return text;
  return /M\s*$/.test(text) ? text.trim() : `${text.trim()} metabolizer`;
}

/** The first gene a text names, as its symbol; null where it names none. */
export function geneIn(text: string): string | null {
  return FIRST_GENE.exec(text.toUpperCase())?.[0] ?? null;
}

/**
 * A text cut at the genes it names, each with what follows it; empty where it names none.
 * @example segmentsByGene('CYP2C19 *1/*2; CYP2D6 *4/*4').map((one) => one.gene) //=> ['CYP2C19', 'CYP2D6']
 */
export function segmentsByGene(text: string): { gene: string; text: string }[] {
  const hits = [...text.toUpperCase().matchAll(GENE)];
  const segments = hits.map((hit, i) => ({
    gene: hit[0],
    text: text.slice(i === 0 ? 0 : hit.index, hits[i + 1]?.index),
  }));
  const merged = new Map<string, string>();
  for (const one of segments) merged.set(one.gene, `${merged.get(one.gene) ?? ''} ${one.text}`.trim());
  return [...merged].map(([gene, words]) => ({ gene, text: words }));
}

/**
 * What a text says of one gene; null for what it does not say.
 *
 * A text with several possible diplotypes ("*1/*4 or *1/*17") is kept whole.
 * @example genotypeInText('CYP2C19 *2/*2, poor metabolizer', 'CYP2C19').diplotype //=> '*2/*2'
 */
export function genotypeInText(
  text: string,
  gene: string,
): { diplotype: string | null; phenotype: string | null; activityScore: string | null } {
  const abbreviation = /^\s*(?:UM|RM|NM|EM|IM|PM)\s*$/.exec(text)?.[0].trim() ?? null;
  const phenotype = PHENOTYPE.exec(text)?.[0] ?? abbreviation;
  return {
    diplotype: diplotypeIn(text, gene, phenotype),
    phenotype,
    activityScore: SCORE.exec(text)?.[1]?.replace(/\s/g, '') ?? null,
  };
}

function diplotypeIn(text: string, gene: string, phenotype: string | null): string | null {
  const stars = [...text.matchAll(DIPLOTYPE)].map((hit) => hit[0].replace(/\s/g, ''));
  const unique = [...new Set(stars)];
  if (unique.length > 1) return unique.join(' or ');
  if (unique[0] !== undefined) return unique[0];
  if (!WITHOUT_STARS.has(gene)) return null;
  const rest = text
    .replace(new RegExp(gene, 'i'), '')
    .replace(phenotype ?? '', '')
    .trim();
  return OTHER_PAIR.exec(rest)?.[0] ?? null;
}
