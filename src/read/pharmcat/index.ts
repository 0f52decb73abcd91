/** Genotype files -> calls: PharmCAT 2.x and 3.x, outside calls, our plain list, one column per gene. */
import type { GenotypeReading } from './calls.ts';
import { readPharmcatJson } from './report-json.ts';
import { readGenotypeTable } from './tables.ts';

export type { GenotypeCall, GenotypeFormat, GenotypeReading } from './calls.ts';

/**
 * Reads the text of a genotype file; the format is recognised from its content, `name` goes into record ids and
 * problems (`calls.tsv:3`, `p1.report.json#CYP2D6`).
 *
 * Calls are kept as written: several diplotypes of one gene are one call ("*1/*4 or *1/*17"); a gene that was not called
 * is counted as set aside. Never throws: what cannot be read is a problem.
 */
export function readGenotypes(text: string, name: string): GenotypeReading {
  if (!/^\ufeff?\s*[{[]/.test(text)) return readGenotypeTable(text, name);
  try {
    return readPharmcatJson(JSON.parse(text.replace(/^\ufeff/, '')), name);
  } catch {
    const problem = { code: 'bad-json', where: name, what: 'the document is not JSON', help: 'Save it again.' };
    return { format: 'unknown', calls: [], problems: [problem], setAside: 0 };
  }
}
