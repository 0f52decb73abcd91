/** The schema of every table of every pack. Written by tools/write-schema-index.ts; do not edit. */
import type { ZodType } from 'zod';
import { tables as absorptionAndAntagonism } from './absorption-and-antagonism/schema.ts';
import { tables as adherence } from './adherence/schema.ts';
import { tables as causality } from './causality/schema.ts';
import { tables as codes } from './codes/schema.ts';
import { tables as conditions } from './conditions/schema.ts';
import { tables as conventions } from './conventions/schema.ts';
import { tables as disposition } from './disposition/schema.ts';
import { tables as doseFloors } from './dose-floors/schema.ts';
import { tables as drugLevels } from './drug-levels/schema.ts';
import { tables as drugs } from './drugs/schema.ts';
import { tables as enzymes } from './enzymes/schema.ts';
import { tables as genes } from './genes/schema.ts';
import { tables as germs } from './germs/schema.ts';
import { tables as immunogenicity } from './immunogenicity/schema.ts';
import { tables as labels } from './labels/schema.ts';
import { tables as lossOfEffect } from './loss-of-effect/schema.ts';
import { tables as outcomeMeasures } from './outcome-measures/schema.ts';
import { tables as phrases } from './phrases/schema.ts';
import { tables as simulation } from './simulation/schema.ts';
import { tables as terms } from './terms/schema.ts';
import { tables as tumours } from './tumours/schema.ts';
import type { PackTables } from './pack.ts';

const packs: Readonly<Record<string, PackTables>> = {
  'absorption-and-antagonism': absorptionAndAntagonism,
  adherence,
  causality,
  codes,
  conditions,
  conventions,
  disposition,
  'dose-floors': doseFloors,
  'drug-levels': drugLevels,
  drugs,
  enzymes,
  genes,
  germs,
  immunogenicity,
  labels,
  'loss-of-effect': lossOfEffect,
  'outcome-measures': outcomeMeasures,
  phrases,
  simulation,
  terms,
  tumours,
};

/** The schema of one row of a table; null where there is no such table. */
export function schemaFor(pack: string, file: string): ZodType | null {
  return packs[pack]?.[file] ?? null;
}
