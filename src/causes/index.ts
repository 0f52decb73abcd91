/** All families of causes. Written by tools/write-cause-index.ts; do not edit. */
import { adherence } from './adherence/index.ts';
import type { CauseFamily } from './contract.ts';
import { delivery } from './delivery/index.ts';
import { dose } from './dose/index.ts';
import { drugLevel } from './drug-level/index.ts';
import { duration } from './duration/index.ts';
import { indication } from './indication/index.ts';
import { intolerance } from './intolerance/index.ts';
import { unexplained } from './unexplained/index.ts';

export const families: readonly CauseFamily[] = [
  adherence,
  delivery,
  dose,
  drugLevel,
  duration,
  indication,
  intolerance,
  unexplained,
];
