/** Shapes of the labels pack: definitions as lists of requirements, sets of classes, equivalents, what a label opens. */
import * as z from 'zod';
import { GateName } from '../../domain/finding.ts';
import { CauseTerm, LabelTerm } from '../../domain/terms.ts';
import type { PackTables } from '../pack.ts';
import { PersonRequirement, TrialRequirement } from './requirements.ts';

const id = z.string().regex(/^[a-z0-9-]+$/);
const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
/** Which drugs are counted, how they are told apart and how many are needed. */
export const Count = z.object({
  /** a set of classes.csv; absent: every drug for the condition */
  set: id.optional(),
  /** only these classes of the set */
  classes: z.array(id).optional(),
  /** a schedule is the drugs begun together; a class is one of the set */
  distinct: z.enum(['drug', 'schedule', 'class']),
  /** "all": every class of the set */
  atLeast: z.union([z.number().int().positive(), z.literal('all')]),
  /** tried: all but those that respond or run too early; used: all but those too early; started: all */
  of: z.enum(['tried', 'used', 'started']),
  within: z.discriminatedUnion('kind', [
    /**
     * since the last stretch without any drug for the condition, or since a response that held for `recoveryDays`
     * beyond the time the drug needed: what failed before it belongs to an earlier episode
     */
    z.object({
      kind: z.literal('episode'),
      gapDays: z.number().positive(),
      recoveryDays: z.number().positive().optional(),
    }),
    /** begun within so many days of each other */
    z.object({ kind: z.literal('days'), days: z.number().positive() }),
    /** running on the last day of treatment */
    z.object({ kind: z.literal('together') }),
    z.object({ kind: z.literal('ever') }),
  ]),
  /**
   * condition: only drugs for it; unrecorded: also drugs of the set without a recorded reason; any: all drugs of the
   * set, whatever their reason, once one of them is for the condition
   */
  indication: z.enum(['condition', 'unrecorded', 'any']).default('condition'),
  /** only these routes; a route that is not stated counts */
  routes: z.array(z.string()).optional(),
});
export type Count = z.infer<typeof Count>;

/** One way to fulfil a definition. */
export const Path = z.object({
  id,
  count: Count,
  trial: z.array(TrialRequirement),
  person: z.array(PersonRequirement),
  /** what the definition calls the condition by this path; `failed`: where a requirement outside the trials failed */
  states: z
    .object({
      confirmed: z.string(),
      apparent: z.string(),
      pseudo: z.string(),
      failed: z.record(id, z.string()).default({}),
    })
    .optional(),
});
export type Path = z.infer<typeof Path>;

/** One named definition of a label. Order: `rank`, guidelines before regulators, consensus and claims. */
export const Definition = z.object({
  id,
  label: LabelTerm,
  /** a condition of the conditions pack; "*": every condition with a criterion that no other definition names */
  condition: z.string().regex(/^([a-z0-9-]+|\*)$/),
  /** only conditions of these kinds, for "*" */
  kinds: z.array(z.enum(['ordinary', 'event-prevention', 'fixed-course'])).optional(),
  name: z.string().min(1),
  basis: z.enum(['guideline', 'regulator', 'consensus', 'claims', 'convention']),
  rank: z.number().int(),
  paths: z.array(Path).min(1),
  /** names of what the definition calls the condition: confirmed, responding on a drug, neither */
  states: z.object({ confirmed: z.string(), responding: z.string(), else: z.string() }).optional(),
  ...fact,
  note: z.string().default(''),
});
export type Definition = z.infer<typeof Definition>;

/** One class of a set: drugs by ATC prefix, and ingredients the drug pack has no ATC code for by id. */
export const ClassRow = z.object({
  set: id,
  class: id,
  name: z.string().min(1),
  atc: list,
  ingredients: list,
  ...fact,
});
export type ClassRow = z.infer<typeof ClassRow>;

/** `equivalentMg` of the drug a day does what `referenceMg` of the scheme's reference drug do. */
export const EquivalentRow = z.object({
  scheme: id,
  ingredient: z.string().regex(/^(\d+|x:.+)$/),
  name: z.string().min(1),
  route: z.string().min(1),
  equivalentMg: z.coerce.number().positive(),
  referenceMg: z.coerce.number().positive(),
  ...fact,
});
export type EquivalentRow = z.infer<typeof EquivalentRow>;

/** The causes that may stand behind a closed gate, the most telling first. */
export const GateCauseRow = z.object({ gate: GateName, causes: list.pipe(z.array(CauseTerm).min(1)) });
export type GateCauseRow = z.infer<typeof GateCauseRow>;

/** A kind of next step a guideline or approval names for a label: information, never advice. */
export const OpensRow = z.object({
  label: LabelTerm,
  condition: id,
  step: id,
  kind: z.enum(['approval', 'drug', 'procedure', 'referral', 'test', 'device']),
  text: z.string().min(1),
  /** year of the document */
  date: z.string().regex(/^\d{4}(-\d{2})?$/),
  ...fact,
});
export type OpensRow = z.infer<typeof OpensRow>;

const DEFINITIONS = [
  'treatment-resistant-depression/ema-2013',
  'treatment-resistant-depression/fda-esketamine',
  'treatment-resistant-depression/delphi-2021',
  'treatment-resistant-depression/thase-rush-stage-2',
  'treatment-resistant-depression/thase-rush-stage-3',
  'treatment-resistant-depression/thase-rush-stage-4',
  'treatment-resistant-depression/claims-zhdanava',
  'treatment-resistant-depression/claims-fabbri',
  'treatment-resistant-depression/claims-cepeda',
  'treatment-resistant-depression/claims-humana-optum',
  'treatment-resistant-depression/denmark',
  'treatment-resistant-schizophrenia/trrip-2017',
  'treatment-resistant-schizophrenia/trrip-2017-mean-dose',
  'treatment-resistant-schizophrenia/trrip-2017-clozapine',
  'treatment-resistant-schizophrenia/register-proxy',
  'drug-resistant-epilepsy/ilae-2010',
  'drug-resistant-epilepsy/denmark-2025',
  'resistant-hypertension/aha-2018',
  'resistant-hypertension/aha-2008',
  'refractory-hypertension/aha-2018',
  'treatment-refractory/ehf-2020-resistant-migraine',
  'treatment-refractory/ehf-2020-refractory-migraine',
  'treatment-refractory/eular-2020-difficult-to-treat',
  'treatment-refractory/two-distinct-drugs',
] as const;

export const tables: PackTables = {
  'classes.csv': ClassRow,
  'equivalents.csv': EquivalentRow,
  'gate-causes.csv': GateCauseRow,
  'opens.csv': OpensRow,
  'definitions.json': Definition,
  ...Object.fromEntries(DEFINITIONS.map((path) => [`${path}.json`, Definition])),
};
