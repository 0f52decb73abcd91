/** Builds the knowledge object from the packs' validated rows. Pure: whoever calls has read and checked the files. */
import { absorptionRows, buildAbsorption } from './absorption-and-antagonism/index.ts';
import { buildCodes, type CodeRow } from './codes/index.ts';
import { buildConditions, conditionRows } from './conditions/index.ts';
import { buildConventionSources, buildConventions } from './conventions/index.ts';
import type { Convention } from './conventions/schema.ts';
import { buildDisposition, dispositionRows } from './disposition/index.ts';
import { buildDoseFloors, type DoseFloor } from './dose-floors/index.ts';
import { buildDrugLevels } from './drug-levels/index.ts';
import type { LevelRange } from './drug-levels/schema.ts';
import { buildDrugIndex, type DrugPackRows } from './drugs/index.ts';
import { buildEnzymes, enzymeRows } from './enzymes/index.ts';
import { buildGenes, geneRows } from './genes/index.ts';
import { buildGerms, germRows } from './germs/index.ts';
import { immunogenicityFrom } from './immunogenicity/index.ts';
import type { Knowledge } from './knowledge.ts';
import { buildLabels } from './labels/index.ts';
import { lossOfEffectFrom } from './loss-of-effect/index.ts';
import { buildMeasures, measureRows } from './outcome-measures/index.ts';
import type { PackRows, Source } from './pack.ts';
import { buildPhrases } from './phrases/index.ts';
import type { Phrase, ReasonCode } from './phrases/schema.ts';
import { buildTerms, type TermRow } from './terms/index.ts';
import { buildTumours, tumourRows } from './tumours/index.ts';

/** What the build leaves: all rows, the merged bibliography, and a reader for the large code tables. */
export interface KnowledgeFiles {
  version: string;
  packs: PackRows;
  sources: readonly Source[];
  /** text of a large sorted table by name, read when first needed; null where it does not ship */
  readTable: (name: string) => string | null;
}

/**
 * The facts as one object.
 *
 * Throws where a pack is missing: the files are the project's own, so that is a bug, not a user's mistake. The build has
 * checked every row against its pack's schema, which is what makes the types below true.
 */
export function loadKnowledge(files: KnowledgeFiles): Knowledge {
  const pack = (name: string): Readonly<Record<string, readonly unknown[]>> => {
    const found = files.packs[name];
    if (!found) throw new Error(`knowledge pack \`${name}\` is missing from the build`);
    return found;
  };
  const table = <Row>(name: string, file: string): readonly Row[] => (pack(name)[file] ?? []) as readonly Row[];
  const conventions = table<Convention>('conventions', 'data.csv');
  const conditions = buildConditions(conditionRows(pack('conditions')));
  return {
    version: files.version,
    sources: new Map(files.sources.map((source) => [source.id, source])),
    conventions: buildConventions(conventions),
    conventionSources: buildConventionSources(conventions),
    phrases: buildPhrases(table<Phrase>('phrases', 'data.csv'), table<ReasonCode>('phrases', 'codes.csv')),
    genes: buildGenes(geneRows(pack('genes'))),
    enzymes: buildEnzymes(enzymeRows(pack('enzymes'))),
    absorption: buildAbsorption(absorptionRows(pack('absorption-and-antagonism'))),
    disposition: buildDisposition(dispositionRows(pack('disposition'))),
    terms: buildTerms(table<TermRow>('terms', 'data.json')),
    codes: buildCodes(table<CodeRow>('codes', 'data.csv')),
    drugs: buildDrugIndex(pack('drugs') as unknown as DrugPackRows, files.readTable),
    drugLevels: buildDrugLevels(table<LevelRange>('drug-levels', 'data.csv')),
    doseFloors: buildDoseFloors(table<DoseFloor>('dose-floors', 'data.csv'), (condition) =>
      conditions.lineage(condition),
    ),
    conditions,
    germs: buildGerms(germRows(pack('germs'))),
    tumours: buildTumours(tumourRows(pack('tumours'))),
    labels: buildLabels(pack('labels')),
    measures: buildMeasures(measureRows(pack('outcome-measures'))),
    lossOfEffect: lossOfEffectFrom(pack('loss-of-effect')),
    immunogenicity: immunogenicityFrom(pack('immunogenicity')),
  };
}
