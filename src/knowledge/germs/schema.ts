/** Shapes of the rows of the germs pack. */
import * as z from 'zod';
import { fact, list, optionalNumber, threshold } from '../columns.ts';
import type { PackTables } from '../pack.ts';

const taxonId = z.string().regex(/^[a-z0-9-]+$/);

/** One taxon. `complexes` are the groups a species belongs to beside its genus; `names` are written as laboratories do. */
export const Taxon = z.object({
  id: taxonId,
  rank: z.enum(['species', 'complex', 'genus', 'family', 'order', 'group']),
  parent: z.string(),
  name: z.string().min(1),
  gram: z.enum(['', 'negative', 'positive']),
  names: list,
  snomed: list,
  complexes: list,
  ...fact,
});
export type Taxon = z.infer<typeof Taxon>;

/** One antimicrobial as a laboratory tests it; `components` are the ingredients of a combination, joined by "+". */
export const Agent = z.object({
  code: z.string().regex(/^[A-Z0-9]{2,5}$/),
  name: z.string().min(1),
  names: list,
  components: z.string().transform((cell) => cell.split('+').filter((part) => part !== '')),
  atc: list,
  loinc: list,
  classes: list,
  ...fact,
});
export type Agent = z.infer<typeof Agent>;

/** Agents (codes or classes) a taxon withstands by nature. `low-level`: a cell-wall agent beside it restores the effect. */
export const ExpectedResistance = z.object({
  id: z.string().min(1),
  taxa: list,
  agents: list,
  exceptTaxa: list,
  grade: z.enum(['full', 'low-level']),
  note: z.string(),
  ...fact,
});
export type ExpectedResistance = z.infer<typeof ExpectedResistance>;

/** One category of the MDR table of a taxon; not counted for species in `removedFor`, table not used in `notCovered`. */
export const MdrCategory = z.object({
  taxon: taxonId,
  id: z.string().min(1),
  name: z.string().min(1),
  agents: list,
  removedFor: list,
  notCovered: list,
  ...fact,
});
export type MdrCategory = z.infer<typeof MdrCategory>;

/** Agents left out of a species' MDR categories because the species withstands them by nature. */
export const MdrIntrinsic = z.object({ taxon: taxonId, agents: list, ...fact });
export type MdrIntrinsic = z.infer<typeof MdrIntrinsic>;

/** A resistance phenotype that an organism's code or name states (MRSA). */
export const Phenotype = z.object({
  id: z.string().min(1),
  taxon: taxonId,
  names: list,
  snomed: list,
  resistantTo: list,
  label: z.string().min(1),
  /** the definition of MDR counts this phenotype as MDR whatever else it withstands */
  alwaysMdr: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  ...fact,
});
export type Phenotype = z.infer<typeof Phenotype>;

/** A tested agent whose result also tells others. */
export const Surrogate = z.object({
  id: z.string().min(1),
  taxa: list,
  tested: list,
  result: z.enum(['R', 'S']),
  speaksFor: list,
  note: z.string(),
  ...fact,
});
export type Surrogate = z.infer<typeof Surrogate>;

/** When an isolate speaks for the start of a treatment: hours before and after, counted from the course's start. */
export const IndexWindow = z.object({
  id: z.string().min(1),
  conditions: list,
  taxa: list,
  /** ATC beginnings of the drugs that tell the infection where the record does not */
  atc: list,
  /** charted doses far apart are courses of their own */
  splitCourses: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  hoursBefore: z.coerce.number().nonnegative(),
  hoursAfter: z.coerce.number().nonnegative(),
  from: z.enum(['start', 'regimen-change']),
  partners: z.enum(['additive', 'each-required']),
  ...fact,
});
export type IndexWindow = z.infer<typeof IndexWindow>;

/** Words that tell where a specimen came from; `any`: speaks for an infection of every site. */
export const Site = z.object({
  id: z.string().min(1),
  kind: z.enum(['site', 'any', 'screening']),
  conditions: list,
  words: list,
  ...fact,
});
export type Site = z.infer<typeof Site>;

