/**
 * From the name of one chromosome's allele to its activity: copies, tandems, sub-alleles and names outside the table.
 */
import type { AlleleActivity, GeneTable } from '../../knowledge/genes/index.ts';

/** What is known of one chromosome: several values where the report leaves the copy number open. */
export type AlleleReading =
  | { known: true; alternatives: readonly AlleleActivity[]; note: string }
  | { known: false; reason: string };

const COPIES = /^(.*?)\s*x\s*(N|>=\d+|\d+)$/i;
const SUB_ALLELE = /^(\*\d+)(?:\.\d+|[A-Z]{1,2})$/i;

const copied = (one: AlleleActivity, low: number, high: number, name: string): AlleleActivity => ({
  name,
  function: one.function,
  known: one.known,
  low: one.low * low,
  high: one.high === 0 ? 0 : one.high * high,
});

const unknownAllele = (table: GeneTable, name: string): AlleleReading => ({
  known: false,
  reason: `allele ${name} is not in the ${table.gene} table ${table.version}`,
});

// The table calls a repeat of an uncertain allele uncertain too, so copies never make an unknown known.
const repeated = (table: GeneTable, text: string, base: string, count: string): AlleleReading => {
  const one = readAllele(table, base);
  if (!one.known) return one;
  const repeats = one.alternatives.flatMap((a): AlleleActivity[] => {
    if (/^n$/i.test(count)) {
      const two = copied(a, 2, 2, `${a.name}x2`);
      return a.high === 0 ? [two] : [two, copied(a, 3, Number.POSITIVE_INFINITY, `${a.name}x>=3`)];
    }
    if (count.startsWith('>=')) return [copied(a, Number(count.slice(2)), Number.POSITIVE_INFINITY, text)];
    return [copied(a, Number(count), Number(count), text)];
  });
  return { known: true, alternatives: repeats, note: 'copies counted by arithmetic, not a named allele of the table' };
};

const joined = (table: GeneTable, text: string, parts: readonly string[]): AlleleReading => {
  let sums: AlleleActivity[] = [{ name: text, function: 'tandem', known: true, low: 0, high: 0 }];
  if (table.lowestWithinHaplotype)
    sums = [{ name: text, function: '', known: true, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY }];
  for (const part of parts) {
    const reading = readAllele(table, part);
    if (!reading.known) return reading;
    sums = sums.flatMap((sum) =>
      reading.alternatives.map((a): AlleleActivity => {
        const known = sum.known && a.known;
        if (!table.lowestWithinHaplotype) return { ...sum, known, low: sum.low + a.low, high: sum.high + a.high };
        return a.low < sum.low ? { ...a, name: text, known } : { ...sum, known };
      }),
    );
  }
  return { known: true, alternatives: sums, note: 'read as an arrangement of several alleles on one chromosome' };
};

/**
 * Reads the name of the allele on one chromosome.
 *
 * Exact names of the table come first; then arrangements (`*36+*10`, `[a + b]`), copies (`*4x2`, `*1x>=3`, and `*1xN`,
 * which gives both two copies and three or more), then sub-alleles (`*4.001`, `*4A`), which count as their star allele.
 * A name the table does not hold is unknown, with the reason.
 */
export const readAllele = (table: GeneTable, text: string): AlleleReading => {
  const exact = table.alleles.get(text);
  if (exact) return { known: true, alternatives: [exact], note: '' };
  const name = text
    .replaceAll('≥', '>=')
    .replaceAll('×', 'x')
    .replace(new RegExp(`^${table.gene}\\s*`, 'i'), '')
    .trim();
  if (name === '') return { known: false, reason: 'an allele is missing' };
  if (name !== text) return readAllele(table, name);
  const inner = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  const separator = inner === name ? /\s*\+\s*(?=\*)/ : /\s+\+\s+|\+(?=\*)/;
  const parts = inner.split(separator);
  const tight = parts.join('+');
  const named = table.alleles.get(tight);
  if (named) return { known: true, alternatives: [named], note: '' };
  if (parts.length > 1 && (table.copies || table.lowestWithinHaplotype)) return joined(table, tight, parts);
  const [, base = '', count = ''] = table.copies ? (COPIES.exec(inner) ?? []) : [];
  const canonical = table.alleles.get(`${base}x${count}`);
  if (canonical) return { known: true, alternatives: [canonical], note: '' };
  if (base !== '') return repeated(table, inner, base, count);
  const star = SUB_ALLELE.exec(inner)?.[1];
  const parent = star ? table.alleles.get(star) : undefined;
  if (parent) return { known: true, alternatives: [parent], note: `${inner} counted as ${parent.name}` };
  return unknownAllele(table, inner);
};
