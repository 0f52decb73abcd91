/** Reads the packs these tools and tests need from their folders, validated row by row. */
import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import type { AbsorptionRows } from '../../src/knowledge/absorption-and-antagonism/index.ts';
import * as absorption from '../../src/knowledge/absorption-and-antagonism/schema.ts';
import type { DispositionRows } from '../../src/knowledge/disposition/index.ts';
import * as disposition from '../../src/knowledge/disposition/schema.ts';
import type { EnzymeRows } from '../../src/knowledge/enzymes/index.ts';
import * as enzymes from '../../src/knowledge/enzymes/schema.ts';
import type { GeneRows } from '../../src/knowledge/genes/index.ts';
import * as genes from '../../src/knowledge/genes/schema.ts';
import { parseCsv } from './csv.ts';

const packs = new URL('../../src/knowledge/', import.meta.url);

/** Rows of one pack file; throws with the file and row number where a row does not fit its schema. */
export const readRows = <T>(path: string, schema: ZodType<T>): T[] =>
  parseCsv(readFileSync(new URL(path, packs), 'utf8')).map((row, i) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    throw new Error(`${path} row ${i + 2}: ${parsed.error.message}`);
  });

/** The genes pack, from its files. */
export const loadGeneRows = (): GeneRows => ({
  tables: readRows('genes/tables.csv', genes.GeneTableRow),
  alleles: readRows('genes/alleles.csv', genes.AlleleRow),
  structural: readRows('genes/structural.csv', genes.StructuralRow),
  cutOffs: readRows('genes/cut-offs.csv', genes.CutOffRow),
  functionPairs: readRows('genes/function-pairs.csv', genes.FunctionPairRow),
  geneDrug: readRows('genes/gene-drug.csv', genes.GeneDrugRow),
  phenoconversion: readRows('genes/phenoconversion.csv', genes.PhenoconversionRow),
});

/** The enzymes pack, from its files. */
export const loadEnzymeRows = (): EnzymeRows => ({
  perpetrators: readRows('enzymes/perpetrators.csv', enzymes.PerpetratorRow),
  pathways: readRows('enzymes/pathways.csv', enzymes.PathwayRow),
  classes: readRows('enzymes/classes.csv', enzymes.ClassRow),
  fitted: readRows('enzymes/fitted.csv', enzymes.FittedRow),
  moieties: readRows('enzymes/moieties.csv', enzymes.MoietyRow),
  genotypeActivity: readRows('enzymes/genotype-activity.csv', enzymes.GenotypeActivityRow),
  observedActivation: readRows('enzymes/observed-activation.csv', enzymes.ObservedActivationRow),
  dips: readRows('enzymes/dips.csv', enzymes.DipsRow),
  dipsBands: readRows('enzymes/dips-bands.csv', enzymes.DipsBandRow),
});

/** The absorption-and-antagonism pack, from its files. */
export const loadAbsorptionRows = (): AbsorptionRows => ({
  pairs: readRows('absorption-and-antagonism/data.csv', absorption.AbsorptionRow),
  classes: readRows('absorption-and-antagonism/classes.csv', absorption.ClassMemberRow),
});

/** The disposition pack, from its files. */
export const loadDispositionRows = (): DispositionRows => ({
  states: readRows('disposition/data.csv', disposition.DispositionRow),
  renalShares: readRows('disposition/renal-share.csv', disposition.RenalShareRow),
  observedDoseTests: readRows('disposition/observed-dose-tests.csv', disposition.ObservedDoseTestRow),
  codes: readRows('disposition/codes.csv', disposition.StateCodeRow),
  stages: readRows('disposition/stages.csv', disposition.StageRow),
  measuredStates: readRows('disposition/measured-states.csv', disposition.MeasuredStateRow),
});
