/** All families of causes. Written by tools/write-cause-index.ts; do not edit. */
import { adherence } from './adherence/index.ts';
import { antimicrobialResistance } from './antimicrobial-resistance/index.ts';
import { cancerResistance } from './cancer-resistance/index.ts';
import { delivery } from './delivery/index.ts';
import { disposition } from './disposition/index.ts';
import { dose } from './dose/index.ts';
import { drugLevel } from './drug-level/index.ts';
import { duration } from './duration/index.ts';
import { genotype } from './genotype/index.ts';
import { immunogenicity } from './immunogenicity/index.ts';
import { indication } from './indication/index.ts';
import { interaction } from './interaction/index.ts';
import { intolerance } from './intolerance/index.ts';
import { phenoconversion } from './phenoconversion/index.ts';
import { progression } from './progression/index.ts';
import { tolerance } from './tolerance/index.ts';
import { unexplained } from './unexplained/index.ts';
import type { CauseFamily } from './contract.ts';

export const families: readonly CauseFamily[] = [
  adherence,
  antimicrobialResistance,
  cancerResistance,
  delivery,
  disposition,
  dose,
  drugLevel,
  duration,
  genotype,
  immunogenicity,
  indication,
  interaction,
  intolerance,
  phenoconversion,
  progression,
  tolerance,
  unexplained,
];