/** Skin germs that count from one site only when grown in several cultures. */
export const Contaminant = z.object({
  taxon: taxonId,
  site: z.string().min(1),
  distinctCultures: z.coerce.number().int().positive(),
  withinDays: z.coerce.number().int().positive(),
  ...fact,
});
export type Contaminant = z.infer<typeof Contaminant>;

/** A pair of germ and drug known for resistance that appears during treatment: `events` in `exposed` courses. */
export const Emergence = z.object({
  id: z.string().min(1),
  taxa: list,
  agents: list,
  mechanism: z.string().min(1),
  events: optionalNumber,
  exposed: optionalNumber,
  ...fact,
});
export type Emergence = z.infer<typeof Emergence>;

/** Words of a report in place of S, I or R. */
export const ReportedWord = z.object({ words: list, category: z.enum(['S', 'I', 'R']), note: z.string(), ...fact });
export type ReportedWord = z.infer<typeof ReportedWord>;

/** A band of the HIVDB penalty score, both ends included; no `high` = open. */
export const HivLevel = z.object({
  low: z.coerce.number(),
  high: optionalNumber,
  level: z.string().min(1),
  category: z.enum(['S', 'I', 'R']),
  ...fact,
});
export type HivLevel = z.infer<typeof HivLevel>;

export const Threshold = threshold;
export type Threshold = z.infer<typeof Threshold>;

/** The daily dose from which an agent counts as given for increased exposure; '' route = any. */
export const HighDose = z.object({
  agent: z.string().min(1),
  route: z.string(),
  highDailyMg: z.coerce.number().positive(),
  ...fact,
});
export type HighDose = z.infer<typeof HighDose>;

/** A label of drug-resistant tuberculosis: resistant to all of `resistantTo`, one of `anyOf` and one of `andAnyOf`. */
export const TuberculosisLabel = z.object({
  label: z.string().min(1),
  resistantTo: list,
  anyOf: list,
  andAnyOf: list,
  ...fact,
});
export type TuberculosisLabel = z.infer<typeof TuberculosisLabel>;

/** What a drug acts on, by the longest ATC beginning that fits; `narrow`: only on these, so that a test for them decides. */
export const Spectrum = z.object({
  id: z.string().min(1),
  atc: list,
  actsOn: list,
  narrow: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  ...fact,
});
export type Spectrum = z.infer<typeof Spectrum>;

/** A gene of a germ whose variant tells resistance to one agent, by the words a report uses for either form. */
export const Marker = z.object({
  id: z.string().min(1),
  taxon: taxonId,
  gene: z.string().min(1),
  mutantWords: list,
  wildWords: list,
  agent: z.string().min(1),
  ...fact,
});
export type Marker = z.infer<typeof Marker>;

/** Words of a test for a germ. */
export const TestWord = z.object({ words: list, meaning: z.enum(['present', 'absent']), ...fact });
export type TestWord = z.infer<typeof TestWord>;

/** Codes of diagnoses that mean an illness by a virus: beginnings in ICD-10, whole codes in SNOMED CT. */
export const ViralIllnessCode = z.object({
  system: z.enum(['icd-10', 'snomed']),
  codes: list,
  meaning: z.string().min(1),
  ...fact,
});
export type ViralIllnessCode = z.infer<typeof ViralIllnessCode>;

export const tables: PackTables = {
  'taxa.csv': Taxon,
  'agents.csv': Agent,
  'expected-resistance.csv': ExpectedResistance,
  'mdr-categories.csv': MdrCategory,
  'mdr-intrinsic.csv': MdrIntrinsic,
  'phenotypes.csv': Phenotype,
  'surrogates.csv': Surrogate,
  'windows.csv': IndexWindow,
  'sites.csv': Site,
  'contaminants.csv': Contaminant,
  'emergence.csv': Emergence,
  'reported-words.csv': ReportedWord,
  'hiv-levels.csv': HivLevel,
  'thresholds.csv': Threshold,
  'tuberculosis.csv': TuberculosisLabel,
  'high-doses.csv': HighDose,
  'spectra.csv': Spectrum,
  'markers.csv': Marker,
  'test-words.csv': TestWord,
  'viral-illness-codes.csv': ViralIllnessCode,
};
