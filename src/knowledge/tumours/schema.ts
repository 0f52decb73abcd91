/** Shapes of the rows of the tumours pack. */
import * as z from 'zod';
import { fact, list, threshold } from '../columns.ts';
import type { PackTables } from '../pack.ts';

/**
 * One item of evidence that an alteration goes with resistance.
 *
 * `requires` is what the tumour must show: parts joined by " & ", alternatives by "|", "!" before what must be absent.
 * `interaction` combination: all therapies together; substitutes: any of them.
 */
export const ResistanceEvidence = z.object({
  id: z.string().min(1),
  requires: z.string().min(1),
  profile: z.string().min(1),
  disease: z.string(),
  doid: z.string(),
  therapies: list,
  interaction: z.enum(['', 'combination', 'substitutes', 'sequential']),
  significance: z.enum(['resistance', 'reduced sensitivity']),
  level: z.enum(['A', 'B', 'C', 'D', 'E']),
  rating: z.string(),
  pmid: z.string(),
  citation: z.string(),
  ...fact,
});
export type ResistanceEvidence = z.infer<typeof ResistanceEvidence>;

export const GeneName = z.object({ symbol: z.string().min(1), names: list, ...fact });
export type GeneName = z.infer<typeof GeneName>;

/** The codons of one exon, both included. */
export const Exon = z.object({
  gene: z.string().min(1),
  exon: z.coerce.number().int(),
  firstCodon: z.coerce.number().int(),
  lastCodon: z.coerce.number().int(),
  ...fact,
});
export type Exon = z.infer<typeof Exon>;

/** Diseases of the evidence that are one tumour here: a condition of the conditions pack, and words of diagnoses. */
export const TumourDisease = z.object({
  id: z.string().min(1),
  diseases: list,
  condition: z.string(),
  words: list,
  ...fact,
});
export type TumourDisease = z.infer<typeof TumourDisease>;

/** A therapy of the evidence that is no single drug, and the drugs it stands for. */
export const TherapyClass = z.object({ name: z.string().min(1), drugs: list, ...fact });
export type TherapyClass = z.infer<typeof TherapyClass>;

export const EffluxSubstrate = z.object({
  pump: z.enum(['ABCB1', 'ABCC1', 'ABCG2']),
  drug: z.string().min(1),
  class: z.string().min(1),
  ...fact,
});
export type EffluxSubstrate = z.infer<typeof EffluxSubstrate>;

/** What is known for and against efflux as a cause in patients; '' condition = any tumour. */
export const EffluxEvidence = z.object({
  id: z.string().min(1),
  condition: z.string(),
  pumps: list,
  bearing: z.enum(['for', 'against']),
  finding: z.string().min(1),
  ...fact,
});
export type EffluxEvidence = z.infer<typeof EffluxEvidence>;

export const TumourThreshold = threshold;
export type TumourThreshold = z.infer<typeof TumourThreshold>;

/** Words of a result and what they mean for an alteration or for the amount of a protein. */
export const ResultWord = z.object({
  words: list,
  meaning: z.enum(['present', 'absent', 'raised', 'not-raised']),
  ...fact,
});
export type ResultWord = z.infer<typeof ResultWord>;

export const tables: PackTables = {
  'evidence.csv': ResistanceEvidence,
  'genes.csv': GeneName,
  'exons.csv': Exon,
  'diseases.csv': TumourDisease,
  'therapy-classes.csv': TherapyClass,
  'efflux-substrates.csv': EffluxSubstrate,
  'efflux-evidence.csv': EffluxEvidence,
  'thresholds.csv': TumourThreshold,
  'result-words.csv': ResultWord,
};
