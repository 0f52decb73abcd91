/** Pharmacogenomic results -> genotypes, in the four shapes laboratories send them. */
import type { Genotype } from '../../domain/record.ts';
import type { Chart } from './chart.ts';
import { conceptIn, conceptsIn, LOINC } from './concept.ts';
import { ANSWERS, GENE_OF_CODE, GENE_STUDIED, HAPLOTYPE, NOT_A_RESULT } from './genomics-codes.ts';
import { geneIn, genotypeInText, segmentsByGene, spelledOut } from './genotype-text.ts';
import type { Json } from './json.ts';
import { numberIn, objectIn, objectsIn, own, textIn } from './json.ts';
import { timesOf } from './observation-time.ts';
import type { Resource } from './resource.ts';

/**
 * The genotypes an observation states; empty where it is no pharmacogenomic result.
 *
 * A gene must be named (component, extension, code or text) and a diplotype, phenotype or activity score be found.
 */
export function genotypesOf(row: Resource, chart: Chart): Genotype[] {
  const parts = [row.json, ...objectsIn(row.json, 'component')];
  const gene = geneOf(row, chart, 0);
  const isActivity = loincsOf(row.json).some((code) => GENE_OF_CODE.has(code));
  const stated = parts.flatMap((part) => resultTexts(part));
  const noted = objectsIn(row.json, 'note').flatMap((note) => textIn(note, 'text') ?? []);
  const texts = [...(isActivity ? stated.map(spelledOut) : stated), ...noted.filter((text) => geneIn(text) !== null)];
  const all = (gene === null ? [] : [gene]).concat(
    texts.flatMap((text) => segmentsByGene(text).map((one) => one.gene)),
  );
  const genes = [...new Set(all)];
  if (genes.length === 0 || isHaplotype(row)) return [];
  const { at } = timesOf(row, { ...chart, report: () => {} });
  const laboratory = laboratoryOf(row);
  return genes.flatMap((one) => {
    const found = merged(one, gene, texts);
    if (one === gene && found.diplotype === null) found.diplotype = diplotypeOfAlleles(row, chart);
    if (found.diplotype === null && found.phenotype === null && found.activityScore === null) return [];
    return [{ id: genes.length === 1 ? row.id : `${row.id}#${one}`, gene: one, ...found, at, laboratory }];
  });
}

function merged(gene: string, first: string | null, texts: readonly string[]): ReturnType<typeof genotypeInText> {
  const found: ReturnType<typeof genotypeInText> = { diplotype: null, phenotype: null, activityScore: null };
  for (const text of texts) {
    const segments = segmentsByGene(text);
    const mine =
      segments.length === 0
        ? gene === first
          ? [text]
          : []
        : segments.filter((one) => one.gene === gene).map((one) => one.text);
    for (const segment of mine) {
      const read = genotypeInText(segment, gene);
      found.diplotype ??= read.diplotype;
      found.phenotype ??= read.phenotype;
      found.activityScore ??= read.activityScore;
    }
  }
  return found;
}

const isHaplotype = (row: Resource): boolean => loincsOf(row.json).includes(HAPLOTYPE);

const loincsOf = (from: Json): string[] =>
  objectsIn(objectIn(from, 'code'), 'coding').flatMap((coding) =>
    textIn(coding, 'system') === LOINC || own(coding, 'system') === undefined ? (textIn(coding, 'code') ?? []) : [],
  );

// The gene stands in a component, an extension, the code, the value, or in what the row derives from.
function geneOf(row: Resource, chart: Chart, steps: number): string | null {
  for (const component of objectsIn(row.json, 'component')) {
    if (!loincsOf(component).includes(GENE_STUDIED)) continue;
    const gene = geneOfConcept(component, 'valueCodeableConcept') ?? geneIn(textIn(component, 'valueString') ?? '');
    if (gene !== null) return gene;
  }
  for (const extension of objectsIn(row.json, 'extension')) {
    if (!(textIn(extension, 'url') ?? '').endsWith('observation-geneticsGene')) continue;
    const gene = geneOfConcept(extension, 'valueCodeableConcept');
    if (gene !== null) return gene;
  }
  const byCode = loincsOf(row.json)
    .map((code) => GENE_OF_CODE.get(code))
    .find((gene) => gene !== undefined);
  const direct = byCode ?? geneOfConcept(row.json, 'code') ?? geneOfConcept(row.json, 'valueCodeableConcept');
  if (direct !== null || steps > 2) return direct;
  for (const reference of objectsIn(row.json, 'derivedFrom')) {
    const target = chart.library.find(reference, row);
    const gene = target === null || target.type !== 'Observation' ? null : geneOf(target, chart, steps + 1);
    if (gene !== null) return gene;
  }
  return null;
}

