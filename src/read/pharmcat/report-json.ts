/** PharmCAT's phenotype and report JSON, versions 2.x (a block per source) and 3.x (genes directly). */
import { addCall, eitherOf, type GenotypeReading, stated } from './calls.ts';

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** Gene reports by symbol: 2.x nests them under CPIC and DPWG, where CPIC's come first. */
function geneReports(block: Json): Map<string, Json> {
  const found = new Map<string, Json>();
  const take = (symbol: string, report: unknown): void => {
    if (isJson(report) && !found.has(symbol)) found.set(symbol, report);
  };
  for (const [key, value] of Object.entries(block)) {
    if (!isJson(value)) continue;
    if ('sourceDiplotypes' in value || 'geneSymbol' in value) take(key, value);
    else for (const [symbol, report] of Object.entries(value)) take(symbol, report);
  }
  return found;
}

// The label may hide the alleles ("No CPIC variants found", "Reference/Reference" for a named sequence).
function diplotypeOf(diplotype: Json): string | null {
  const alleles = ['allele1', 'allele2'].flatMap((key) => {
    const allele = diplotype[key];
    const name = isJson(allele) ? stated(allele.name) : null;
    return name === null ? [] : [name];
  });
  if (alleles.length > 0) return alleles.join('/');
  const label = stated(diplotype.label);
  return label?.includes('/') ? label : null;
}

const phenotypeOf = (diplotype: Json): string | null => {
  const named = Array.isArray(diplotype.phenotypes) ? diplotype.phenotypes : [diplotype.phenotype];
  return eitherOf(named.map(stated));
};

/** The diplotypes to read: a gene called by single variants (DPYD unphased) has its pair under the recommendation. */
function readingsOf(report: Json): Json[] {
  const called = listOf(report.sourceDiplotypes);
  const whole = called.filter((each) => isJson(each.allele1) && isJson(each.allele2));
  if (called.length > 0 && whole.length === called.length) return called;
  const recommended = listOf(report.recommendationDiplotypes);
  return recommended.length > 0 ? recommended : called;
}

/**
 * Every gene of the document that was called; several equally good diplotypes stay one call with all of them.
 *
 * `person` is the sample the document names in its metadata or title, or null.
 */
export function readPharmcatJson(document: unknown, name: string): GenotypeReading {
  const reading: GenotypeReading = { format: 'unknown', calls: [], problems: [], setAside: 0 };
  const root = isJson(document) ? document : {};
  const block = isJson(root.geneReports) ? root.geneReports : isJson(root.genes) ? root.genes : null;
  if (block === null) {
    const what = 'a JSON document without geneReports or genes';
    const help = 'Give PharmCAT .phenotype.json or .report.json (2.x or 3.x).';
    reading.problems.push({ code: 'not-pharmcat', where: name, what, help });
    return reading;
  }
  reading.format = block === root.geneReports ? 'pharmcat-phenotype' : 'pharmcat-report';
  const metadata = isJson(root.matcherMetadata) ? root.matcherMetadata : root;
  const person = stated(metadata.sampleId) ?? (reading.format === 'pharmcat-report' ? stated(root.title) : null);
  const version = stated(root.pharmcatVersion) ?? stated(metadata.pharmcatVersion);
  for (const [symbol, report] of geneReports(block)) {
    const readings = readingsOf(report);
    addCall(reading, `${name}#${symbol}`, {
      person,
      gene: stated(report.geneSymbol) ?? symbol,
      diplotype: eitherOf(readings.map(diplotypeOf)),
      phenotype: eitherOf(readings.map(phenotypeOf)),
      activityScore: eitherOf(readings.map((each) => stated(each.activityScore))),
      laboratory: version === null ? 'PharmCAT' : `PharmCAT ${version}`,
    });
  }
  return reading;
}
