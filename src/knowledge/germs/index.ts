/** The germs pack as look-ups: taxonomy, agents, expected resistance, MDR tables, windows. */
import { type Agents, buildAgents } from './agents.ts';
import type {
  Agent,
  Contaminant,
  Emergence,
  ExpectedResistance,
  HighDose,
  HivLevel,
  IndexWindow,
  Marker,
  MdrCategory,
  MdrIntrinsic,
  Phenotype,
  ReportedWord,
  Site,
  Spectrum,
  Surrogate,
  Taxon,
  TestWord,
  Threshold,
  TuberculosisLabel,
  ViralIllnessCode,
} from './schema.ts';
import { buildTaxonomy, type Taxonomy } from './taxonomy.ts';

export type { Agents } from './agents.ts';
export type * from './schema.ts';
export type { Organism, Taxonomy } from './taxonomy.ts';
export { holdsPhrase, plainName } from './words.ts';

export interface GermRows {
  taxa: readonly Taxon[];
  agents: readonly Agent[];
  expectedResistance: readonly ExpectedResistance[];
  mdrCategories: readonly MdrCategory[];
  mdrIntrinsic: readonly MdrIntrinsic[];
  phenotypes: readonly Phenotype[];
  surrogates: readonly Surrogate[];
  windows: readonly IndexWindow[];
  sites: readonly Site[];
  contaminants: readonly Contaminant[];
  emergence: readonly Emergence[];
  reportedWords: readonly ReportedWord[];
  hivLevels: readonly HivLevel[];
  thresholds: readonly Threshold[];
  tuberculosis: readonly TuberculosisLabel[];
  highDoses: readonly HighDose[];
  spectra: readonly Spectrum[];
  markers: readonly Marker[];
  testWords: readonly TestWord[];
  viralIllnessCodes: readonly ViralIllnessCode[];
}

const THRESHOLDS = [
  'micRiseFold',
  'followUpHours',
  'afterEndDays',
  'regimenAfterEndDays',
  'relapseDays',
  'priorMonths',
  'courseGapDays',
  'persistHours',
  'sterileBeforeDays',
  'replacedWithinDays',
  'clearingDays',
  'contextMonths',
  'antibiogramIsolates',
  'firstIsolateDays',
  'mdrCategories',
  'xdrSusceptibleCategories',
  'eucastNoSCategoryMic',
  'eucastNoSCategoryZone',
  'eucastNewIYear',
  'germTestBeforeDays',
  'germTestAfterDays',
] as const;
export type GermThreshold = (typeof THRESHOLDS)[number];

export interface Germs extends Taxonomy, Agents {
  rows: GermRows;
  thresholds: Readonly<Record<GermThreshold, number>>;
  thresholdSource(id: GermThreshold): string;
  /** the row that says a taxon withstands an agent by nature: a checked row first; null where none does */
  expected(taxonId: string, agentCode: string): ExpectedResistance | null;
}

const FILES = {
  taxa: 'taxa.csv',
  agents: 'agents.csv',
  expectedResistance: 'expected-resistance.csv',
  mdrCategories: 'mdr-categories.csv',
  mdrIntrinsic: 'mdr-intrinsic.csv',
  phenotypes: 'phenotypes.csv',
  surrogates: 'surrogates.csv',
  windows: 'windows.csv',
  sites: 'sites.csv',
  contaminants: 'contaminants.csv',
  emergence: 'emergence.csv',
  reportedWords: 'reported-words.csv',
  hivLevels: 'hiv-levels.csv',
  thresholds: 'thresholds.csv',
  tuberculosis: 'tuberculosis.csv',
  highDoses: 'high-doses.csv',
  spectra: 'spectra.csv',
  markers: 'markers.csv',
  testWords: 'test-words.csv',
  viralIllnessCodes: 'viral-illness-codes.csv',
} as const satisfies Record<keyof GermRows, string>;

/** The pack's rows by file as their kinds; the build has checked every row against its schema. */
export function germRows(files: Readonly<Record<string, readonly unknown[]>>): GermRows {
  return Object.fromEntries(
    Object.entries(FILES).map(([kind, file]) => [kind, files[file] ?? []]),
  ) as unknown as GermRows;
}

/** Builds the look-ups of the germs pack; throws where a threshold is missing from it. */
export function buildGerms(rows: GermRows): Germs {
  const taxonomy = buildTaxonomy(rows.taxa, rows.phenotypes);
  const agents = buildAgents(rows.agents);
  const byId = new Map(rows.thresholds.map((row) => [row.id, row]));
  const threshold = (id: GermThreshold): Threshold => {
    const row = byId.get(id);
    if (!row) throw new Error(`germs pack: threshold \`${id}\` is missing`);
    return row;
  };
  // Checked rows first, so that the better known fact is the one that is cited.
  const ordered = [...rows.expectedResistance].sort((a, b) =>
    a.checked === b.checked ? 0 : a.checked === 'yes' ? -1 : 1,
  );
  const prepared = ordered.map((row) => ({ row, codes: agents.codes(row.agents) }));
  const found = new Map<string, ExpectedResistance | null>();
  const expected = (taxonId: string, agentCode: string): ExpectedResistance | null => {
    const key = `${taxonId}|${agentCode}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const hit = prepared.find(
      ({ row, codes }) =>
        codes.has(agentCode) &&
        row.taxa.some((taxon) => taxonomy.isWithin(taxonId, taxon)) &&
        !row.exceptTaxa.some((taxon) => taxonomy.isWithin(taxonId, taxon)),
    );
    found.set(key, hit?.row ?? null);
    return hit?.row ?? null;
  };
  return {
    ...taxonomy,
    ...agents,
    rows,
    thresholds: Object.fromEntries(THRESHOLDS.map((id) => [id, threshold(id).value])) as Record<GermThreshold, number>,
    thresholdSource: (id) => threshold(id).source,
    expected,
  };
}