function geneOfConcept(from: Json, field: string): string | null {
  const concept = conceptIn(from, field);
  if (concept === null) return null;
  const displays = concept.codings.flatMap((coding) => [coding.display ?? '', coding.code]);
  for (const text of [...displays, concept.text]) {
    const gene = geneIn(text);
    if (gene !== null) return gene;
  }
  return null;
}

/** The genotypes a report without results states in its conclusion. */
export function genotypesOfReport(row: Resource, chart: Chart): Genotype[] {
  const texts = [
    textIn(row.json, 'conclusion'),
    ...conceptsIn(row.json, 'conclusionCode').map((concept) => concept.text),
  ].filter((text) => text !== null);
  const genes = [...new Set(texts.flatMap((text) => segmentsByGene(text).map((one) => one.gene)))];
  const { at } = timesOf(row, { ...chart, report: () => {} });
  return genes.flatMap((gene) => {
    const found = merged(gene, null, texts);
    if (found.diplotype === null && found.phenotype === null && found.activityScore === null) return [];
    const id = genes.length === 1 ? row.id : `${row.id}#${gene}`;
    return [{ id, gene, ...found, at, laboratory: laboratoryOf(row) }];
  });
}

// What a part says: its value, with its code's words where those tell what the number is ("activity score": 2).
function resultTexts(part: Json): string[] {
  if (loincsOf(part).some((code) => NOT_A_RESULT.has(code))) return [];
  const label = conceptIn(part, 'code');
  const value = conceptIn(part, 'valueCodeableConcept');
  const number = numberIn(objectIn(part, 'valueQuantity'), 'value') ?? numberIn(part, 'valueInteger');
  const scored = /activity score/i.test(label?.text ?? '') || /activity score/i.test(label?.codings[0]?.display ?? '');
  const comparator = textIn(objectIn(part, 'valueQuantity'), 'comparator') ?? '';
  const prefix = label !== null && geneIn(label.text) !== null ? `${geneIn(label.text)} ` : '';
  const texts = [
    value?.text ?? null,
    ...(value?.codings ?? []).map((coding) => ANSWERS.get(coding.code) ?? coding.display),
    textIn(part, 'valueString'),
  ].filter((text) => text !== null);
  if (scored) texts.push(...texts.map((text) => `activity score ${text}`));
  if (scored && number !== null) texts.push(`activity score ${comparator}${number}`);
  return texts.map((text) => (segmentsByGene(text).length > 0 ? text : `${prefix}${text}`));
}

// Alleles apart: two allele-name extensions, or two haplotype observations the genotype derives from.
function diplotypeOfAlleles(row: Resource, chart: Chart): string | null {
  const names = objectsIn(row.json, 'extension')
    .filter((extension) => (textIn(extension, 'url') ?? '').endsWith('observation-geneticsAlleleName'))
    .map((extension) => conceptIn(extension, 'valueCodeableConcept')?.text ?? null);
  const derived = objectsIn(row.json, 'derivedFrom').map((reference) => {
    const target = chart.library.find(reference, row);
    const text = conceptIn(target?.json ?? null, 'valueCodeableConcept')?.text ?? '';
    return /\*\w+/.exec(text)?.[0] ?? null;
  });
  const alleles = (names.length > 0 ? names : derived).filter((name) => name !== null);
  return alleles.length === 2 ? alleles.join('/') : null;
}

function laboratoryOf(row: Resource): string | null {
  const [performer] = objectsIn(row.json, 'performer');
  return textIn(performer ?? null, 'display');
}
