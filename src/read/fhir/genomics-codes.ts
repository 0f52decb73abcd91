/** Codes of the genomics reporting guide that the reader has to recognise: the format's words, not facts of medicine. */

/** Laboratory codes of one gene's metabolic activity (LOINC). */
export const GENE_OF_CODE: ReadonlyMap<string, string> = new Map([
  ['79715-9', 'CYP2D6'],
  ['79714-2', 'CYP2C19'],
  ['79716-7', 'CYP2C9'],
  ['79719-1', 'DPYD'],
  ['79713-4', 'TPMT'],
]);

/** Answers in LOINC's lists of metabolism, function and response, for answers sent without a display. */
export const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['LA10315-2', 'Ultrarapid metabolizer'],
  ['LA25390-8', 'Rapid metabolizer'],
  ['LA25391-6', 'Normal metabolizer'],
  ['LA10317-8', 'Intermediate metabolizer'],
  ['LA9657-3', 'Poor metabolizer'],
  ['LA25392-4', 'Increased function'],
  ['LA25393-2', 'Normal function'],
  ['LA25395-7', 'Decreased function'],
  ['LA25394-0', 'Poor function'],
  ['LA6676-6', 'Resistant'],
  ['LA6677-4', 'Responsive'],
  ['LA9660-7', 'Presumed resistant'],
  ['LA9661-5', 'Presumed responsive'],
  ['LA9662-3', 'Presumed non-responsive'],
]);

/** The component that names the gene studied. */
export const GENE_STUDIED = '48018-6';

/** One chromosome's allele; two of them make a genotype. */
export const HAPLOTYPE = '84414-2';

/** Components that say what was looked at, not what was found: gene, medication, context, alleles, positions. */
export const NOT_A_RESULT: ReadonlySet<string> = new Set([
  ...[GENE_STUDIED, '51963-7', '81259-4', '69547-8', '69551-0', '81254-5', '48013-7'],
]);
