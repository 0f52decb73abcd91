/** From a diplotype to activity score and phenotype, by rule. */
import type { AlleleActivity, CutOffScheme, GeneTable } from '../../knowledge/genes/index.ts';
import { type AlleleReading, readAllele } from './allele.ts';

/** An activity score; `high` is Infinity where the report says "at least". */
export type Score = { low: number; high: number };

/**
 * One possible reading of a diplotype. `score` is null for genes without scores and where an allele has no known
 * activity; `reason` then says why, and the phenotype is Indeterminate.
 */
export type DiplotypeCall = { alleles: string; score: Score | null; phenotype: string; reason: string; note: string };

export const INDETERMINATE = 'Indeterminate';

const QUARTERS = Array.from({ length: 64 }, (_, i) => (i % 4 === 0 ? `${i / 4}.0` : String(i / 4)));

const scoreNumber = (value: number): string =>
  QUARTERS[value * 4] ?? (Number.isInteger(value) ? `${value}.0` : String(value));

/**
 * The score as CPIC writes it: `2.0`, `0.25`, `≥3.0`.
 * @example scoreText({ low: 3, high: Number.POSITIVE_INFINITY }) //=> '≥3.0'
 */
export const scoreText = (score: Score): string =>
  score.high === Number.POSITIVE_INFINITY ? `≥${scoreNumber(score.low)}` : scoreNumber(score.low);

/**
 * The phenotype of an activity score under a cut-off scheme; a gene without cut-offs of that scheme uses CPIC's.
 * An open score ("at least 3") takes the phenotype of its lower bound, as the CPIC table does.
 * @source caudle-2020-cyp2d6
 */
export const scorePhenotype = (table: GeneTable, score: number, scheme: CutOffScheme = 'cpic'): string => {
  const cutOffs = table.cutOffs.get(scheme) ?? table.cutOffs.get('cpic') ?? [];
  let phenotype = INDETERMINATE;
  for (const cut of cutOffs) {
    if (score > cut.bound || (cut.inclusive && score === cut.bound)) phenotype = cut.phenotype;
    else break;
  }
  return phenotype;
};

const indeterminate = (alleles: string, reason: string): DiplotypeCall => ({
  alleles,
  score: null,
  phenotype: INDETERMINATE,
  reason,
  note: '',
});

const pairCall = (
  table: GeneTable,
  one: AlleleActivity,
  two: AlleleActivity,
  scheme: CutOffScheme,
  note: string,
): DiplotypeCall => {
  const alleles = `${one.name}/${two.name}`;
  if (table.method === 'activity-score') {
    if (!one.known || !two.known)
      return indeterminate(alleles, `${one.known ? two.name : one.name}: ${one.known ? two.function : one.function}`);
    const score = { low: one.low + two.low, high: one.high + two.high };
    return { alleles, score, phenotype: scorePhenotype(table, score.low, scheme), reason: '', note };
  }
  const phenotype = table.pairs.get(one.function)?.get(two.function);
  if (phenotype === undefined)
    return indeterminate(alleles, `no published rule for ${one.function} with ${two.function}`);
  const reason = phenotype === INDETERMINATE ? `${one.name} ${one.function}, ${two.name} ${two.function}` : '';
  return { alleles, score: null, phenotype, reason, note };
};

const crossed = (
  table: GeneTable,
  one: AlleleReading,
  two: AlleleReading,
  text: string,
  scheme: CutOffScheme,
): DiplotypeCall[] => {
  if (!one.known) return [indeterminate(text, one.reason)];
  if (!two.known) return [indeterminate(text, two.reason)];
  const note = one.note || two.note;
  return one.alternatives.flatMap((a) => two.alternatives.map((b) => pairCall(table, a, b, scheme, note)));
};

const ZYGOSITY = /^(.*?)\s*\((heterozygous|homozygous)\)$/i;
const COUNTED_PAIR = /^\((.+)\/(.+)\)\s*x\s*(N|>=\d+|\d+)$/i;

// "(*1/*4)x3" says how many copies there are in all, not which chromosome carries them.
const countedPair = (table: GeneTable, text: string, scheme: CutOffScheme): DiplotypeCall[] | null => {
  const [, first, second, count] = COUNTED_PAIR.exec(text) ?? [];
  if (first === undefined || second === undefined || count === undefined || !table.copies) return null;
  const copies = /^\d+$/.test(count) ? String(Math.max(1, Number(count) - 1)) : count;
  const read = (a: string, b: string) => crossed(table, readAllele(table, a), readAllele(table, b), text, scheme);
  return [...read(`${first}x${copies}`, second), ...read(first, `${second}x${copies}`)];
};

const wildType = (table: GeneTable): string => (table.alleles.has('Reference') ? 'Reference' : '*1');

/**
 * Every reading of one reported diplotype ("*1/*4", "*36+*10/*1", "*1xN/*4", "(*1/*4)xN", "m.1555A>G").
 *
 * One reading unless the copy number is open. What cannot be read is Indeterminate with a reason; nothing is thrown.
 */
export const callDiplotype = (table: GeneTable, text: string, scheme: CutOffScheme = 'cpic'): DiplotypeCall[] => {
  const slash = text.indexOf('/');
  if (slash > 0) {
    const one = table.alleles.get(text.slice(0, slash));
    const two = table.alleles.get(text.slice(slash + 1));
    if (one && two) return [pairCall(table, one, two, scheme, '')];
    const counted = text.startsWith('(') ? countedPair(table, text.replaceAll('≥', '>='), scheme) : null;
    if (counted) return counted;
    return crossed(
      table,
      readAllele(table, text.slice(0, slash).trim()),
      readAllele(table, text.slice(slash + 1).trim()),
      text,
      scheme,
    );
  }
  const [, allele, zygosity = ''] = ZYGOSITY.exec(text) ?? [];
  if (allele !== undefined) {
    const reading = readAllele(table, allele);
    const other = zygosity.toLowerCase() === 'homozygous' ? reading : readAllele(table, wildType(table));
    return crossed(table, reading, other, text, scheme);
  }
  if (table.method !== 'single-function') return [indeterminate(text, `only one allele of ${table.gene} is named`)];
  const reading = readAllele(table, text);
  if (!reading.known) return [indeterminate(text, reading.reason)];
  return reading.alternatives.map((a): DiplotypeCall => {
    const phenotype = table.pairs.get(a.function)?.get('') ?? INDETERMINATE;
    return { alleles: a.name, score: null, phenotype, reason: phenotype === INDETERMINATE ? a.function : '', note: '' };
  });
};
