/** Genotypes kept as measurements or observations: the CDM has no table of its own for them. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept, Genotype } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';

const GENE =
  /\b(CYP\d[A-Z]\d{1,2}|SLCO1B1|TPMT|NUDT15|DPYD|UGT1A1|VKORC1|ABCG2|IFNL3|NAT2|CFTR|HLA-[A-Z]+\d?)(?![A-Z0-9])/;
const ASKS = /geno|diplotype|allele|metaboli[sz]|phenotype|activity score|haplotype|gene product/i;
const STARS = /\*\s?\w+\s*\/\s*\*\s?\w+/;
const PHENOTYPE = /metaboli[sz]er|function|express[oe]r|^(ultra-?rapid|rapid|normal|extensive|intermediate|poor)$/i;

/** The genotype a row states; null for any other row. The gene must be named, and the row must ask for a genotype. */
export function genotypeOf(
  id: string,
  at: Moment,
  what: Concept,
  value: Quantity | null,
  coded: Concept | null,
): Genotype | null {
  const said = `${what.text} ${coded?.text ?? ''}`;
  const gene = GENE.exec(said.toUpperCase())?.[1];
  if (gene === undefined || !(ASKS.test(what.text) || STARS.test(said))) return null;
  const diplotype = STARS.exec(said)?.[0].replace(/\s/g, '') ?? null;
  const phenotype = coded !== null && PHENOTYPE.test(coded.text) ? spelledOut(coded.text) : null;
  const activityScore = value !== null && /activity score/i.test(what.text) ? String(value.value) : null;
  if (diplotype === null && phenotype === null && activityScore === null) return null;
  return { id, gene, diplotype, phenotype, activityScore, at, laboratory: null };
}

const spelledOut = (text: string): string => (/^\S+$/.test(text) ? `${text} metabolizer` : text);
