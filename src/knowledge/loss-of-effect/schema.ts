import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const list = z.string().transform((cell) => (cell === '' ? [] : cell.split(';').map((part) => part.trim())));
const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };

/**
 * What a class of drugs is known to do to its own effect over time.
 *
 * A drug belongs to a row by ingredient name, ATC prefix or class id of the drugs pack; `routes` narrows the row to
 * routes of the trial (empty: any). `kind` `other` is a fading that has a name of its own and is no tolerance; then
 * `otherName` gives it. `strength` `disputed`: the evidence is weak or another reading is as likely, so the row supports
 * no more than `possible`. `pattern` `continuous`: known only where no drug-free interval is kept. `competes` are causes
 * the data cannot tell apart from it. `worseAtMoreDose` names what an effect that turns worse after a higher dose may be. `note` and `plain` follow the sentence of a finding.
 */
export const LossClass = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  ingredients: list,
  atc: list,
  classes: list,
  routes: list,
  kind: z.enum(['tolerance', 'tachyphylaxis', 'other']),
  strength: z.enum(['known', 'disputed']),
  otherName: z.string(),
  pattern: z.enum(['', 'continuous']),
  onsetLowDays: z.coerce.number().nonnegative(),
  onsetHighDays: z.coerce.number().positive(),
  recovery: z.string(),
  aliases: list,
  competes: list,
  worseAtMoreDose: z.string(),
  note: z.string(),
  plain: z.string(),
  ...fact,
});
export type LossClass = z.infer<typeof LossClass>;

/** One number of the rules that tell tolerance, tachyphylaxis and progression. */
export const LossRule = z.object({
  id: z.enum([
    'tachyphylaxisDays',
    'tachyphylaxisDoses',
    'lostShare',
    'toleranceDays',
    'doseRise',
    'sameEffect',
    'progressionAfterDays',
  ]),
  value: z.coerce.number().positive(),
  unit: z.string().min(1),
  meaning: z.string().min(1),
  ...fact,
});
export type LossRule = z.infer<typeof LossRule>;

export const tables: PackTables = { 'data.csv': LossClass, 'rules.csv': LossRule };
